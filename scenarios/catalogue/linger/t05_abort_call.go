package linger

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// abortCall is T-05: ABORT by the application, with the means of sockets: SO_LINGER 0
// and Close. N-10 has the call that only netstack has.
func abortCall() lab.Scenario {
	s := lab.Scenario{
		ID:    "T-05",
		Group: "linger",
		Title: "SO_LINGER 0 and Close, the ABORT of sockets, send a RST and delete the connection until both sides have sent a FIN; after that the option has no effect.",
		Sources: []sources.Source{
			sources.Specification("OPEN Alliance TC8, TCP_CALL_ABORT_02", "ABORT in ESTABLISHED sends a RST and leads to CLOSED"),
			sources.Specification("OPEN Alliance TC8, TCP_CALL_ABORT_03", "ABORT in CLOSING, LAST-ACK and TIME-WAIT returns ok and leads to CLOSED"),
			sources.Clause("RFC 9293, section 3.10.5", "ABORT: a RST in ESTABLISHED, FIN-WAIT and CLOSE-WAIT; ok, and the TCB deleted, in CLOSING, LAST-ACK and TIME-WAIT"),
		},
	}
	for _, state := range []tcp.State{
		tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait,
		tcp.Closing, tcp.LastAck, tcp.TimeWait,
	} {
		s.Cases = append(s.Cases,
			lab.Observe(state.String()+": sent", func(l *lab.Portable) string {
				i, mark := abortIn(l, state)
				l.Answer(i.Peer)
				return l.SentBy("server", mark)
			}),
			lab.Observe(state.String()+": what is left", func(l *lab.Portable) string {
				i, _ := abortIn(l, state)
				l.Answer(i.Peer)
				return l.Left()
			}),
			lab.Observe(state.String()+", then an ACK: answer", func(l *lab.Portable) string {
				i, _ := abortIn(l, state)
				l.Answer(i.Peer)
				i.Peer.SendACK()
				return l.Answer(i.Peer)
			}),
		)
	}
	return s
}

// abortIn aborts a connection in a state: SO_LINGER 0 and Close. The mark is before the
// abort.
func abortIn(l *lab.Portable, state tcp.State) (i lab.Conversation, mark int) {
	i = l.ClosedIn(state)
	mark = l.Mark()
	lab.Must(i.Socket.SetLinger(0))
	lab.Must(i.Socket.Close())
	return i, mark
}
