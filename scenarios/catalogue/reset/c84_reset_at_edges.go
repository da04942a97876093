package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetAtEdges is C-84: a RST at the exact edges of the window.
func resetAtEdges() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-84",
		Group: "reset",
		Title: "A RST is challenged up to the first number beyond the window; its acknowledgement number does not matter.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, second", "outside of the window: drop; exactly RCV.NXT: reset; elsewhere in the window: challenge ACK"),
			sources.Clause("RFC 5961, section 3.2", "a RST must have exactly the expected sequence number"),
			sources.Clause("RFC 9293, section 3.5.3", "in all states except SYN-SENT a RST is validated by its sequence number"),
		},
	}
	for _, state := range synchronized {
		for _, flags := range []tcp.Flags{tcp.RST, tcp.RST | tcp.ACK} {
			for _, at := range lab.Edges() {
				if flags == tcp.RST && !at.Right {
					continue // C-42 has the left edge
				}
				s.Cases = append(s.Cases, lab.Observe(state.String()+", "+flags.String()+" with "+at.String(), func(l *lab.Portable) string {
					i := l.PeerIn(state)
					i.Peer.Send(flags, lab.At(i.Peer, at))
					return i.Reaction()
				}))
			}
		}
		for _, ack := range []int{-1000, 1} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", RST,ACK with RCV.NXT, acknowledging "+lab.RelativeTo("SND.NXT", ack), func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.Send(tcp.RST|tcp.ACK, tcp.AckOffset(ack))
				return i.Reaction()
			}))
		}
	}
	for _, at := range lab.Edges() {
		s.Cases = append(s.Cases, lab.Observe("FIN-WAIT-2 after Close, RST with "+at.String(), func(l *lab.Portable) string {
			i := closedInFinWait2(l)
			i.Peer.Send(tcp.RST, lab.At(i.Peer, at))
			return i.Reaction()
		}))
	}
	return s
}

// closedInFinWait2 leads the server's end to FIN-WAIT-2 by Close.
func closedInFinWait2(l *lab.Portable) lab.Conversation {
	i := l.PeerIn(tcp.Established)
	lab.Must(i.Socket.Close())
	i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	i.Peer.SendACK()
	lab.Require(i.State(), tcp.FinWait2.String())
	return i
}
