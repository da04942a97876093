package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// ackLoop is C-21: the second hazard of RFC 1337, connections with different numbers
// that answer each other's ACKs.
func ackLoop() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-21",
		Group: "incarnation",
		Title: "A wrong sequence number triggers at most one ACK every 500 ms, a wrong acknowledgement number triggers none.",
		Sources: []sources.Source{
			sources.Clause("RFC 1337, section 2.3, H2, figure 3", "old duplicates can start an endless exchange of ACKs"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "an acknowledgement of unsent data is answered with an ACK and dropped"),
			sources.Clause("RFC 5961, section 5.2", "an acknowledgement further before SND.UNA than the largest window is answered and dropped too"),
			sources.Clause("RFC 5961, section 7", "the number of such ACKs should be limited"),
		},
	}
	for _, offset := range []int{-100_000, 1, 1000, 1 << 30} {
		name := "acknowledges " + lab.RelativeTo("SND.NXT", offset)
		s.Cases = append(s.Cases,
			lab.Observe("ACK that "+name+": answer", func(l *lab.Portable) string {
				_, p := l.PeerConnected()
				p.SendACK(tcp.AckOffset(offset))
				return l.Answer(p)
			}),
			lab.Observe("5 bytes, that "+name+": the application reads", func(l *lab.Portable) string {
				c, p := l.PeerConnected()
				p.SendData([]byte("hello"), tcp.AckOffset(offset))
				l.Answer(p)
				return l.Soon(c)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("ACK with RCV.NXT-1: answer", func(l *lab.Portable) string {
			_, p := l.PeerConnected()
			p.SendACK(tcp.SeqOffset(-1))
			return l.Answer(p)
		}),
		lab.Observe("10 ACKs with RCV.NXT-1 at once: answers", func(l *lab.Portable) string {
			_, p := l.PeerConnected()
			return l.Repeated(10, func() *peer.Conn {
				p.SendACK(tcp.SeqOffset(-1))
				return p
			})
		}),
		lab.Observe("10 times 5 bytes with RCV.NXT-5 at once: answers", func(l *lab.Portable) string {
			_, p := l.PeerConnected()
			return l.Repeated(10, func() *peer.Conn {
				p.Send(tcp.ACK, tcp.SeqOffset(-5), tcp.WithPayload([]byte("hello")))
				return p
			})
		}))
	for _, pause := range []time.Duration{500*time.Millisecond - 1, 500 * time.Millisecond} {
		s.Cases = append(s.Cases, lab.Observe("another after "+pause.String()+": answer", func(l *lab.Portable) string {
			_, p := l.PeerConnected()
			p.SendACK(tcp.SeqOffset(-1))
			l.Answer(p)
			l.Pass(pause)
			p.SendACK(tcp.SeqOffset(-1))
			return l.Answer(p)
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("two hosts, old data that fits: segments that follow in 10s", func(l *lab.Lab) string {
			ln, old := wander(l, timeline.Data())
			l.ConnectedAgain()
			lab.Got(ln.AcceptTCP())
			mark := l.Mark()
			lab.Got(old.Release())
			l.Advance(10 * time.Second)
			return l.Sent(mark)
		}),
	)
	return s
}
