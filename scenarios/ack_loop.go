package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// ackLoop is C-21: the second hazard of RFC 1337, connections that disagree and
// tell each other so.
func ackLoop() Scenario {
	s := Scenario{
		ID:    "C-21",
		Group: "incarnation",
		Title: "A wrong sequence number is answered with one ACK every 500 ms at most, a wrong acknowledgement number not at all.",
		Sources: []Source{
			{Clause, "RFC 1337, section 2.3, H2, figure 3", "old duplicates can lead two sides into an endless exchange of ACKs"},
			{Clause, "RFC 9293, section 3.10.7.4, fifth", "what acknowledges something not yet sent is answered with an ACK and dropped"},
			{Clause, "RFC 5961, section 5.2", "so is what acknowledges less than the largest window before SND.UNA"},
			{Clause, "RFC 5961, section 7", "the number of such ACKs should be limited"},
		},
		anyTarget: []string{"*", "!two hosts*"},
	}
	for _, offset := range []int{-100_000, 1, 1000, 1 << 30} {
		name := "acknowledges " + relativeTo("SND.NXT", offset)
		s.Cases = append(s.Cases,
			Case{"ACK that " + name + ": answer", func(l *lab) string {
				_, p := l.peerConnected()
				p.SendACK(tcp.AckOffset(offset))
				return l.answer(p)
			}},
			Case{"5 bytes, that " + name + ": the application reads", func(l *lab) string {
				c, p := l.peerConnected()
				p.SendData([]byte("hello"), tcp.AckOffset(offset))
				l.answer(p)
				return l.soon(c)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"ACK with RCV.NXT-1: answer", func(l *lab) string {
			_, p := l.peerConnected()
			p.SendACK(tcp.SeqOffset(-1))
			return l.answer(p)
		}},
		Case{"10 ACKs with RCV.NXT-1 at once: answers", func(l *lab) string {
			_, p := l.peerConnected()
			return l.repeated(10, func() *fixture.PeerConn {
				p.SendACK(tcp.SeqOffset(-1))
				return p
			})
		}},
		Case{"10 times 5 bytes with RCV.NXT-5 at once: answers", func(l *lab) string {
			_, p := l.peerConnected()
			return l.repeated(10, func() *fixture.PeerConn {
				p.Send(tcp.ACK, tcp.SeqOffset(-5), tcp.WithPayload([]byte("hello")))
				return p
			})
		}})
	for _, pause := range []time.Duration{500*time.Millisecond - 1, 500 * time.Millisecond} {
		s.Cases = append(s.Cases, Case{"another after " + pause.String() + ": answer", func(l *lab) string {
			_, p := l.peerConnected()
			p.SendACK(tcp.SeqOffset(-1))
			l.answer(p)
			l.advance(pause)
			p.SendACK(tcp.SeqOffset(-1))
			return l.answer(p)
		}})
	}
	s.Cases = append(s.Cases,
		Case{"two hosts, old data that fits: segments that follow in 10s", func(l *lab) string {
			ln, old := l.wander(fixture.HasPayload())
			l.connectedAgain()
			got(ln.AcceptTCP())
			mark := l.mark()
			got(old.Release())
			l.advance(10 * time.Second)
			return l.sent(mark)
		}},
	)
	return s
}

// peerConnected connects a peer to the server. The options are those of the
// peer's conversation.
func (l *lab) peerConnected(options ...fixture.PeerOption) (TargetSocket, *fixture.PeerConn) {
	ln := l.listen()
	options = append(options, fixture.SourcePort(1500))
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.Open()
	return got(ln.Accept()), p
}
