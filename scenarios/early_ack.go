package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// earlyACK is N-08: the acknowledgement of the FIN behind a gap.
func earlyACK() Scenario {
	s := Scenario{
		ID:    "N-08",
		Group: "close",
		Title: "An acknowledgement of the FIN that comes on a segment behind a gap changes no state until the gap is filled.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, first, SHLD-31", "segments with higher sequence numbers are held for later processing"},
			{Clause, "RFC 9293, section 3.10.7.4, fifth", "a FIN that is acknowledged leads from FIN-WAIT-1 to FIN-WAIT-2, from LAST-ACK to CLOSED"},
		},
	}
	behind := func(l *lab) incarnation {
		i := l.peerIn(tcp.FinWait1)
		i.peer.SendData([]byte("world"), tcp.SeqOffset(5), tcp.Detached())
		return i
	}
	s = s.add(
		Case{"FIN-WAIT-1, data behind a gap: state", func(l *lab) string {
			i := behind(l)
			observed := i.state(l)
			l.answer(i.peer)
			return observed
		}},
		Case{"FIN-WAIT-1, data behind a gap, then the gap is filled: state", func(l *lab) string {
			i := behind(l)
			l.answer(i.peer)
			i.peer.SendData([]byte("hello"))
			observed := i.state(l)
			l.answer(i.peer)
			return observed
		}},
		Case{"FIN-WAIT-1, data in sequence: state", func(l *lab) string {
			i := l.peerIn(tcp.FinWait1)
			i.peer.SendData([]byte("hello"))
			observed := i.state(l)
			l.answer(i.peer)
			return observed
		}},
		Case{"FIN-WAIT-1, a FIN behind a gap: state", func(l *lab) string {
			i := l.peerIn(tcp.FinWait1)
			i.peer.SendFIN(tcp.SeqOffset(5), tcp.Detached())
			observed := i.state(l)
			l.answer(i.peer)
			return observed
		}},
	)
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		for _, offset := range []int{0, 1} {
			if offset > 0 && state != tcp.FinWait1 {
				continue // what is not data is thrown away there
			}
			s.Cases = append(s.Cases, Case{state.String() + ", an ACK of the FIN with " + relativeTo("RCV.NXT", offset) + ": state", func(l *lab) string {
				i := l.peerIn(state)
				i.peer.Send(tcp.ACK, tcp.SeqOffset(offset), tcp.Detached(), tcp.WithAck(i.peer.RcvNxt()))
				observed := i.state(l)
				l.answer(i.peer)
				return observed
			}})
		}
	}
	return s
}
