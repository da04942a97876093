package loss

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// windowEdges is C-85: data, FINs and ACKs at the exact edges of the window.
func windowEdges() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-85",
		Group: "stream",
		Title: "A segment is in the window if one of its bytes is, and an empty one also at the first number beyond; only what is in sequence counts.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "a segment is acceptable if its first or last number is in the window; an unacceptable one is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, seventh", "in ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2 data in the window is accepted"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN in sequence leads to CLOSE-WAIT, CLOSING or TIME-WAIT"),
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2} {
		for _, x := range []struct {
			name  string
			flags tcp.Flags
			at    lab.Spot
			size  int
		}{
			{"1 byte", tcp.PSH, lab.OutsideLeft, 1},
			{"2 bytes", tcp.PSH, lab.OutsideLeft, 2},
			{"1 byte", tcp.PSH, lab.RightEdge, 1},
			{"2 bytes", tcp.PSH, lab.RightEdge, 2},
			{"1 byte", tcp.PSH, lab.OutsideRight, 1},
			{"FIN", tcp.FIN, lab.RightEdge, 0},
			{"FIN", tcp.FIN, lab.OutsideRight, 0},
			{"FIN with 2 bytes", tcp.FIN, lab.OutsideLeft, 2},
			{"ACK", 0, lab.OutsideLeft, 0},
			{"ACK", 0, lab.RightEdge, 0},
			{"ACK", 0, lab.OutsideRight, 0},
			{"ACK", 0, lab.Spot{Offset: 1, Right: true}, 0},
		} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name+" with "+x.at.String(), func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.Send(x.flags|tcp.ACK, tcp.WithPayload(make([]byte, x.size)), lab.At(i.Peer, x.at))
				return i.Response()
			}))
		}
	}
	return s.With(
		lab.Observe("ESTABLISHED, 2 bytes with RCV.NXT-1: the application reads", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.Send(tcp.PSH|tcp.ACK, tcp.WithPayload([]byte("xy")), lab.At(i.Peer, lab.OutsideLeft))
			l.Answer(i.Peer)
			return l.Soon(i.Socket)
		}),
	)
}
