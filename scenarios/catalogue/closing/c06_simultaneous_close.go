package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// simultaneousClose is C-06: two FINs that cross.
func simultaneousClose() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-06",
		Group: "close",
		Title: "In a simultaneous close both sides pass through CLOSING and enter TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, figure 13", "the simultaneous close sequence"),
			sources.Folklore("A41", "only the active closer enters TIME_WAIT"),
		},
	}
	for _, host := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			lab.Observe("states of the "+host, func(l *lab.Lab) string {
				c := crossingFINs(l, host)
				l.Until(c, tcp.Closed)
				return l.States(c)
			}),
			lab.Observe("TIME-WAIT of the "+host+" lasted", func(l *lab.Lab) string {
				return l.WholeTimeWait(crossingFINs(l, host))
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("in TIME-WAIT are", func(l *lab.Lab) string {
			crossingFINs(l, "client")
			return l.Holders()
		}),
		lab.Observe("segments", func(l *lab.Lab) string {
			crossingFINs(l, "client")
			return closing(l, 0)
		}),
		lab.Observe("one FIN is lost once: segments", func(l *lab.Lab) string {
			l.Until(crossingFINOneLost(l), tcp.Closed)
			return closing(l, 0)
		}),
		lab.Observe("one FIN is lost once: states of its sender", func(l *lab.Lab) string {
			c := crossingFINOneLost(l)
			l.Until(c, tcp.Closed)
			return l.States(c)
		}),
	)
	return s
}

// crossingFINs closes both hosts before either FIN arrives, the named host first, and
// returns its end.
func crossingFINs(l *lab.Lab, host string) lab.Conn {
	c, other := l.Sides(host)
	both := l.Net.On(timeline.Flags(tcp.FIN)).Times(2).Hold()
	lab.Must(both.Err())
	lab.Must(c.Close())
	lab.Must(other.Close())
	lab.Got(both.Release())
	return c
}

// crossingFINOneLost is like crossingFINs, but the client's first FIN is lost.
func crossingFINOneLost(l *lab.Lab) lab.Conn {
	c, p := l.Connect("tcp4")
	lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("client")).Nth(1).Drop().Err())
	late := l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Nth(1).Hold()
	lab.Must(late.Err())
	lab.Must(c.Close())
	lab.Must(p.Close())
	lab.Got(late.Release())
	return c
}

// closing lists the segments from the first FIN on.
func closing(l *lab.Lab, mark int) string {
	for e := range l.Net.Timeline().Since(mark) {
		if e.Kind == timeline.Sent && e.Segment.Flags.Has(tcp.FIN) {
			return l.Sent(e.Number)
		}
	}
	return lab.Nothing
}
