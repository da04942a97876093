package calls

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// shutUnopened is N-14: shutdown before the connection is open.
func shutUnopened() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-14",
		Group: "shutdown",
		Title: "Shutdown in SYN-SENT and SYN-RECEIVED ends the attempt without a segment, and connect says ECONNRESET.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE in SYN-SENT deletes the TCB; in SYN-RECEIVED it sends a FIN"),
		},
	}
	for _, way := range []struct {
		name string
		call func(lab.Conn) error
	}{{"SHUT_RD", (lab.Conn).CloseRead}, {"SHUT_WR", (lab.Conn).CloseWrite}} {
		for _, state := range []tcp.State{tcp.SynSent, tcp.SynReceived} {
			name := way.name + " in " + state.String()
			shut := func(l *lab.Lab) (d lab.Dialling, c lab.Conn, result string) {
				d = l.DialPeer()
				c = l.Dialled(d)
				if state == tcp.SynReceived {
					d.Peer.SendSYN()
					l.Answer(d.Peer)
				}
				lab.Require(c.State().String(), state.String())
				return d, c, lab.ErrText(way.call(c))
			}
			s.Cases = append(s.Cases,
				lab.Observe(name+": result, sent, then", func(l *lab.Lab) string {
					d, c, result := shut(l)
					return result + ", " + l.Answer(d.Peer) + ", then " + c.State().String()
				}),
				lab.Observe(name+": connect says", func(l *lab.Lab) string {
					d, _, _ := shut(l)
					l.Answer(d.Peer)
					return lab.ErrText(d.Call.Err())
				}),
				lab.Observe(name+", the handshake goes on: answer, connect says, then", func(l *lab.Lab) string {
					d, c, _ := shut(l)
					l.Answer(d.Peer)
					if state == tcp.SynReceived {
						d.Peer.SendACK()
					} else {
						d.Peer.SendSYNACK()
					}
					return l.Answer(d.Peer) + ", " + lab.ErrText(d.Call.Err()) + ", then " + c.State().String()
				}),
			)
		}
	}
	return s.With(
		lab.Observe("SHUT_WR in SYN-SENT, no answer: sent in 5s", func(l *lab.Lab) string {
			d := l.DialPeer()
			l.Dialled(d).CloseWrite()
			l.Advance(5 * time.Second)
			return l.Answer(d.Peer)
		}),
		lab.Observe("SHUT_WR in SYN-SENT, then a RST: connect says", func(l *lab.Lab) string {
			d := l.DialPeer()
			l.Dialled(d).CloseWrite()
			d.Peer.Send(tcp.RST | tcp.ACK)
			return lab.ErrText(d.Call.Err())
		}),
	)
}
