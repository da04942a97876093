package timewait

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finAnywhere is C-88: a FIN in TIME-WAIT with numbers other than the first one's.
func finAnywhere() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-88",
		Group: "time-wait",
		Title: "Only a FIN,ACK with RCV.NXT-1 restarts 2 MSL, whatever it acknowledges; others are answered, except with RCV.NXT or without ACK.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "a segment without ACK is dropped; in TIME-WAIT only a retransmitted FIN can arrive, which restarts 2 MSL"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL timeout"),
			sources.Claim("A23", "a retransmitted FIN restarts the time"),
		},
	}
	for _, flags := range []tcp.Flags{tcp.FIN, tcp.FIN | tcp.ACK} {
		for _, at := range []lab.Spot{{Offset: -2}, lab.LeftEdge, {Offset: 1}, lab.RightEdge, lab.OutsideRight} {
			s.Cases = append(s.Cases, lab.Arrivals(flags.String()+" with "+at.String(), plainTimeWait, func(old lab.Conversation) *peer.Conn {
				old.Peer.Send(flags, lab.At(old.Peer, at))
				return old.Peer
			})...)
		}
	}
	for _, ack := range []int{-1, 1} {
		s.Cases = append(s.Cases, lab.Arrivals("FIN,ACK with RCV.NXT-1, acknowledging "+lab.RelativeTo("SND.NXT", ack), plainTimeWait, func(old lab.Conversation) *peer.Conn {
			old.Peer.Send(tcp.FIN|tcp.ACK, tcp.AckOffset(ack), lab.At(old.Peer, lab.OutsideLeft))
			return old.Peer
		})...)
	}
	return s
}
