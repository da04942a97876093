package assertions

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveTimeWait matches if a connection was in TIME-WAIT for the given virtual time,
// and has left it. The argument is a time.Duration, which must be exact, or a
// matcher for one. Without an argument any time matches, and the connection may
// still be in TIME-WAIT.
//
//	Expect(conn).To(HaveTimeWait(60 * time.Second))
//	Expect(conn).To(HaveTimeWait(BeNumerically("<=", 2*time.Minute)))
//	Expect(conn).NotTo(HaveTimeWait()) // see HaveSkippedTimeWait
//
// A TIME-WAIT that was restarted counts from its beginning to its end.
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, a
// list of these, a *fixture.Host or a *fixture.Network. Of several connections only
// those count that were in TIME-WAIT: To needs at least one and a match of all, NotTo a
// match of none.
func HaveTimeWait(length ...any) types.GomegaMatcher {
	to := "have been in TIME-WAIT"
	var d expected[time.Duration]
	if len(length) > 0 {
		d = duration(length[0])
		to += " for " + d.String()
	}
	return &matcher{name: "HaveTimeWait", ask: func(actual any) (answer, error) {
		if err := arguments(len(length), 1); err != nil {
			return answer{}, err
		}
		if d.err != nil {
			return answer{}, d.err
		}
		list, tl, subject, err := sides(actual)
		if err != nil {
			return answer{}, err
		}
		a := answer{tl: tl, subject: subject, to: to}
		var stays []member // of those that were in TIME-WAIT
		yes := 0
		for _, x := range list {
			got, was := x.Stayed(tcp.TimeWait)
			if !was {
				continue
			}
			ok := true
			if len(length) > 0 {
				if ok, err = d.met(got); err != nil {
					return answer{}, err
				}
				ok = ok && x.State() != tcp.TimeWait
			}
			m := member{x, answer{
				ok: ok, subject: x.String(), to: to, tl: tl,
				was:   func() string { return stay(x, got) + d.explain(got, ok) },
				kind:  func() string { return fmt.Sprint(got, x.State() == tcp.TimeWait, len(x.Restarts)) },
				next:  nextIf(positive, func() string { return nextForStay(x) }),
				lines: func() excerpt { return timeWaitLines(x) },
			}}
			if stays = append(stays, m); ok {
				yes++
			}
		}
		if len(stays) == 0 {
			if _, err := d.met(0); err != nil { // a matcher that cannot be asked
				return answer{}, err
			}
		}
		if yes > 0 && yes < len(stays) {
			return answer{}, some("HaveTimeWait", "connections that were in TIME-WAIT", stays, yes)
		}
		a.ok = yes > 0
		switch {
		case len(stays) == 0 && len(list) == 1:
			a.was = func() string { return whyNot(list[0]) }
			a.next = nextIf(positive, func() string { return nextForTimeWait(list[0]) })
			a.lines = func() excerpt { return closingLines(list[0]) }
		case len(stays) == 0:
			a.was = func() string {
				if len(list) == 0 {
					return "There are no connections."
				}
				return fmt.Sprintf("None of %d connections was in TIME-WAIT.", len(list))
			}
			a.lines = func() excerpt { return latest(tl, actual) }
		case len(list) == 1:
			a.was, a.next, a.lines = stays[0].answer.was, stays[0].answer.next, stays[0].answer.lines
		default:
			a.count = fmt.Sprintf("%d of %d connections %s in TIME-WAIT", len(stays), len(list), plurality(len(stays), "was", "were"))
			if !a.ok {
				a.count += fmt.Sprintf(", %s for another time", plurality(len(stays), "but", "all of them"))
			}
			a.groups = func() []group { return grouped(stays) }
		}
		return a, nil
	}, final: over}
}

// nextForStay is what to assert or to do instead where a stay in TIME-WAIT was another one
// than was expected.
func nextForStay(x timeline.Incarnation) string {
	switch {
	case x.State() == tcp.TimeWait:
		return ifOpen(x, "Advance the clock until TIME-WAIT ends, or use HaveTimeWaitLeft.")
	case len(x.Restarts) > 0:
		return "To assert on the restart, use HaveRestartedTimeWait."
	}
	return ""
}

// arguments is an error if a matcher was given more arguments than it takes.
func arguments(got, most int) error {
	if got > most {
		return fmt.Errorf("expects at most %s, and was given %d", plural(most, "argument", "arguments"), got)
	}
	return nil
}

// stay describes how long a connection was in TIME-WAIT.
func stay(x timeline.Incarnation, d time.Duration) string {
	s := fmt.Sprintf("It was in TIME-WAIT for %s", d)
	if x.State() == tcp.TimeWait {
		s = fmt.Sprintf("It has been in TIME-WAIT for %s so far", d)
	} else if e := x.Ending(); e.Cause != timeline.Timer2MSL {
		s += ": " + e.String()
	}
	return s + restarts(x) + "."
}
