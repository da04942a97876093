package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// resetWithData is C-57: RSTs that carry something.
func resetWithData() Scenario {
	s := Scenario{
		ID:    "C-57",
		Group: "reset",
		Title: "A RST may carry data, which is thrown away.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5.3, SHLD-2", "a RST with data should be accepted"},
		},
		anyTarget: []string{"*"},
	}
	why := []byte("out of memory")
	for _, flags := range []tcp.Flags{tcp.RST, tcp.RST | tcp.ACK} {
		for _, state := range append([]tcp.State{tcp.SynReceived}, synchronized...) {
			s.Cases = append(s.Cases, Case{state.String() + ", " + flags.String() + " with data", func(l *lab) string {
				i := l.peerIn(state)
				i.peer.Send(flags, tcp.WithPayload(why))
				return i.reaction(l)
			}})
		}
	}
	return s.add(
		Case{"what is read after data and a RST with data", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.SendData([]byte("hello"))
			i.peer.Expect(tcp.ACK)
			i.peer.SendRST(tcp.WithPayload(why))
			return read(i.socket)
		}},
		Case{"SYN-SENT, RST,ACK with data: connect says", func(l *lab) string {
			d := l.dialPeer()
			d.peer.Send(tcp.RST|tcp.ACK, tcp.WithPayload(why))
			return l.answer(d.peer) + ", then " + ended(d.call)
		}},
	)
}
