package assertions

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// RejectIncarnation matches if an attempt to open a new incarnation of a connection
// was rejected in one of the given ways. Without a way any rejection matches.
// fixture.Accepted, Lost, Failed and unknown ways are errors.
//
//	Expect(conn.Probe(tcp.SeqOffset(-1))).To(RejectIncarnation(fixture.Ignored))
//	Expect(conn.Redial()).To(RejectIncarnation(fixture.Unavailable, fixture.InUse))
//
// An attempt whose SYN or only answer was lost, or that could not be made, is an error: it
// was neither rejected nor accepted. fixture.Reopening.Loss says what was lost, and why.
//
// It accepts a *fixture.Reopening, which fixture.Conn.Probe and Redial return.
func RejectIncarnation(how ...fixture.Outcome) types.GomegaMatcher {
	to := "have been rejected"
	var names []string
	for _, o := range how {
		names = append(names, string(o))
	}
	if len(names) > 0 {
		to += " (" + strings.Join(names, " or ") + ")"
	}
	return reopened("RejectIncarnation", to, how, func(o fixture.Outcome) bool {
		return slices.Contains(how, o) || len(how) == 0 && o != fixture.Accepted
	})
}

// AcceptIncarnation matches if a SYN-ACK answered an attempt to open a new incarnation
// of a connection. An attempt whose SYN or only answer was lost, or that could not be made,
// is an error.
//
//	Expect(conn.Probe(tcp.SeqOffset(1))).To(AcceptIncarnation())
//
// It accepts what RejectIncarnation does.
func AcceptIncarnation() types.GomegaMatcher {
	return reopened("AcceptIncarnation", "have been accepted", nil, func(o fixture.Outcome) bool { return o == fixture.Accepted })
}

func reopened(name, to string, how []fixture.Outcome, holds func(fixture.Outcome) bool) types.GomegaMatcher {
	return &matcher{name: name, ask: func(actual any) (answer, error) {
		for _, o := range how {
			switch o {
			case fixture.Ignored, fixture.Challenged, fixture.Refused, fixture.Unavailable, fixture.InUse:
			default:
				return answer{}, fmt.Errorf("expects ways to reject an attempt, and %q is none", o)
			}
		}
		r, _ := actual.(*fixture.Reopening)
		if r == nil || r.Outcome == "" || r.Old.Host() == nil {
			return answer{}, wrong("a *fixture.Reopening, which Conn.Probe and Conn.Redial return", actual)
		}
		switch r.Outcome {
		case fixture.Failed:
			return answer{}, fmt.Errorf("expects an attempt, and this one could not be made: %w", r.Err)
		case fixture.Lost:
			return answer{}, fmt.Errorf("expects an attempt whose SYN has arrived, and the answer to it: %s", r)
		}
		n := r.Old.Host().Network()
		a := answer{network: n, subject: r.String(), to: to, ok: holds(r.Outcome)}
		a.was = func() string {
			s := fmt.Sprintf("The SYN%s was %s", numbered(r), r.Outcome)
			switch r.Outcome {
			case fixture.Unavailable, fixture.InUse:
				s = fmt.Sprintf("No SYN was sent: %s", r.Err)
			}
			if r.Before == r.After {
				return s + fmt.Sprintf("; the old incarnation is still in %s.", r.After)
			}
			return s + fmt.Sprintf("; the old incarnation was in %s and is now in %s.", r.Before, r.After)
		}
		if name == "AcceptIncarnation" {
			a.next = nextIf(positive, func() string { return nextToReopen(r) })
		}
		a.lines = func() excerpt {
			x, _ := r.Old.Incarnation() // from 0 on if its beginning is forgotten
			events := openingAndClosing(n.Timeline().Events(timeline.Following(x.Number), timeline.Of(r.Old)))
			for _, e := range events {
				if e.IsSegment() && e.Segment.ID == r.SYN.ID {
					return show(events, e.Number)
				}
			}
			return show(events, entered(events, r))
		}
		return a, nil
	}, final: func(any) bool { return true }}
}

// entered is the number of the event with which the old incarnation got into the state
// in which an attempt without a SYN found it, and -1 if there is none.
func entered(events []timeline.Event, r *fixture.Reopening) int {
	number := -1
	for _, e := range events {
		if e.Kind == timeline.StateChange && e.Host == r.Old.Host().Name() && e.To == r.Before && e.Number < r.Mark {
			number = e.Number
		}
	}
	return number
}

// HaveReadEarlierData matches if the application read bytes sent by an earlier
// connection with the same addresses and ports. The argument is the number of bytes,
// an int of 0 or more, or a matcher for one. Without an argument any number above 0
// matches.
//
//	old := n.On(timeline.From("client"), timeline.Data()).Copy()
//	...
//	old.Release() // the old duplicate
//	...
//	Expect(conn).NotTo(HaveReadEarlierData())
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, and a timeline.Incarnation: the
// new incarnation, on the side that reads.
func HaveReadEarlierData(bytes ...any) types.GomegaMatcher {
	q := counting(bytes)
	if q.err == nil && len(q.matches) > 0 {
		q.err = fmt.Errorf("expects a number of bytes or a matcher for one as its argument")
	}
	to := "have read data of an earlier incarnation"
	if !q.any {
		to = "have read " + q.number.of("byte", "bytes") + " of an earlier incarnation"
	}
	return &matcher{name: "HaveReadEarlierData", ask: func(actual any) (answer, error) {
		if q.err != nil {
			return answer{}, q.err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		if err := kept(x.Timeline()); err != nil {
			return answer{}, err
		}
		e := x.Ending()
		got := int(e.EarlierRead)
		a := answer{tl: x.Timeline(), subject: x.String(), to: to}
		a.ok, err = q.met(got)
		a.was = func() string {
			return fmt.Sprintf("It read %s, %d of them from segments of an earlier incarnation.", plural(int(e.Read), "byte", "bytes"), got) + q.explain(got, a.ok)
		}
		a.next = nextIf(negative, func() string {
			return "Reuse the addresses and ports only after TIME-WAIT, which keeps old duplicates out."
		})
		a.lines = func() excerpt {
			var marked []int
			events := x.Events()
			for _, ev := range events {
				if ev.Kind == timeline.Delivered && ev.Earlier && ev.Local == x.Local && ev.Segment.Len > 0 {
					marked = append(marked, ev.Number)
				}
			}
			return show(events, marked...)
		}
		return a, err
	}, final: closed}
}
