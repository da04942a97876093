package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// bareACK is C-67: an acknowledgement that arrives in TIME-WAIT.
func bareACK() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-67",
		Group: "time-wait",
		Title: "A bare ACK in TIME-WAIT changes nothing, and is answered only if its sequence number is wrong.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "only a retransmitted FIN can arrive in TIME-WAIT"),
			sources.Claim("A22", "segments that arrive during 2MSL are discarded"),
		},
	}
	for _, offset := range []int{-1000, -1, 0, 5} {
		s.Cases = append(s.Cases, lab.Arrivals("ACK with "+lab.RelativeTo("RCV.NXT", offset), plainTimeWait, func(old lab.Conversation) *peer.Conn {
			old.Peer.SendACK(tcp.SeqOffset(offset))
			return old.Peer
		})...)
	}
	for _, offset := range []int{-1, 1} {
		s.Cases = append(s.Cases, lab.Arrivals("ACK with RCV.NXT, acknowledging "+lab.RelativeTo("SND.NXT", offset), plainTimeWait, func(old lab.Conversation) *peer.Conn {
			old.Peer.SendACK(tcp.AckOffset(offset))
			return old.Peer
		})...)
	}
	old := func(o lab.Conversation) func() *peer.Conn {
		return func() *peer.Conn {
			o.Peer.SendACK(tcp.SeqOffset(-1))
			return o.Peer
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("10 ACKs with RCV.NXT-1 at once: answers", func(l *lab.Portable) string {
			return l.Repeated(10, old(l.PeerTimeWait()))
		}),
		lab.Observe("ACK with RCV.NXT-1, again after 1s: answer", func(l *lab.Portable) string {
			again := old(l.PeerTimeWait())
			l.Answer(again())
			l.Advance(time.Second)
			return l.Answer(again())
		}),
	)
	return s
}
