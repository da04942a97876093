package calls

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// shutRead is C-94: shutdown of the reading side.
func shutRead() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-94",
		Group: "shutdown",
		Title: "Shutdown for reading sends nothing, but resets a connection that is shut down for writing and has unread data.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "CLOSE with unread data sends a RST, to show that data was lost"),
			sources.Clause("RFC 9293, section 3.6, case 1", "after CLOSE the user may RECEIVE until the peer has closed too"),
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts 2 MSL"),
		},
	}
	for _, way := range []struct {
		name  string
		calls []func(lab.Conn) error
	}{
		{"SHUT_RD", []func(lab.Conn) error{(lab.Conn).CloseRead}},
		{"SHUT_RDWR", []func(lab.Conn) error{(lab.Conn).CloseRead, (lab.Conn).CloseWrite}},
	} {
		for _, state := range lab.Synchronized {
			for _, with := range []bool{false, true} {
				s.Cases = append(s.Cases, lab.Observe(way.name+" in "+state.String()+lab.Unread(with)+": result, sent, then", func(l *lab.Lab) string {
					i, c := l.Reach(state, with)
					var result string
					for _, call := range way.calls {
						result = lab.ErrText(call(c))
					}
					return result + ", " + i.Reaction()
				}))
			}
		}
		s.Cases = append(s.Cases, lab.Observe(way.name+" after a RST: result", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.SendRST()
			var result string
			for _, call := range way.calls {
				result = lab.ErrText(call(l.Conn(i.Socket)))
			}
			l.Answer(i.Peer)
			return result
		}))
	}
	return s
}
