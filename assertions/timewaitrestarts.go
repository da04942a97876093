package assertions

import (
	"fmt"
	"slices"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveRestartedTimeWait matches if the TIME-WAIT of a connection was restarted the
// given number of times: an int of 0 or more, or a matcher for one. Without a number
// at least one restart matches. A retransmitted FIN restarts TIME-WAIT (RFC 9293,
// section 3.10.7.4). Arguments of type timeline.Filter select the segments that count.
//
//	Expect(conn).To(HaveRestartedTimeWait())
//	Expect(conn).To(HaveRestartedTimeWait(2, tcp.FIN, timeline.From("server")))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveRestartedTimeWait(arguments ...any) types.GomegaMatcher {
	q := counting(arguments)
	return &matcher{name: "HaveRestartedTimeWait", each: true, ask: func(actual any) (answer, error) {
		if q.err != nil {
			return answer{}, q.err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		if err := q.check(x, timeline.Delivered); err != nil {
			return answer{}, err
		}
		count, err := q.pick(x.Timeline(), timeline.Delivered, timeline.OnHost(x.Host), x.Filter())
		if err != nil {
			return answer{}, err
		}
		got := 0
		var marked []int
		for _, r := range x.Restarts {
			if slices.ContainsFunc(count, func(e timeline.Event) bool { return e.Number == r.By.Number }) {
				got++
				marked = append(marked, r.By.Number)
			}
		}
		a := answer{tl: x.Timeline(), subject: x.String(), to: "have had its TIME-WAIT restarted" + q.times() + q.by(), header: timeline.HeaderNumbers(q.matches...)}
		a.ok, err = q.met(got)
		a.was = func() string {
			if _, was := x.Entered(tcp.TimeWait); !was {
				return whyNot(x)
			}
			if len(x.Restarts) == 0 {
				return "Its TIME-WAIT was never restarted." + q.explain(got, a.ok)
			}
			return "It was in TIME-WAIT" + restarts(x) + "." + q.explain(got, a.ok)
		}
		a.next = nextIf(positive, func() string { return nextForTimeWait(x) })
		a.lines = func() excerpt {
			if len(marked) == 0 {
				return timeWaitLines(x)
			}
			return opening(x.Events(), marked...)
		}
		return a, err
	}, final: over}
}

// restarts describes how often a TIME-WAIT was restarted, and by which segment.
func restarts(x timeline.Incarnation) string {
	if len(x.Restarts) == 0 {
		return ""
	}
	r := x.Restarts[len(x.Restarts)-1]
	by := fromWhom(r.By.Segment.Flags.String(), r.By)
	if len(x.Restarts) == 1 {
		return fmt.Sprintf(", restarted at %s by %s", r.At, by)
	}
	return fmt.Sprintf(", restarted %d times, the last time at %s by %s", len(x.Restarts), r.At, by)
}

// from is the sender of the segment of an event.
func from(e timeline.Event) string {
	if e.Sender == "" {
		return "Network.Inject"
	}
	return e.Sender
}

// fromWhom is a segment of the given kind with its sender, in words.
func fromWhom(kind string, e timeline.Event) string {
	if e.Sender == "" {
		return "an injected " + kind
	}
	return "a " + kind + " from " + e.Sender
}
