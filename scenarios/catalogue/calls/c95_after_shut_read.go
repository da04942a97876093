package calls

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// afterShutRead is C-95: segments and calls after shutdown of the reading side.
func afterShutRead() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-95",
		Group: "shutdown",
		Title: "After shutdown for reading data is still received in ESTABLISHED, and triggers a RST in FIN-WAIT-1 and FIN-WAIT-2.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "after CLOSE the user may RECEIVE until the peer has closed too"),
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "data that arrives after CLOSE and cannot be read sends a RST"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN is acknowledged"),
		},
	}
	for _, with := range []bool{false, true} {
		for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2} {
			name := "SHUT_RD in " + state.String() + lab.Unread(with)
			shut := func(l *lab.Lab) lab.Conversation {
				i, c := l.Reach(state, with)
				lab.Must(c.CloseRead())
				l.Answer(i.Peer)
				return i
			}
			s.Cases = append(s.Cases,
				lab.Observe(name+": read", func(l *lab.Lab) string {
					i := shut(l)
					return l.Soon(i.Socket) + ", then " + l.Soon(i.Socket)
				}),
				lab.Observe(name+", then data: answer, then", func(l *lab.Lab) string {
					i := shut(l)
					i.Peer.SendData([]byte("again"))
					return i.Reaction()
				}),
				lab.Observe(name+", then data: read", func(l *lab.Lab) string {
					i := shut(l)
					i.Peer.SendData([]byte("again"))
					l.Answer(i.Peer)
					return l.Soon(i.Socket) + ", then " + l.Soon(i.Socket)
				}),
				lab.Observe(name+", then a FIN: answer, then", func(l *lab.Lab) string {
					i := shut(l)
					i.Peer.SendFIN()
					return i.Reaction()
				}),
			)
		}
	}
	established := func(l *lab.Lab) (lab.Conversation, lab.Conn) {
		i, c := l.Reach(tcp.Established, false)
		lab.Must(c.CloseRead())
		return i, c
	}
	return s.With(
		lab.Observe("a Read that waits", func(l *lab.Lab) string {
			_, c := l.Reach(tcp.Established, false)
			r := l.Reads(c)
			lab.Must(c.CloseRead())
			return lab.Ended(r)
		}),
		lab.Observe("SHUT_RD in ESTABLISHED twice: result", func(l *lab.Lab) string {
			_, c := established(l)
			return lab.ErrText(c.CloseRead())
		}),
		lab.Observe("SHUT_RD in ESTABLISHED, then Write: result, sent", func(l *lab.Lab) string {
			i, c := established(l)
			return lab.Write(c) + ", " + l.Answer(i.Peer)
		}),
		lab.Observe("SHUT_RD in ESTABLISHED, then Close: sent, then", func(l *lab.Lab) string {
			i, c := established(l)
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("SHUT_RD in ESTABLISHED, then data, then Close: sent, then", func(l *lab.Lab) string {
			i, c := established(l)
			i.Peer.SendData([]byte("again"))
			l.Answer(i.Peer)
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("SHUT_RD in ESTABLISHED, then a RST: read", func(l *lab.Lab) string {
			i, _ := established(l)
			i.Peer.SendRST()
			return l.Soon(i.Socket)
		}),
		lab.Observe("SHUT_RD in ESTABLISHED, then a RST: write says", func(l *lab.Lab) string {
			i, c := established(l)
			i.Peer.SendRST()
			said := lab.Write(c)
			l.Answer(i.Peer)
			return said
		}),
	)
}
