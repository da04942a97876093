package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// urgentAlone is T-03: segments with URG and nothing else.
func urgentAlone() Scenario {
	s := Scenario{
		ID:    "T-03",
		Group: "close",
		Title: "A segment with URG and without ACK is ignored in every state that comes after a FIN of the other side.",
		Sources: []Source{
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_PROCESSING_07", "in CLOSE-WAIT, CLOSING, LAST-ACK and TIME-WAIT a segment with URG alone is ignored"},
			{Clause, "RFC 9293, section 3.10.7.4, fifth", "a segment without ACK is dropped"},
			{Clause, "RFC 9293, section 3.10.7.4, sixth", "after a FIN of the other side the urgent bit should not occur, and is ignored"},
		},
		anyTarget: []string{"*"},
	}
	for _, state := range []tcp.State{tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait} {
		for _, x := range []struct {
			name  string
			bends []tcp.Edit
		}{
			{"URG", nil},
			{"URG and 5 bytes", []tcp.Edit{tcp.WithPayload([]byte("hello"))}},
		} {
			s.Cases = append(s.Cases, Case{state.String() + ", " + x.name, func(l *lab) string {
				i := l.closedIn(state)
				i.peer.Send(tcp.URG, append(x.bends, tcp.Detached())...)
				return i.reaction(l)
			}})
		}
	}
	return s
}

// closedIn is peerIn, for TIME-WAIT too.
func (l *lab) closedIn(state tcp.State) incarnation {
	if state == tcp.TimeWait {
		return l.timeWaitThrough(tcp.FinWait2)
	}
	return l.peerIn(state)
}
