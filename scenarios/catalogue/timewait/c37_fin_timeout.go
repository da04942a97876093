package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finTimeout is C-37: tcp_fin_timeout is not the length of TIME-WAIT.
func finTimeout() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-37",
		Group: "time-wait",
		Title: "Neither tcp_fin_timeout nor TCP_LINGER2 changes the length of TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Claim("A45", "Linux's TIME_WAIT lasts 60 s, whatever the value of tcp_fin_timeout"),
		},
	}
	for _, d := range []time.Duration{0, time.Second, 5 * time.Second, 2 * time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("tcp_fin_timeout of "+d.String()+": TIME-WAIT lasted", func(l *lab.Lab) string {
			l.Net.Host("client", lab.FinWait2Timeout(d))
			c, p := l.ConnectPlain()
			l.LoseAckOfFIN(c, p) // without FIN-WAIT-2, which would end at once
			return l.WholeTimeWait(c)
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("tcp_fin_timeout of 5s, the other side closes 4s later: FIN-WAIT-2 and TIME-WAIT lasted", func(l *lab.Lab) string {
			l.Net.Host("client", lab.FinWait2Timeout(5*time.Second))
			c, p := l.Orphan(0)
			l.Advance(4 * time.Second)
			lab.Must(p.Close())
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait2) + " and " + l.TimeWait(c)
		}),
		lab.Observe("tcp_fin_timeout of 5s when TIME-WAIT has begun: it lasted", func(l *lab.Lab) string {
			active, passive := l.Sides("client")
			l.CloseBoth(active, passive)
			lab.Must(l.Client().Configure(lab.FinWait2Timeout(5 * time.Second)))
			return l.WholeTimeWait(active)
		}),
	)
	for _, d := range []time.Duration{-time.Second, time.Second, 5 * time.Second, 2 * time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("TCP_LINGER2 of "+d.String()+": TIME-WAIT lasted", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(c.SetLinger2(d))
			l.LoseAckOfFIN(c, p)
			return l.WholeTimeWait(c)
		}))
	}
	return s
}
