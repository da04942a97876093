package assertions

import (
	"fmt"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveLostWritten matches if a connection ended with the given number of bytes that
// its application had written and the other side had not acknowledged. The argument
// is an int of 0 or more, or a matcher for one. Without an argument any number above
// 0 matches. A connection that has not ended has lost nothing.
//
//	Expect(conn).To(HaveLostWritten(1024))
//	Expect(conn).NotTo(HaveLostWritten())
//
// Unacknowledged bytes may have arrived: their acknowledgement can be lost. An application
// may also send them again on another connection. Then assert on what the other side has.
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveLostWritten(bytes ...any) types.GomegaMatcher {
	return lostBytes("HaveLostWritten", unacknowledged, bytes, timeline.Ending.Unacked)
}

// HaveLostUnread matches if a connection ended, or its application closed it, with
// the given number of bytes that had arrived and were not read. See HaveLostWritten
// for the argument. Close with unread bytes sends a RST instead of a FIN.
//
//	Expect(server).NotTo(HaveLostUnread())
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveLostUnread(bytes ...any) types.GomegaMatcher {
	return lostBytes("HaveLostUnread", unread, bytes, timeline.Ending.Unread)
}

// loss names the bytes that a connection lost.
type loss string

const (
	unacknowledged loss = "unacknowledged" // written, and never acknowledged
	unread         loss = "unread"         // received, and never read
)

func lostBytes(name string, which loss, args []any, k func(timeline.Ending) int64) types.GomegaMatcher {
	q := counting(args)
	if q.err == nil && len(q.matches) > 0 {
		q.err = fmt.Errorf("expects a number of bytes or a matcher for one as its argument")
	}
	to := "have lost " + string(which) + " bytes"
	if !q.any {
		to = "have lost " + q.number.of(string(which)+" byte", string(which)+" bytes")
	}
	return &matcher{name: name, each: true, ask: func(actual any) (answer, error) {
		if q.err != nil {
			return answer{}, q.err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		e := x.Ending()
		a := answer{tl: x.Timeline(), subject: x.String(), to: to}
		got := int(k(e))
		gone := e.Over || e.CloseCalled && which == unread
		a.ok, err = q.met(got) // a matcher that cannot be asked is an error before the end too
		a.ok = a.ok && gone
		a.was = func() string {
			if !gone {
				return fmt.Sprintf("It has not ended, and has %s so far.", plural(got, string(which)+" byte", string(which)+" bytes"))
			}
			s := fmt.Sprintf("It lost %s", plural(got, string(which)+" byte", string(which)+" bytes"))
			if e.Over {
				s += ": " + withoutBytes(e).String()
			}
			if s += "."; which == unacknowledged {
				s += lastLost(x, e)
			}
			return s + q.explain(got, a.ok)
		}
		a.next = func(failed polarity) string {
			switch {
			case !gone:
				return nextToEnd(x)
			case failed == negative:
				return nextAfterReset(e)
			}
			return ""
		}
		a.lines = func() excerpt { return lossLines(x, e, which == unacknowledged) }
		return a, err
	}, final: closed}
}

// lossLines shows the RST that lost bytes. If that came much later, it also shows the
// first segment with bytes that were written and not acknowledged.
func lossLines(x timeline.Incarnation, e timeline.Ending, written bool) excerpt {
	events := withData(x, written)
	if written && gaveUp(e) {
		return lastBreath(x, e, events)
	}
	if e.ResetEvent.Number < 0 {
		return show(events)
	}
	lost, after := -1, 0 // how many lines come after it until the RST
	for _, ev := range events {
		if ev.Number == e.ResetEvent.Number {
			break
		}
		if lost >= 0 && !ev.Plain {
			after++
		}
		if written && lost < 0 && ev.Kind == timeline.Sent && ev.Local == x.Local && int64(ev.Segment.Seq-ev.SeqBase)+int64(ev.Segment.Len)-1 > e.Acked {
			lost = ev.Number
		}
	}
	if after > maxLines/2 {
		return show(events, lost, e.ResetEvent.Number)
	}
	return show(events, e.ResetEvent.Number)
}
