package reset

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// synInWindow is C-83: a SYN left of the window, in it and right of it.
func synInWindow() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-83",
		Group: "half-open",
		Title: "A SYN or SYN,ACK on a connection is answered with an ACK and changes nothing, wherever it lies, up to LAST-ACK.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, fourth", "in a synchronized state a SYN is answered with a challenge ACK, whatever its sequence number"),
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
			sources.Clause("RFC 5961, section 4.2", "a SYN in a synchronized state is answered with an ACK, whatever its sequence number"),
			sources.Clause("RFC 5961, section 7", "the number of challenge ACKs is limited"),
		},
	}
	for _, state := range synchronized {
		for _, flags := range []tcp.Flags{tcp.SYN, tcp.SYN | tcp.ACK} {
			for _, at := range lab.Edges() {
				s.Cases = append(s.Cases, lab.Observe(state.String()+", "+flags.String()+" with "+at.String(), func(l *lab.Portable) string {
					i := l.PeerIn(state)
					i.Peer.Send(flags, lab.At(i.Peer, at))
					return i.Response()
				}))
			}
		}
	}
	// C-15 and C-65 have the left edge.
	for _, flags := range []tcp.Flags{tcp.SYN, tcp.SYN | tcp.ACK} {
		for _, at := range []lab.Spot{lab.RightEdge, lab.OutsideRight} {
			s.Cases = append(s.Cases, lab.Observe("TIME-WAIT, "+flags.String()+" with "+at.String(), func(l *lab.Portable) string {
				i := l.PeerTimeWait()
				i.Peer.Send(flags, lab.At(i.Peer, at))
				return i.Reaction()
			}))
		}
	}
	return s.With(
		lab.Observe("ESTABLISHED, 10 SYNs with RCV.NXT at once: answers", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			return l.Repeated(10, func() *peer.Conn {
				i.Peer.Send(tcp.SYN, lab.At(i.Peer, lab.LeftEdge))
				return i.Peer
			})
		}),
		lab.Observe("ESTABLISHED, SYN with RCV.NXT and 5 bytes", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.SYN, lab.At(i.Peer, lab.LeftEdge), tcp.WithPayload([]byte("hello")))
			return i.Response()
		}),
		lab.Observe("ESTABLISHED, SYN with RCV.NXT and 5 bytes: the application reads", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.SYN, lab.At(i.Peer, lab.LeftEdge), tcp.WithPayload([]byte("hello")))
			l.Answer(i.Peer)
			return l.Soon(i.Socket)
		}),
		lab.Observe("ESTABLISHED, the SYN,ACK of the handshake comes to the host that sent it", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.SYN|tcp.ACK, tcp.Detached())
			return i.Response()
		}),
	)
}
