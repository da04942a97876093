package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// repeatedFIN is T-04: a repeated FIN before the connection has closed.
func repeatedFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "T-04",
		Group: "close",
		Title: "A repeated FIN in CLOSE-WAIT, CLOSING or LAST-ACK is acknowledged and changes no state, even if it acknowledges the local FIN.",
		Sources: []sources.Source{
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_PROCESSING_09", "in CLOSE-WAIT, CLOSING and LAST-ACK a FIN,ACK changes no state"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in CLOSE-WAIT, CLOSING and LAST-ACK a FIN changes no state"),
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
		},
	}
	for _, state := range []tcp.State{tcp.CloseWait, tcp.Closing, tcp.LastAck} {
		for _, x := range []struct {
			name string
			ack  int
		}{
			{"acknowledging SND.NXT", 0},
			{"acknowledging SND.NXT-1", -1},
		} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", the FIN again "+x.name, func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.SendFIN(tcp.SeqOffset(-1), tcp.AckOffset(x.ack), tcp.Detached())
				return i.Reaction()
			}))
		}
	}
	return s
}
