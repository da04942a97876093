package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// simultaneousClose is C-06: two FINs that cross.
func simultaneousClose() Scenario {
	s := Scenario{
		ID:    "C-06",
		Group: "close",
		Title: "When both sides close at once, both pass through CLOSING and both are in TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, figure 13", "the simultaneous close sequence"},
			{Folklore, "A41", "only the active closer enters TIME_WAIT"},
		},
	}
	for _, host := range []string{"client", "server"} {
		s.Cases = append(s.Cases,
			Case{"states of the " + host, func(l *lab) string {
				c := l.crossingFINs(host)
				l.until(c, tcp.Closed)
				return l.states(c)
			}},
			Case{"TIME-WAIT of the " + host + " lasted", func(l *lab) string {
				return l.wholeTimeWait(l.crossingFINs(host))
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"in TIME-WAIT are", func(l *lab) string {
			l.crossingFINs("client")
			return l.holders()
		}},
		Case{"segments", func(l *lab) string {
			l.crossingFINs("client")
			return l.closing(0)
		}},
		Case{"one FIN is lost once: segments", func(l *lab) string {
			l.until(l.crossingFINOneLost(), tcp.Closed)
			return l.closing(0)
		}},
		Case{"one FIN is lost once: states of its sender", func(l *lab) string {
			c := l.crossingFINOneLost()
			l.until(c, tcp.Closed)
			return l.states(c)
		}},
	)
	return s
}

// crossingFINs has both hosts close before the FIN of the other has arrived, the
// named one first, and returns its end.
func (l *lab) crossingFINs(host string) *fixture.Conn {
	c, other := l.sides(host)
	both := l.net.On(tcp.FIN).Times(2).Hold()
	must(both.Err())
	must(c.Close())
	must(other.Close())
	got(both.Release())
	return c
}

// crossingFINOneLost is the same, but the client's first FIN never arrives.
func (l *lab) crossingFINOneLost() *fixture.Conn {
	c, p := l.connect("tcp4")
	must(l.net.On(tcp.FIN, fixture.From("client")).Nth(1).Drop().Err())
	late := l.net.On(tcp.FIN, fixture.From("server")).Nth(1).Hold()
	must(late.Err())
	must(c.Close())
	must(p.Close())
	got(late.Release())
	return c
}

// closing lists the segments that were sent from the first FIN on.
func (l *lab) closing(mark int) string {
	for e := range l.net.Timeline().Since(mark) {
		if e.Kind == fixture.EventSent && e.Segment.Flags.Has(tcp.FIN) {
			return l.sent(e.Number)
		}
	}
	return none
}
