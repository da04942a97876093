package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// synchronized are the states with sequence numbers of both sides, but for
// TIME-WAIT, which is C-16's.
var synchronized = []tcp.State{
	tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck,
}

// resetValidity is C-42: which RST is believed.
func resetValidity() Scenario {
	s := Scenario{
		ID:    "C-42",
		Group: "reset",
		Title: "A RST ends a connection only with exactly the sequence number that is expected; elsewhere in the window it is asked for again.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, second", "outside of the window: drop; exactly RCV.NXT: reset; elsewhere in the window: challenge ACK"},
			{Clause, "RFC 5961, section 3.2", "a RST must have exactly the sequence number that is expected"},
			{Clause, "RFC 9293, section 3.5.3", "in SYN-RECEIVED a RST leads back to LISTEN; in SYN-SENT it must acknowledge the SYN"},
			{Clause, "RFC 9293, section 3.10.7.3, second", "in SYN-SENT a RST counts if it acknowledges the SYN"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_INVALID_15", "a RST outside of the window is ignored, from SYN-RECEIVED to TIME-WAIT"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_PROCESSING_03", "a RST in CLOSING and LAST-ACK leads to CLOSED"},
		},
		anyTarget: []string{"*"},
	}
	for _, state := range append([]tcp.State{tcp.SynReceived}, synchronized...) {
		for _, offset := range []int{-1, 0, 5, 1 << 30} {
			s.Cases = append(s.Cases, Case{state.String() + ", RST with " + relativeTo("RCV.NXT", offset), func(l *lab) string {
				i := l.peerIn(state)
				i.peer.SendRST(tcp.SeqOffset(offset))
				return i.reaction(l)
			}})
		}
	}
	s.Cases = append(s.Cases,
		Case{"SYN-RECEIVED, RST with RCV.NXT, then a new SYN", func(l *lab) string {
			i := l.peerIn(tcp.SynReceived)
			i.peer.SendRST()
			l.advance(1)
			return l.answer(i.reopen(1))
		}},
		Case{"ESTABLISHED, RST after a challenge ACK, with its acknowledgement number", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.SendRST(tcp.SeqOffset(5))
			challenge := i.peer.Expect(tcp.ACK)
			i.peer.SendRST(tcp.WithSeq(challenge.Ack))
			return i.reaction(l)
		}},
		Case{"ESTABLISHED, 10 RSTs with RCV.NXT+5 at once", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			mark := l.mark()
			for range 10 {
				i.peer.SendRST(tcp.SeqOffset(5))
				l.answer(i.peer)
			}
			return l.sentBy("server", mark)
		}},
	)
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		ack   int
	}{
		{"RST without ACK", tcp.RST, 0},
		{"RST,ACK of what was not sent", tcp.RST | tcp.ACK, 5},
		{"RST,ACK of what was before the SYN", tcp.RST | tcp.ACK, -1},
		{"RST,ACK of the SYN", tcp.RST | tcp.ACK, 0},
	} {
		s.Cases = append(s.Cases, Case{"SYN-SENT, " + x.name + ": connect says", func(l *lab) string {
			d := l.dialPeer()
			d.peer.Send(x.flags, tcp.AckOffset(x.ack))
			return l.answer(d.peer) + ", then " + ended(d.call)
		}})
	}
	return s
}
