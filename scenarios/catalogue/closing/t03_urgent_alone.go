package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// urgentAlone is T-03: segments with URG and nothing else.
func urgentAlone() lab.Scenario {
	s := lab.Scenario{
		ID:    "T-03",
		Group: "close",
		Title: "A segment with URG and without ACK is ignored in every state after the peer's FIN.",
		Sources: []sources.Source{
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_PROCESSING_07", "in CLOSE-WAIT, CLOSING, LAST-ACK and TIME-WAIT a segment with URG alone is ignored"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "a segment without ACK is dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, sixth", "after the peer's FIN the urgent flag should not occur, and is ignored"),
		},
	}
	for _, state := range []tcp.State{tcp.CloseWait, tcp.Closing, tcp.LastAck, tcp.TimeWait} {
		for _, x := range []struct {
			name  string
			bends []tcp.Edit
		}{
			{"URG", nil},
			{"URG and 5 bytes", []tcp.Edit{tcp.WithPayload([]byte("hello"))}},
		} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Portable) string {
				i := l.ClosedIn(state)
				i.Peer.Send(tcp.URG, append(x.bends, tcp.Detached())...)
				return i.Reaction()
			}))
		}
	}
	return s
}
