package assertions

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// BeInTimeWait matches if a connection or a socket is in TIME-WAIT now. The failure
// names the reason if it is not: the other side closed first, a RST ended the
// connection, or it has not ended.
//
//	Expect(conn).To(BeInTimeWait())
//	Expect(client.Sockets()).To(HaveEach(BeInTimeWait()))
//
// It accepts what BeInState does. HaveSockets counts the connections of a host that
// are in TIME-WAIT.
func BeInTimeWait() types.GomegaMatcher {
	m := beInState("BeInTimeWait", "to be in TIME-WAIT", []tcp.State{tcp.TimeWait}).(*matcher)
	ask := m.ask
	m.ask = func(actual any) (answer, error) {
		a, err := ask(actual)
		if was := a.was; was != nil {
			a.was = func() string {
				if x, err := side(actual); err == nil && x.State() != tcp.TimeWait {
					return whyNot(x)
				}
				return was()
			}
			a.next = func(failed polarity) string {
				x, err := side(actual)
				if failed == negative || err != nil {
					return ""
				}
				if _, was := x.Stayed(tcp.TimeWait); was {
					return "To assert on the past, use HaveTimeWait."
				}
				return nextForTimeWait(x)
			}
			a.lines = func() excerpt {
				x, _ := side(actual)
				return closingLines(x)
			}
		}
		return a, err
	}
	return m
}

// whyNot describes why a connection is not in TIME-WAIT, or no longer.
func whyNot(x timeline.Incarnation) string {
	if x.Timeline() == nil {
		return "It is not in TIME-WAIT, and the timeline has no events of it."
	}
	if d, was := x.Stayed(tcp.TimeWait); was {
		return fmt.Sprintf("It was in TIME-WAIT for %s, and has left it: %s.", d, x.Ending().String())
	}
	s := fmt.Sprintf("It was never in TIME-WAIT: %s.", x.NoTimeWait())
	if x.Over() {
		s += "\n" + upper(x.Ending().String()) + "."
	} else {
		s += " " + soFar(x, x.Ending())
	}
	return s
}

// closingLines shows who closed first where that is why one side is in TIME-WAIT and the
// other one is not, and else how the connection ended.
func closingLines(x timeline.Incarnation) excerpt {
	first := x.Ending().FirstEvent
	if x.State() == tcp.TimeWait || x.NoTimeWait() == timeline.ClosedSecond {
		return opening(x.Events(), first.Number)
	}
	return lifeline(x)
}

func upper(s string) string {
	return strings.ToUpper(s[:1]) + s[1:]
}

// HaveTimeWaitLeft matches if a connection or a socket is in TIME-WAIT and stays
// there for the given virtual time if no segment restarts it. The argument is a
// time.Duration, which must be exact, or a matcher for one.
//
//	Expect(conn).To(HaveTimeWaitLeft(60*time.Second))
//	Expect(client.Sockets()).To(ContainElement(HaveTimeWaitLeft(BeNumerically(">", time.Second))))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, lists of these, and a
// fixture.Socket. Of a list To needs a match of all, NotTo of none.
func HaveTimeWaitLeft(left any) types.GomegaMatcher {
	d := duration(left)
	return &matcher{name: "HaveTimeWaitLeft", each: true, ask: func(actual any) (answer, error) {
		if d.err != nil {
			return answer{}, d.err
		}
		a := answer{to: "have " + d.String() + " of TIME-WAIT left"}
		var in bool
		var got time.Duration
		switch c, isConn := unwrap(actual); s := actual.(type) {
		case fixture.Socket:
			a.subject, in, got = s.String(), s.State == tcp.TimeWait, s.Left
		default:
			if !isConn {
				return answer{}, wrong("a *fixture.Conn, a net.Conn that wraps one (with NetConn), or a fixture.Socket", actual)
			}
			a.subject, a.network = c.String(), c.Host().Network()
			left, _ := c.TimeLeft()
			in, got = c.State() == tcp.TimeWait, left
			x, _ := c.Incarnation()
			a.lines = func() excerpt { return timeWaitLines(x) }
			a.was = func() string { return whyNot(x) }
			a.next = nextIf(positive, func() string { return nextForTimeWait(x) })
		}
		var err error
		a.ok, err = d.met(got)
		if !in {
			if a.ok = false; a.was == nil {
				a.was = func() string { return "It is not in TIME-WAIT." }
			}
			return a, err
		}
		a.kind = got.String
		a.was = func() string { return fmt.Sprintf("It has %s of TIME-WAIT left.", got) + d.explain(got, a.ok) }
		return a, err
	}, final: over}
}

// timeWaitLines shows a TIME-WAIT: its end is marked.
func timeWaitLines(x timeline.Incarnation) excerpt {
	var marked []int
	events := openingAndClosing(x.Events())
	for _, e := range events {
		if e.Local == x.Local && (e.From == tcp.TimeWait || e.To == tcp.TimeWait) {
			marked = []int{e.Number}
		}
	}
	if len(marked) == 0 {
		return closingLines(x)
	}
	return opening(x.Events(), marked...)
}

// HaveSkippedTimeWait matches if a connection ended without TIME-WAIT, for one of the
// given reasons. Without a reason any reason matches. timeline.NotOver and unknown
// reasons are errors.
//
//	Expect(server).To(HaveSkippedTimeWait(timeline.ClosedSecond))
//	Expect(conn).To(HaveSkippedTimeWait(timeline.WasReset))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveSkippedTimeWait(reasons ...timeline.NoTimeWait) types.GomegaMatcher {
	to := "have ended without TIME-WAIT"
	var names []string
	for _, r := range reasons {
		names = append(names, string(r))
	}
	if len(names) > 0 {
		to += " because " + strings.Join(names, " or ")
	}
	return &matcher{name: "HaveSkippedTimeWait", each: true, ask: func(actual any) (answer, error) {
		for _, r := range reasons {
			switch r {
			case timeline.ClosedSecond, timeline.WasReset, timeline.GaveUp, timeline.BucketsFull, timeline.HostCrashed, timeline.NeverOpen:
			default:
				return answer{}, fmt.Errorf("expects reasons for an end without TIME-WAIT, and %q is none", r)
			}
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		why := x.NoTimeWait()
		a := answer{tl: x.Timeline(), subject: x.String(), to: to}
		a.ok = slices.Contains(reasons, why) || len(reasons) == 0 && why != "" && why != timeline.NotOver
		a.was = func() string {
			if d, was := x.Stayed(tcp.TimeWait); was {
				return stay(x, d)
			}
			return whyNot(x)
		}
		if why == timeline.NotOver {
			a.next = nextIf(positive, func() string { return nextToEnd(x) })
		}
		a.lines = func() excerpt { return lifeline(x) }
		return a, nil
	}, final: over}
}
