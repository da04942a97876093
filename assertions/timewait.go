package assertions

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// BeInTimeWait succeeds if a connection or a socket is in TIME-WAIT now. Where it
// is not, the failure says why: it was the other side that closed first, a RST
// ended it, it is not over.
//
//	Expect(conn).To(BeInTimeWait())
//	Expect(client.Sockets()).To(HaveEach(BeInTimeWait()))
//
// It accepts what BeInState does. How many connections of a host are in TIME-WAIT
// is a question for HaveSockets.
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
			lines := a.lines
			a.lines = func() excerpt {
				if x, err := side(actual); err == nil {
					return closingLines(x)
				}
				return lines()
			}
		}
		return a, err
	}
	return m
}

// whyNot says why a connection is not in TIME-WAIT, or no longer.
func whyNot(x fixture.Incarnation) string {
	if x.Network() == nil {
		return "It is not, and the timeline does not have its past."
	}
	if d, was := x.Stayed(tcp.TimeWait); was {
		return fmt.Sprintf("It was, for %s, and is no longer: %s.", d, howEnded(x.Ending()))
	}
	s := fmt.Sprintf("It never was: %s.", x.NoTimeWait())
	if x.Over() {
		s += "\n" + upper(howEnded(x.Ending())) + "."
	} else {
		s += fmt.Sprintf(" It is in %s.", x.State())
	}
	return s
}

// closingLines shows who closed first where that is why one side is in TIME-WAIT and the
// other one is not, and else how the connection ended.
func closingLines(x fixture.Incarnation) excerpt {
	if x.Network() == nil {
		return excerpt{}
	}
	first := x.Ending().FirstEvent
	if first.Number >= 0 && (x.State() == tcp.TimeWait || x.NoTimeWait() == fixture.ClosedSecond) {
		return show(telling(x.Events()), first.Number)
	}
	return lifeline(x)
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// HaveTimeWait succeeds if a connection was in TIME-WAIT, and is no longer, and was
// there for as long as given: a time.Duration, which has to be met exactly, or a
// matcher for one. Without an argument any length will do, and it may still be
// there.
//
//	Expect(conn).To(HaveTimeWait(60 * time.Second))
//	Expect(conn).To(HaveTimeWait(BeNumerically("<=", 2*time.Minute)))
//	Expect(conn).NotTo(HaveTimeWait()) // see HaveSkippedTimeWait
//
// A TIME-WAIT that was restarted counts from its beginning to its end.
//
// It accepts a *fixture.Conn, what wraps one, a fixture.Incarnation, a list of
// either, a *fixture.Host or a *fixture.Network. Of several connections those that
// were in TIME-WAIT count: there must be one, and all must meet the length.
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
		list, n, subject, err := sides(actual)
		if err != nil {
			return answer{}, err
		}
		a := answer{network: n, subject: subject, to: to}
		stays := 0
		for _, x := range list {
			got, was := x.Stayed(tcp.TimeWait)
			if !was {
				continue
			}
			stays++
			ok := true
			if len(length) > 0 {
				if ok, err = d.met(got); err != nil {
					return answer{}, err
				}
				ok = ok && x.State() != tcp.TimeWait
			}
			if a.ok = ok; !ok || len(list) == 1 {
				a.was = func() string { return stay(x, got, len(list) > 1) + d.explain(got, ok) }
				a.lines = func() excerpt { return timeWaitLines(x) }
			}
			if !ok {
				return a, nil
			}
		}
		switch {
		case stays == 0 && len(list) == 1:
			a.was = func() string { return whyNot(list[0]) }
			a.lines = func() excerpt { return closingLines(list[0]) }
		case stays == 0:
			a.was = func() string {
				return fmt.Sprintf("Of %s none has been.", plural(len(list), "connection", "connections"))
			}
			if n != nil {
				a.lines = func() excerpt { return latest(n, actual) }
			}
		case len(list) > 1:
			a.was = func() string {
				return fmt.Sprintf("Of %s %d have been.", plural(len(list), "connection", "connections"), stays)
			}
		}
		return a, nil
	}, final: over}
}

// arguments is an error if a matcher was given more arguments than it takes.
func arguments(got, most int) error {
	if got > most {
		return fmt.Errorf("expects %s at most, and was given %d", plural(most, "argument", "arguments"), got)
	}
	return nil
}

// stay says how long a connection was in TIME-WAIT.
func stay(x fixture.Incarnation, d time.Duration, named bool) string {
	who := "It"
	if named {
		who = x.String() + ":\nIt"
	}
	s := fmt.Sprintf("%s was there for %s", who, d)
	if x.State() == tcp.TimeWait {
		s = fmt.Sprintf("%s has been there for %s so far", who, d)
	} else if !x.Over() {
		s += ", and is in " + x.State().String()
	} else if e := x.Ending(); e.Cause != "2MSL timer" {
		s += ": " + howEnded(e)
	}
	return s + restarts(x) + "."
}

// restarts says how often a TIME-WAIT was restarted, and by what.
func restarts(x fixture.Incarnation) string {
	if len(x.Restarts) == 0 {
		return ""
	}
	r := x.Restarts[len(x.Restarts)-1]
	by := fmt.Sprintf("%s of %s", r.By.Segment.Flags, from(r.By))
	if len(x.Restarts) == 1 {
		return fmt.Sprintf(", restarted at %s by a %s", r.At, by)
	}
	return fmt.Sprintf(", restarted %d times, at %s for the last time by a %s", len(x.Restarts), r.At, by)
}

// from is who sent the segment of an event.
func from(e fixture.Event) string {
	if e.Sender == "" {
		return "nobody in particular"
	}
	return e.Sender
}

// timeWaitLines shows a TIME-WAIT: its end is marked.
func timeWaitLines(x fixture.Incarnation) excerpt {
	var marked []int
	events := telling(x.Events())
	for _, e := range events {
		if e.Kind != fixture.EventState || e.Host != x.Host || e.Local != x.Local {
			continue
		}
		if e.From == tcp.TimeWait || e.To == tcp.TimeWait && len(marked) == 0 {
			marked = []int{e.Number}
		}
	}
	return show(events, marked...)
}

// HaveTimeWaitLeft succeeds if a connection or a socket is in TIME-WAIT and will be
// for as long as given, a time.Duration or a matcher for one, if no segment
// restarts it.
//
//	Expect(conn).To(HaveTimeWaitLeft(60*time.Second))
//	Expect(client.Sockets()).To(ContainElement(HaveTimeWaitLeft(BeNumerically(">", time.Second))))
//
// It accepts a *fixture.Conn, what wraps one, and a fixture.Socket.
func HaveTimeWaitLeft(left any) types.GomegaMatcher {
	d := duration(left)
	return &matcher{name: "HaveTimeWaitLeft", ask: func(actual any) (answer, error) {
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
		}
		if !in {
			if a.was == nil {
				a.was = func() string { return "It is not in TIME-WAIT." }
			}
			return a, nil
		}
		var err error
		a.ok, err = d.met(got)
		a.was = func() string { return fmt.Sprintf("It has %s left.", got) + d.explain(got, a.ok) }
		return a, err
	}, final: over}
}

// HaveRestartedTimeWait succeeds if the TIME-WAIT of a connection was restarted as
// often as given, a number or a matcher for one, or at all without an argument.
// Restarts are because of a segment: a FIN that was sent again (RFC 9293, section
// 3.10.7.4). Further arguments, which are of type fixture.Match, say which segments
// count.
//
//	Expect(conn).To(HaveRestartedTimeWait())
//	Expect(conn).To(HaveRestartedTimeWait(2, tcp.FIN, fixture.From("server")))
//
// It accepts a *fixture.Conn, what wraps one, a fixture.Incarnation, and lists of
// them, of which it has to hold for all.
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
		count, err := q.pick(x.Network(), fixture.EventDelivered, x.Filter())
		if err != nil {
			return answer{}, err
		}
		got := 0
		var marked []int
		for _, r := range x.Restarts {
			if slices.ContainsFunc(count, func(e fixture.Event) bool { return e.Number == r.By.Number }) {
				got++
				marked = append(marked, r.By.Number)
			}
		}
		a := answer{network: x.Network(), subject: x.String(), to: "have had its TIME-WAIT restarted" + q.times() + q.by()}
		a.ok, err = q.met(got)
		a.was = func() string {
			if _, was := x.Entered(tcp.TimeWait); !was {
				return whyNot(x)
			}
			if len(x.Restarts) == 0 {
				return "It was never restarted." + q.explain(got, a.ok)
			}
			return "It was in TIME-WAIT" + restarts(x) + "." + q.explain(got, a.ok)
		}
		a.lines = func() excerpt {
			if len(marked) == 0 {
				return timeWaitLines(x)
			}
			return show(telling(x.Events()), marked...)
		}
		return a, err
	}, final: over}
}

// HaveSkippedTimeWait succeeds if a connection is over without having been in
// TIME-WAIT, for one of the given reasons, or for whatever reason if none is given.
//
//	Expect(server).To(HaveSkippedTimeWait(fixture.ClosedSecond))
//	Expect(conn).To(HaveSkippedTimeWait(fixture.WasReset))
//
// It accepts a *fixture.Conn, what wraps one, a fixture.Incarnation, and lists of
// them, of which it has to hold for all.
func HaveSkippedTimeWait(reasons ...fixture.NoTimeWait) types.GomegaMatcher {
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
			case fixture.ClosedSecond, fixture.WasReset, fixture.GaveUp, fixture.BucketsFull, fixture.HostCrashed, fixture.NeverOpen:
			default:
				return answer{}, fmt.Errorf("expects reasons why a connection ended without TIME-WAIT, and %q is none", r)
			}
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		why := x.NoTimeWait()
		a := answer{network: x.Network(), subject: x.String(), to: to}
		a.ok = why != "" && why != fixture.NotOver && len(reasons) == 0
		for _, r := range reasons {
			a.ok = a.ok || r == why
		}
		a.was = func() string {
			if d, was := x.Stayed(tcp.TimeWait); was {
				return stay(x, d, false)
			}
			return whyNot(x)
		}
		a.lines = func() excerpt { return lifeline(x) }
		return a, nil
	}, final: over}
}
