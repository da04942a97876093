package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetWithData is C-57: RSTs with data.
func resetWithData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-57",
		Group: "reset",
		Title: "A RST may carry data, which is discarded.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.3, SHLD-2", "a RST with data should be accepted"),
		},
	}
	why := []byte("out of memory")
	for _, flags := range []tcp.Flags{tcp.RST, tcp.RST | tcp.ACK} {
		for _, state := range append([]tcp.State{tcp.SynReceived}, synchronized...) {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+flags.String()+" with data", func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.Send(flags, tcp.WithPayload(why))
				return i.Reaction()
			}))
		}
	}
	return s.With(
		lab.Observe("what is read after data and a RST with data", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.SendData([]byte("hello"))
			i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
			i.Peer.SendRST(tcp.WithPayload(why))
			return lab.ReadAll(i.Socket)
		}),
		lab.Observe("SYN-SENT, RST,ACK with data: connect says", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.Send(tcp.RST|tcp.ACK, tcp.WithPayload(why))
			return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
		}),
	)
}
