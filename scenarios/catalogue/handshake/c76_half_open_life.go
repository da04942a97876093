package handshake

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// halfOpenLife is C-76: the lifetime of a half-open connection.
func halfOpenLife() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-76",
		Group: "handshake",
		Title: "A connection in SYN-RECEIVED sends its SYN,ACK seven times and ends silently after 127 s.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.3, MUST-22", "R1 and R2 apply to SYNs too"),
			sources.Claim("A35", "SYNs without an ACK fill the queue of half-open connections"),
		},
	}
	return s.With(
		lab.Observe("SYN-ACKs", func(l *lab.Portable) string {
			_, p := l.PeerSYN()
			l.Advance(10 * time.Minute)
			l.Answer(p)
			return l.SentWhen("server", 0)
		}),
		lab.Observe("in SYN-RECEIVED after 126.999999999s", func(l *lab.Lab) string {
			_, p := l.PeerSYN()
			l.Advance(127*time.Second - 1)
			l.Answer(p)
			return strconv.Itoa(l.Server().Count(tcp.SynReceived))
		}),
		lab.Observe("in SYN-RECEIVED after 127s", func(l *lab.Lab) string {
			_, p := l.PeerSYN()
			l.Advance(127 * time.Second)
			l.Answer(p)
			return strconv.Itoa(l.Server().Count(tcp.SynReceived))
		}),
		lab.Observe("the ACK after 2 minutes: answer", func(l *lab.Lab) string {
			_, p := l.PeerSYN()
			l.Advance(2 * time.Minute)
			l.Answer(p)
			p.SendACK()
			return established(l, p)
		}),
		lab.Observe("the ACK after 3 minutes: answer", func(l *lab.Lab) string {
			_, p := l.PeerSYN()
			l.Advance(3 * time.Minute)
			l.Answer(p)
			p.SendACK()
			return established(l, p)
		}),
		lab.Observe("the SYN again after 3 minutes: answer", func(l *lab.Portable) string {
			_, p := l.PeerSYN()
			l.Advance(3 * time.Minute)
			l.Answer(p)
			p.SendSYN()
			return l.Answer(p)
		}),
		lab.Observe("the listener closes: sent", func(l *lab.Portable) string {
			ln, p := l.PeerSYN()
			mark := l.Mark()
			lab.Must(ln.Close())
			l.Advance(10 * time.Minute)
			l.Answer(p)
			return l.SentWhen("server", mark)
		}),
	)
}
