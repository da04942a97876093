package assertions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// withoutBytes returns the ending for a sentence that has named the lost bytes already.
func withoutBytes(e timeline.Ending) timeline.Ending {
	e.Written, e.Acked, e.Received, e.Read = 0, 0, 0, 0
	return e
}

// HaveClosedWithFIN matches if both sides of a connection closed it with a FIN, this
// side received the other's, and there was no RST. A connection in TIME-WAIT
// matches too, whatever ends its TIME-WAIT: also a crash of its host.
//
//	Eventually(conn).Should(HaveClosedWithFIN())
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveClosedWithFIN() types.GomegaMatcher {
	return ended("HaveClosedWithFIN", nil, false, "have closed with a FIN from each side and without a RST", func(x timeline.Incarnation, e timeline.Ending) (bool, error) {
		_, exchanged := x.Entered(tcp.TimeWait)
		switch {
		case e.Reset:
			return false, nil
		case exchanged:
			return true, nil // whatever ends TIME-WAIT
		}
		return e.FINSent && e.FINReceived && e.Over && e.Cause == timeline.NoCause, nil
	})
}

// HaveClosedWithRST matches if a RST ended a connection, sent or received by this
// side, and the RST meets all conditions. A condition is a timeline.ResetCause, the
// reason why the RST was sent, a timeline.Filter for the segment, or tcp.Flags that it
// has at least. Anything else is an error, and so is a filter that cannot be answered:
// one with an unknown host, or one that needs the payload.
//
//	Expect(conn).To(HaveClosedWithRST())
//	Expect(conn).To(HaveClosedWithRST(timeline.ResetByLinger, timeline.From("client")))
//	Expect(conn).NotTo(HaveClosedWithRST(timeline.ResetByUnread))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveClosedWithRST(conditions ...any) types.GomegaMatcher {
	var causes []timeline.ResetCause
	var matches []timeline.Filter
	var bad error
	because := ""
	for i, c := range conditions {
		switch c := c.(type) {
		case timeline.ResetCause:
			switch {
			case !slices.Contains(resetCauses, c):
				bad = fmt.Errorf("was given the cause %q: there are %q", c, resetCauses)
			case len(causes) > 0 && causes[0] != c:
				bad = fmt.Errorf("was given two causes, %q and %q, and a RST has one", causes[0], c)
			}
			causes = append(causes, c)
			because += fmt.Sprintf(", caused by %s", c)
		case tcp.Flags:
			matches = append(matches, timeline.Flags(c))
		case timeline.Filter:
			matches = append(matches, c)
		default:
			bad = fmt.Errorf("expects timeline.ResetCause, timeline.Filter and tcp.Flags values as its arguments.  Argument %d is:\n%s", i+1, format.Object(c, 1))
		}
	}
	to := "have closed with a RST"
	if len(matches) > 0 {
		to += strings.TrimPrefix(segments(matches), "segments")
	}
	return ended("HaveClosedWithRST", matches, true, to+because, func(x timeline.Incarnation, e timeline.Ending) (bool, error) {
		if bad != nil {
			return false, bad
		}
		q := question{matches: matches}
		if err := q.check(x, timeline.Sent); err != nil && q.check(x, timeline.Delivered) != nil {
			return false, err
		}
		if !e.Reset {
			return false, nil
		}
		for _, c := range causes {
			if c != e.ResetCause {
				return false, nil
			}
		}
		if q.check(x, e.ResetEvent.Kind) != nil {
			return false, nil // it can be about the other direction only
		}
		number := e.ResetEvent.Number
		found, err := q.pick(x.Timeline(), e.ResetEvent.Kind, x.Filter(), timeline.Func(func(e timeline.Event) bool { return e.Number == number }))
		return len(found) == 1, err
	})
}

// resetCauses are the causes that a RST can have.
var resetCauses = []timeline.ResetCause{
	timeline.ResetByLinger, timeline.ResetByUnread, timeline.ResetByAbort, timeline.ResetByLateData,
	timeline.ResetByListener, timeline.ResetByNobody, timeline.ResetBehindGap, timeline.ResetByShutdown, timeline.ResetByTimer,
	timeline.ResetByMiddlebox, timeline.ResetUnknown,
}

// ended makes a matcher for how one side of a connection ended, with which segments.
func ended(name string, matches []timeline.Filter, reset bool, to string, holds func(timeline.Incarnation, timeline.Ending) (bool, error)) types.GomegaMatcher {
	return &matcher{name: name, each: true, ask: func(actual any) (answer, error) {
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		e := x.Ending()
		a := answer{tl: x.Timeline(), subject: x.String(), to: to, header: timeline.HeaderNumbers(matches...)}
		a.ok, err = holds(x, e)
		a.was = func() string {
			if e.Over {
				return endedAs(x, e) + closedBefore(x, e)
			}
			return soFar(x, e)
		}
		a.next = func(failed polarity) string {
			switch {
			case !e.Over && failed == positive && !reset:
				return nextToEnd(x)
			case e.Reset == reset == (failed == negative):
				return nextAfterReset(e)
			}
			return ""
		}
		a.lines = func() excerpt {
			if e.ResetEvent.Number >= 0 {
				marked := []int{e.ResetEvent.Number}
				if c, ok := closer(x, e); ok {
					marked = append(marked, c.Number)
				}
				return openingWith(answeredByRST(x, e), withListener(x, e), marked...)
			}
			return lifeline(x)
		}
		return a, err
	}, final: over}
}

// answeredByRST are the numbers of the events of a plain acknowledgement that is the reason
// for a RST. An excerpt shows no others.
func answeredByRST(x timeline.Incarnation, e timeline.Ending) (numbers []int) {
	if e.ResetCause != timeline.ResetBehindGap {
		return nil
	}
	sent := make(map[uint32]int)
	for _, ev := range x.Events(timeline.Any(timeline.Sent, timeline.Delivered)) {
		switch id := ev.Segment.ID; {
		case id == e.ResetEvent.Segment.ID:
			return numbers
		case ev.Kind == timeline.Sent:
			sent[id] = ev.Number
		default: // the last one arrived at the host that resets
			numbers = []int{sent[id], ev.Number}
		}
	}
	return nil
}

// withListener are the events of a connection and, where a listener took it along,
// the closing of that.
func withListener(x timeline.Incarnation, e timeline.Ending) []timeline.Event {
	events := x.Events()
	if e.ResetCause != timeline.ResetByListener {
		return events
	}
	closes := timeline.Func(func(ev timeline.Event) bool { return ev.Call == timeline.CallCloseListener })
	events = append(events, x.Timeline().Events(timeline.OnHost(e.ResetBy), timeline.Called, timeline.During(e.ResetEvent.SentAt, e.ResetEvent.SentAt), closes)...)
	slices.SortFunc(events, func(a, b timeline.Event) int { return a.Number - b.Number })
	return events
}

// soFar describes a connection that has not ended.
func soFar(x timeline.Incarnation, e timeline.Ending) string {
	s := fmt.Sprintf("It is in %s", x.State())
	switch {
	case e.FINSent && e.FINReceived:
		s += ": both sides have sent a FIN"
	case e.FINSent:
		s += ": it has sent a FIN and received none"
		if by, sent := otherFIN(x); sent {
			s = fmt.Sprintf("It is in %s: both sides have sent a FIN, but the one from %s has not arrived", x.State(), by)
		}
	case e.FINReceived:
		s += ": it has received a FIN and sent none"
		if !e.CloseCalled {
			s += ", because its application has not called Close"
		}
	}
	return s + "." + lostFINs(x)
}

// HaveClosedFirst matches if the given side of a connection is the active closer: it
// sent the first FIN. If both sides closed independently, neither is the first. A RST
// does not count; see HaveClosedWithRST.
//
//	Expect(server).To(HaveClosedFirst()) // so TIME-WAIT is the server's, unless a RST follows
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveClosedFirst() types.GomegaMatcher {
	return &matcher{name: "HaveClosedFirst", each: true, ask: func(actual any) (answer, error) {
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		e := x.Ending()
		first := e.FirstEvent
		a := answer{tl: x.Timeline(), subject: x.String(), to: "have closed first"}
		mine := first.Kind == timeline.Sent && first.Local == x.Local
		a.kind = func() string { return fmt.Sprint(ending(x), mine, first.Number >= 0, e.AtOnce) }
		a.ok = mine && !e.AtOnce
		a.was = func() string {
			switch {
			case first.Number < 0 && e.Cause == timeline.HostCrash: // and what the other side did later is not known here
				return fmt.Sprintf("Neither side had sent a FIN when its host crashed, at %s.", e.At)
			case first.Number < 0:
				return "Neither side has sent a FIN. " + soFarOrOver(x, e)
			case e.AtOnce:
				return fmt.Sprintf("Both sides closed independently, %s at %s.", e.First, first.At)
			}
			who := from(first)
			if mine {
				return fmt.Sprintf("It closed first, at %s, with a FIN.", first.At)
			}
			if who == x.Host {
				who = "the other end, " + first.Segment.Src.String() + "," // of a connection of a host with itself
			}
			return fmt.Sprintf("It closed second: %s closed first, at %s, with a FIN.", who, first.At) + queued(x, first)
		}
		a.next = func(polarity) string {
			switch {
			case e.Reset && first.Number < 0:
				return "Use HaveClosedWithRST for a connection that was reset."
			case first.Number < 0 && !e.Over:
				return nextToEnd(x)
			case first.Number < 0:
				return ""
			case !e.AtOnce && queued(x, first) != "":
				return "Accept earlier: nothing may hold up the loop that accepts."
			case !e.AtOnce && !mine:
				return "Assert on the connection of the side that closed first, or close this side before."
			}
			return ""
		}
		a.lines = func() excerpt {
			if first.Number < 0 {
				return lifeline(x)
			}
			return opening(x.Events(), first.Number)
		}
		return a, nil
	}, final: func(actual any) bool {
		x, err := side(actual)
		return err == nil && x.Over()
	}}
}

func soFarOrOver(x timeline.Incarnation, e timeline.Ending) string {
	if e.Over {
		return endedAs(x, e)
	}
	return soFar(x, e)
}

// HaveBlockedInClose matches if the application's call of Close took the given
// virtual time: a time.Duration, which must be exact, or a matcher for one. Close
// blocks only with a positive SO_LINGER, until the other side has acknowledged all
// data and the FIN. A call that has not returned does not match.
//
//	Expect(conn).To(HaveBlockedInClose(0 * time.Second))
//	Expect(conn).To(HaveBlockedInClose(BeNumerically("<", time.Second)))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveBlockedInClose(length any) types.GomegaMatcher {
	d := duration(length)
	return &matcher{name: "HaveBlockedInClose", each: true, ask: func(actual any) (answer, error) {
		if d.err != nil {
			return answer{}, d.err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		e := x.Ending()
		a := answer{tl: x.Timeline(), subject: x.String(), to: "have blocked in Close for " + d.String()}
		a.ok, err = d.met(e.CloseTook)
		a.ok = a.ok && e.CloseReturned
		a.was = func() string {
			switch {
			case !e.CloseCalled:
				return "Its application has not called Close."
			case aborted(x):
				return fmt.Sprintf("Its application called Abort at %s, which does not block.", e.ClosedAt) + d.explain(e.CloseTook, a.ok)
			case !e.CloseReturned:
				return fmt.Sprintf("Close was called at %s with SO_LINGER %d, and has not returned after %s.", e.ClosedAt, e.Linger, e.CloseTook) + d.explain(e.CloseTook, a.ok)
			case e.Linger < 0:
				return fmt.Sprintf("Close took %s; SO_LINGER was not set.", e.CloseTook) + d.explain(e.CloseTook, a.ok)
			}
			return fmt.Sprintf("Close took %s, with SO_LINGER %d.", e.CloseTook, e.Linger) + d.explain(e.CloseTook, a.ok)
		}
		a.next = func(polarity) string {
			switch {
			case !e.CloseCalled && e.Cause != timeline.HostCrash:
				return nextToEnd(x)
			case e.CloseCalled && !e.CloseReturned:
				return ifOpen(x, "Advance the clock until Close returns.")
			}
			return ""
		}
		a.lines = func() excerpt {
			var marked []int
			events := openingAndClosing(x.Events())
			for _, ev := range events {
				if ev.Local == x.Local && closing(ev.Call) {
					marked = append(marked, ev.Number)
				}
			}
			return show(events, marked...)
		}
		return a, err
	}, final: closed}
}

// closing reports whether a call closes a connection or one direction of it.
func closing(c timeline.Call) bool {
	return c == timeline.CallClose || c == timeline.CallCloseRead || c == timeline.CallCloseWrite
}
