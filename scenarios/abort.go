package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// abort is N-10: ABORT, and SO_LINGER 0, in every state.
func abort() Scenario {
	s := Scenario{
		ID:    "N-10",
		Group: "linger",
		Title: "ABORT sends a RST in every state of a connection, SO_LINGER 0 only up to FIN-WAIT-2: in CLOSING, LAST-ACK and TIME-WAIT it has no effect.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.5", "ABORT sends a RST up to FIN-WAIT-2 and in CLOSE-WAIT, and none in CLOSING, LAST-ACK and TIME-WAIT; all lead to CLOSED"},
			{Incident, "google/gvisor#3663", "SO_LINGER of 0 in the states of a close"},
		},
	}
	for _, state := range []tcp.State{
		tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait,
	} {
		in := func(l *lab) incarnation {
			if state != tcp.TimeWait {
				return l.peerIn(state)
			}
			i := l.peerIn(tcp.FinWait2)
			i.peer.SendFIN()
			i.peer.Expect(tcp.ACK)
			l.expect(i.host, tcp.TimeWait)
			return i
		}
		s.Cases = append(s.Cases,
			Case{"ABORT in " + state.String() + ": sent, then", func(l *lab) string {
				i := in(l)
				must(i.host.Abort())
				return l.answer(i.peer) + ", then " + i.host.State().String()
			}},
			Case{"SO_LINGER 0 in " + state.String() + ": sent, then", func(l *lab) string {
				i := in(l)
				l.abort(i.host)
				return l.answer(i.peer) + ", then " + i.host.State().String()
			}},
		)
	}
	return s
}
