package linger

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// abort is N-10: netstack's Abort, which sockets do not have, and SO_LINGER 0 in every
// state.
func abort() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-10",
		Group: "linger",
		Title: "The call Abort of netstack sends a RST in every state; SO_LINGER 0 has no effect in CLOSING, LAST-ACK and TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.5", "ABORT sends a RST up to FIN-WAIT-2 and in CLOSE-WAIT, and none in CLOSING, LAST-ACK and TIME-WAIT; all lead to CLOSED"),
			sources.Incident("google/gvisor#3663", "SO_LINGER 0 in the closing states"),
		},
	}
	for _, state := range []tcp.State{
		tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait,
	} {
		in := func(l *lab.Lab) lab.Conversation {
			if state != tcp.TimeWait {
				return l.PeerIn(state)
			}
			i := l.PeerIn(tcp.FinWait2)
			i.Peer.SendFIN()
			i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
			lab.InState(l.Conn(i.Socket), tcp.TimeWait)
			return i
		}
		s.Cases = append(s.Cases,
			lab.Observe("ABORT in "+state.String()+": sent, then", func(l *lab.Lab) string {
				i := in(l)
				lab.Must(l.Conn(i.Socket).Abort())
				return l.Answer(i.Peer) + ", then " + l.Conn(i.Socket).State().String()
			}),
			lab.Observe("SO_LINGER 0 in "+state.String()+": sent, then", func(l *lab.Lab) string {
				i := in(l)
				l.Abort(l.Conn(i.Socket))
				return l.Answer(i.Peer) + ", then " + l.Conn(i.Socket).State().String()
			}),
		)
	}
	return s
}
