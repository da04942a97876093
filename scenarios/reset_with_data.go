package scenarios

import "github.com/twcheck/twcheck/fixture"

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
	for _, flags := range []fixture.Flags{fixture.RST, fixture.RST | fixture.ACK} {
		for _, state := range append([]fixture.State{fixture.SynReceived}, synchronized...) {
			s.Cases = append(s.Cases, Case{state.String() + ", " + flags.String() + " with data", func(l *lab) string {
				i := l.peerIn(state)
				i.peer.Send(flags, fixture.WithPayload(why))
				return i.reaction(l)
			}})
		}
	}
	return s.add(
		Case{"what is read after data and a RST with data", func(l *lab) string {
			i := l.peerIn(fixture.Established)
			i.peer.SendData([]byte("hello"))
			i.peer.Expect(fixture.ACK)
			i.peer.SendRST(fixture.WithPayload(why))
			return read(i.socket)
		}},
		Case{"SYN-SENT, RST,ACK with data: connect says", func(l *lab) string {
			d := l.dialPeer()
			d.peer.Send(fixture.RST|fixture.ACK, fixture.WithPayload(why))
			return l.answer(d.peer) + ", then " + ended(d.call)
		}},
	)
}
