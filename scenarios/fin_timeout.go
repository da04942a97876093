package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// finTimeout is C-37: the setting that is taken for the length of TIME-WAIT.
func finTimeout() Scenario {
	s := Scenario{
		ID:    "C-37",
		Group: "time-wait",
		Title: "Neither tcp_fin_timeout nor TCP_LINGER2 changes how long TIME-WAIT lasts.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Claim, "A45", "TIME_WAIT of Linux lasts 60 s whatever tcp_fin_timeout says"},
		},
	}
	for _, d := range []time.Duration{0, time.Second, 5 * time.Second, 2 * time.Minute} {
		s.Cases = append(s.Cases, Case{"tcp_fin_timeout of " + d.String() + ": TIME-WAIT lasted", func(l *lab) string {
			l.net.Host("client", fixture.FinWait2Timeout(d))
			c, p := l.connectPlain()
			l.loseAckOfFIN(c, p) // without FIN-WAIT-2, which would end at once
			return l.wholeTimeWait(c)
		}})
	}
	s.Cases = append(s.Cases,
		Case{"tcp_fin_timeout of 5s, the other side closes 4s later: FIN-WAIT-2 and TIME-WAIT lasted", func(l *lab) string {
			l.net.Host("client", fixture.FinWait2Timeout(5*time.Second))
			c, p := l.orphan(0)
			l.advance(4 * time.Second)
			must(p.Close())
			l.until(c, tcp.Closed)
			return l.stay(c, tcp.FinWait2) + " and " + l.timeWait(c)
		}},
		Case{"tcp_fin_timeout of 5s when TIME-WAIT has begun: it lasted", func(l *lab) string {
			active, passive := l.sides("client")
			l.closed(active, passive)
			must(l.client().Configure(fixture.FinWait2Timeout(5 * time.Second)))
			return l.wholeTimeWait(active)
		}},
	)
	for _, d := range []time.Duration{-time.Second, time.Second, 5 * time.Second, 2 * time.Minute} {
		s.Cases = append(s.Cases, Case{"TCP_LINGER2 of " + d.String() + ": TIME-WAIT lasted", func(l *lab) string {
			c, p := l.connectPlain()
			must(c.SetLinger2(d))
			l.loseAckOfFIN(c, p)
			return l.wholeTimeWait(c)
		}})
	}
	return s
}
