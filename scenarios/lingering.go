package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// lingering is C-77: Close with SO_LINGER above 0.
func lingering() Scenario {
	s := Scenario{
		ID:    "C-77",
		Group: "linger",
		Title: "Close with a positive SO_LINGER waits for the acknowledgement, no longer than that, and does not shorten TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.4", "CLOSE is not an error, and data that was queued is sent"},
			{Folklore, "P7", "SO_LINGER of 1 s reduces TIME_WAIT to 1 s (Kubernetes' prober)"},
		},
		says: lingeringExpected(),
	}
	s.Cases = []Case{
		{"acknowledged at once: Close took", func(l *lab) string {
			c, _ := l.connect("tcp4")
			return l.lingered(c, 2)
		}},
		{"acknowledged after 40ms: Close took", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.Link("client", "server").SetLatency(20 * time.Millisecond))
			return l.lingered(c, 2)
		}},
		{"never acknowledged: Close took", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.On(fixture.FIN).Drop().Err())
			return l.lingered(c, 2)
		}},
		{"never acknowledged: state when Close returns", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.On(fixture.FIN).Drop().Err())
			l.lingered(c, 2)
			return c.State().String()
		}},
		{"SO_LINGER of 1s: TIME-WAIT lasted", func(l *lab) string {
			c, p := l.connect("tcp4")
			l.lingered(c, 1)
			must(p.Close())
			return l.wholeTimeWait(c)
		}},
		{"SO_LINGER of 1s: in TIME-WAIT is", func(l *lab) string {
			c, p := l.connect("tcp4")
			l.lingered(c, 1)
			must(p.Close())
			return l.holders()
		}},
	}
	return s
}

// lingered closes a connection with SO_LINGER set and says how long that took.
func (l *lab) lingered(c *fixture.Conn, sec int) string {
	must(c.SetLinger(sec))
	began := l.net.Elapsed()
	must(l.net.Await(c.Close, time.Hour))
	return (l.net.Elapsed() - began).String()
}
