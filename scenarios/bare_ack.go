package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// bareACK is C-67: an acknowledgement that arrives in TIME-WAIT.
func bareACK() Scenario {
	s := Scenario{
		ID:    "C-67",
		Group: "time-wait",
		Title: "A bare ACK that arrives in TIME-WAIT changes nothing, and is answered only if its sequence number is wrong.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, first", "a segment that is not acceptable is answered with an ACK and dropped"},
			{Clause, "RFC 9293, section 3.10.7.4, fifth", "the only thing that can arrive in TIME-WAIT is the FIN again"},
			{Claim, "A22", "segments that arrive during 2MSL are thrown away"},
		},
		anyTarget: []string{"*"},
	}
	for _, offset := range []int{-1000, -1, 0, 5} {
		s.Cases = append(s.Cases, arrivals("ACK with "+relativeTo("RCV.NXT", offset), plainTimeWait, func(old incarnation) *fixture.PeerConn {
			old.peer.SendACK(tcp.SeqOffset(offset))
			return old.peer
		})...)
	}
	for _, offset := range []int{-1, 1} {
		s.Cases = append(s.Cases, arrivals("ACK with RCV.NXT, acknowledging "+relativeTo("SND.NXT", offset), plainTimeWait, func(old incarnation) *fixture.PeerConn {
			old.peer.SendACK(tcp.AckOffset(offset))
			return old.peer
		})...)
	}
	old := func(o incarnation) func() *fixture.PeerConn {
		return func() *fixture.PeerConn {
			o.peer.SendACK(tcp.SeqOffset(-1))
			return o.peer
		}
	}
	s.Cases = append(s.Cases,
		Case{"10 ACKs with RCV.NXT-1 at once: answers", func(l *lab) string {
			return l.repeated(10, old(l.peerTimeWait()))
		}},
		Case{"ACK with RCV.NXT-1, again after 1s: answer", func(l *lab) string {
			again := old(l.peerTimeWait())
			l.answer(again())
			l.advance(time.Second)
			return l.answer(again())
		}},
	)
	return s
}
