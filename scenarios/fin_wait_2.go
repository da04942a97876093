package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// finWait2 is C-35: who has closed does not wait for the other side for ever.
func finWait2() Scenario {
	s := Scenario{
		ID:    "C-35",
		Group: "fin-wait-2",
		Title: "A connection that its application has closed leaves FIN-WAIT-2 for CLOSED after 60 s, without TIME-WAIT; a half-closed one stays.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.3.2, figure 5", "FIN-WAIT-2 ends with the other side's FIN; the state machine has no timer there"},
			{Folklore, "A45", "tcp_fin_timeout is how long TIME_WAIT lasts"},
			{Incident, "kubernetes/kubernetes#17641", "FIN-WAIT-2 for hours although tcp_fin_timeout is 60 s: nobody had closed"},
		},
		says: finWait2Expected(),
	}
	s.Cases = []Case{
		{"closed: time left in FIN-WAIT-2", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.Close())
			return timeLeft(c)
		}},
		{"closed: FIN-WAIT-2 lasted", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.Close())
			l.until(c, fixture.Closed)
			return l.stay(c, fixture.FinWait2)
		}},
		{"closed: states", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.Close())
			l.until(c, fixture.Closed)
			return l.states(c)
		}},
		{"closed a minute after the half-close: FIN-WAIT-2 lasted", func(l *lab) string {
			c, p := l.connect("tcp4")
			quiet(c, p)
			must(c.CloseWrite())
			l.advance(time.Minute)
			must(c.Close())
			l.until(c, fixture.Closed)
			return l.stay(c, fixture.FinWait2)
		}},
		{"the FIN comes 1ns too late: answer", func(l *lab) string {
			c, p := l.connect("tcp4")
			quiet(p)
			must(c.Close())
			l.advance(time.Minute + 1)
			mark := l.mark()
			must(p.Close())
			return l.sentBy("client", mark)
		}},
		{"the FIN comes in the last moment: states", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			l.advance(time.Minute - 1)
			must(p.Close())
			l.until(c, fixture.Closed)
			return l.states(c)
		}},
		{"the FIN comes in the last moment: TIME-WAIT lasted", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			l.advance(time.Minute - 1)
			must(p.Close())
			return l.wholeTimeWait(c)
		}},
	}
	for _, d := range []time.Duration{time.Second, 2 * time.Minute, 10 * time.Minute} {
		s.Cases = append(s.Cases,
			Case{"FinWait2Timeout of " + d.String() + ": FIN-WAIT-2 lasted", func(l *lab) string {
				must(l.client().Configure(fixture.FinWait2Timeout(d)))
				c, p := l.connect("tcp4")
				quiet(p)
				must(c.Close())
				l.until(c, fixture.Closed)
				return l.stay(c, fixture.FinWait2)
			}},
			Case{"FinWait2Timeout of " + d.String() + ": TIME-WAIT lasted", func(l *lab) string {
				must(l.client().Configure(fixture.FinWait2Timeout(d)))
				c, p := l.connect("tcp4")
				must(c.Close())
				must(p.Close())
				return l.wholeTimeWait(c)
			}},
		)
	}
	s.Cases = append(s.Cases, Case{"TCP_LINGER2 of 5s: FIN-WAIT-2 lasted", func(l *lab) string {
		c, _ := l.connect("tcp4")
		must(c.SetLinger2(5 * time.Second))
		must(c.Close())
		l.until(c, fixture.Closed)
		return l.stay(c, fixture.FinWait2)
	}})
	return s
}
