package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetValidity is C-42: the validity of a RST.
func resetValidity() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-42",
		Group: "reset",
		Title: "A RST ends a connection only with the exact next sequence number; elsewhere in the window it triggers a challenge ACK.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, second", "outside of the window: drop; exactly RCV.NXT: reset; elsewhere in the window: challenge ACK"),
			sources.Clause("RFC 5961, section 3.2", "a RST must have exactly the expected sequence number"),
			sources.Clause("RFC 9293, section 3.5.3", "in SYN-RECEIVED a RST leads back to LISTEN; in SYN-SENT it must acknowledge the SYN"),
			sources.Clause("RFC 9293, section 3.10.7.3, second", "in SYN-SENT a RST is valid if it acknowledges the SYN"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_INVALID_15", "a RST outside of the window is ignored, from SYN-RECEIVED to TIME-WAIT"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_PROCESSING_03", "a RST in CLOSING and LAST-ACK leads to CLOSED"),
		},
	}
	for _, state := range append([]tcp.State{tcp.SynReceived}, synchronized...) {
		for _, offset := range []int{-1, 0, 5, 1 << 30} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", RST with "+lab.RelativeTo("RCV.NXT", offset), func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.SendRST(tcp.SeqOffset(offset))
				return i.Reaction()
			}))
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("SYN-RECEIVED, RST with RCV.NXT, then a new SYN", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.SynReceived)
			i.Peer.SendRST()
			l.Advance(1)
			return l.Answer(i.Reopen(1))
		}),
		lab.Observe("ESTABLISHED, RST after a challenge ACK, with its acknowledgement number", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.SendRST(tcp.SeqOffset(5))
			challenge := i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
			i.Peer.SendRST(tcp.WithSeq(challenge.Ack))
			return i.Reaction()
		}),
		lab.Observe("ESTABLISHED, 10 RSTs with RCV.NXT+5 at once", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			mark := l.Mark()
			for range 10 {
				i.Peer.SendRST(tcp.SeqOffset(5))
				l.Answer(i.Peer)
			}
			return l.SentBy("server", mark)
		}),
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
		s.Cases = append(s.Cases, lab.Observe("SYN-SENT, "+x.name+": connect says", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.Send(x.flags, tcp.AckOffset(x.ack))
			return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
		}))
	}
	return s
}
