package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finWait2Orphan is C-35: FIN-WAIT-2 after Close.
func finWait2Orphan() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-35",
		Group: "close",
		Title: "FIN-WAIT-2 ends 60 s after Close if the peer does not close, and leads directly to CLOSED.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.8", "the timeouts: FIN-WAIT-2 has none"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
		},
	}
	s.Cases = append(s.Cases, lab.Observe("states of the active closer", func(l *lab.Lab) string {
		c, _ := l.Orphan(0)
		l.Until(c, tcp.Closed)
		return l.States(c)
	}), lab.Observe("segments", func(l *lab.Lab) string {
		c, _ := l.Orphan(0)
		mark := l.Mark()
		l.Until(c, tcp.Closed)
		return l.Sent(mark)
	}))
	for _, after := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("state after "+after.String(), func(l *lab.Lab) string {
			l.Exact()
			c, _ := l.Orphan(0)
			l.Advance(after)
			return c.State().String()
		}))
	}
	s.Cases = append(s.Cases, lab.Observe("Close 1h0m0s after CloseWrite: FIN-WAIT-2 lasted", func(l *lab.Lab) string {
		c, _ := l.ConnectPlain()
		lab.Must(c.CloseWrite())
		l.Advance(time.Hour)
		lab.Must(c.Close())
		l.Until(c, tcp.Closed)
		return l.Stay(c, tcp.FinWait2)
	}))
	for _, d := range []time.Duration{0, 1, 5 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("FIN-WAIT-2 lasted, host's time-out of "+d.String(), func(l *lab.Lab) string {
			l.Net.Host("client", lab.FinWait2Timeout(d))
			c, _ := l.Orphan(0)
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait2)
		}).To(5*time.Second))
	}
	for _, d := range []time.Duration{-time.Second, 5 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("FIN-WAIT-2 lasted, TCP_LINGER2 of "+d.String(), func(l *lab.Lab) string {
			if d < 0 {
				l.Momentary(tcp.FinWait2)
			}
			c, _ := l.Orphan(d)
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait2)
		}).To(5*time.Second))
	}
	for _, after := range []time.Duration{4 * time.Second, 6500 * time.Millisecond} {
		name := "TCP_LINGER2 of 5s, the other side closes after " + after.String() + ": "
		s.Cases = append(s.Cases,
			lab.Observe(name+"answer to the FIN", func(l *lab.Lab) string {
				_, p := l.Orphan(5 * time.Second)
				l.Advance(after)
				mark := l.Mark()
				lab.Must(p.Close())
				return l.SentBy("client", mark)
			}),
			lab.Observe(name+"TIME-WAIT lasted", func(l *lab.Lab) string {
				c, p := l.Orphan(5 * time.Second)
				l.Advance(after)
				lab.Must(p.Close())
				return l.WholeTimeWait(c)
			}),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("data that is sent after it: answer", func(l *lab.Lab) string {
		c, p := l.Orphan(0)
		l.Until(c, tcp.Closed)
		mark := l.Mark()
		lab.Write(p)
		return l.SentBy("client", mark)
	}))
	return s
}
