package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// abortCall is T-05: the ABORT of the application, as sockets have it.
func abortCall() Scenario {
	s := Scenario{
		ID:    "T-05",
		Group: "linger",
		Title: "ABORT sends a RST and deletes the connection until both sides have sent a FIN; after that it changes nothing.",
		Sources: []Source{
			{Specification, "OPEN Alliance TC8, TCP_CALL_ABORT_02", "ABORT in ESTABLISHED sends a RST and leads to CLOSED"},
			{Specification, "OPEN Alliance TC8, TCP_CALL_ABORT_03", "ABORT in CLOSING, LAST-ACK and TIME-WAIT says ok and leads to CLOSED"},
			{Clause, "RFC 9293, section 3.10.5", "ABORT: a RST in ESTABLISHED, FIN-WAIT and CLOSE-WAIT; ok, and the TCB deleted, in CLOSING, LAST-ACK and TIME-WAIT"},
		},
		anyTarget: []string{"*"},
	}
	for _, state := range []tcp.State{
		tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait,
		tcp.Closing, tcp.LastAck, tcp.TimeWait,
	} {
		s.Cases = append(s.Cases,
			Case{state.String() + ": sent", func(l *lab) string {
				i, mark := l.abortIn(state)
				l.answer(i.peer)
				return l.sentBy("server", mark)
			}},
			Case{state.String() + ": what is left", func(l *lab) string {
				i, _ := l.abortIn(state)
				l.answer(i.peer)
				return l.left()
			}},
			Case{state.String() + ", then an ACK: answer", func(l *lab) string {
				i, _ := l.abortIn(state)
				l.answer(i.peer)
				i.peer.SendACK()
				return l.answer(i.peer)
			}},
		)
	}
	return s
}

// abortIn aborts a connection in a state: SO_LINGER of 0, and Close. The mark is
// before that.
func (l *lab) abortIn(state tcp.State) (i incarnation, mark int) {
	i = l.closedIn(state)
	mark = l.mark()
	must(i.socket.SetLinger(0))
	must(i.socket.Close())
	return i, mark
}
