package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// finWait2Orphan is C-35: FIN-WAIT-2 after Close.
func finWait2Orphan() Scenario {
	s := Scenario{
		ID:    "C-35",
		Group: "close",
		Title: "FIN-WAIT-2 ends 60 s after Close if the other side does not close, and leads straight to CLOSED.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.8", "the time-outs: there is none for FIN-WAIT-2"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
		},
	}
	s.Cases = append(s.Cases, Case{"states of the active closer", func(l *lab) string {
		c, _ := l.orphan(0)
		l.until(c, tcp.Closed)
		return l.states(c)
	}}, Case{"segments", func(l *lab) string {
		c, _ := l.orphan(0)
		mark := l.mark()
		l.until(c, tcp.Closed)
		return l.sent(mark)
	}})
	for _, after := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, Case{"state after " + after.String(), func(l *lab) string {
			c, _ := l.orphan(0)
			l.advance(after)
			return c.State().String()
		}})
	}
	s.Cases = append(s.Cases, Case{"Close 1h0m0s after CloseWrite: FIN-WAIT-2 lasted", func(l *lab) string {
		c, _ := l.connectPlain()
		must(c.CloseWrite())
		l.advance(time.Hour)
		must(c.Close())
		l.until(c, tcp.Closed)
		return l.stay(c, tcp.FinWait2)
	}})
	for _, d := range []time.Duration{0, 1, 5 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, Case{"FIN-WAIT-2 lasted, host's time-out of " + d.String(), func(l *lab) string {
			l.net.Host("client", fixture.FinWait2Timeout(d))
			c, _ := l.orphan(0)
			l.until(c, tcp.Closed)
			return l.stay(c, tcp.FinWait2)
		}})
	}
	for _, d := range []time.Duration{-time.Second, 5 * time.Second, 2 * time.Minute, 4 * time.Minute} {
		s.Cases = append(s.Cases, Case{"FIN-WAIT-2 lasted, TCP_LINGER2 of " + d.String(), func(l *lab) string {
			c, _ := l.orphan(d)
			l.until(c, tcp.Closed)
			return l.stay(c, tcp.FinWait2)
		}})
	}
	for _, after := range []time.Duration{4 * time.Second, 6500 * time.Millisecond} {
		name := "TCP_LINGER2 of 5s, the other side closes after " + after.String() + ": "
		s.Cases = append(s.Cases,
			Case{name + "answer to the FIN", func(l *lab) string {
				_, p := l.orphan(5 * time.Second)
				l.advance(after)
				mark := l.mark()
				must(p.Close())
				return l.sentBy("client", mark)
			}},
			Case{name + "TIME-WAIT lasted", func(l *lab) string {
				c, p := l.orphan(5 * time.Second)
				l.advance(after)
				must(p.Close())
				return l.wholeTimeWait(c)
			}},
		)
	}
	s.Cases = append(s.Cases, Case{"data that is sent after it: answer", func(l *lab) string {
		c, p := l.orphan(0)
		l.until(c, tcp.Closed)
		mark := l.mark()
		write(p)
		return l.sentBy("client", mark)
	}})
	return s
}

// orphan has the client close, which has the TCP_LINGER2 that is given, and the
// server not.
func (l *lab) orphan(linger2 time.Duration) (active, passive *fixture.Conn) {
	active, passive = l.connectPlain()
	if linger2 != 0 {
		must(active.SetLinger2(linger2))
	}
	must(active.Close())
	return active, passive
}
