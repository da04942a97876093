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
		return show(openingAndClosing(x.Events()), first.Number)
	}
	return lifeline(x)
}

func upper(s string) string {
	return strings.ToUpper(s[:1]) + s[1:]
}

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
	return show(events, marked...)
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
			return show(openingAndClosing(x.Events()), marked...)
		}
		return a, err
	}, final: over}
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
