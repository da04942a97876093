package linger

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lingerOpening is C-104: closing a connection attempt, and the numbers of an abort.
func lingerOpening() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-104",
		Group: "linger",
		Title: "Close of a connection attempt in SYN-RECEIVED sends nothing, and with SO_LINGER 0 a RST without valid numbers.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE in SYN-RECEIVED sends a FIN and leads to FIN-WAIT-1"),
			sources.Clause("RFC 9293, section 3.10.5", "ABORT in SYN-RECEIVED sends a RST with SND.NXT"),
			sources.Clause("RFC 9293, section 3.5, figure 7, MUST-10", "simultaneous open must be supported"),
		},
	}
	for _, lingers := range []bool{false, true} {
		for _, state := range []tcp.State{tcp.SynSent, tcp.SynReceived} {
			name := state.String()
			if state == tcp.SynSent && !lingers {
				continue // C-53 has it
			}
			if lingers {
				name += ", SO_LINGER 0"
			}
			closed := func(l *lab.Lab) lab.Conversation {
				d := l.DialPeer()
				if state == tcp.SynReceived {
					d.Peer.SendSYN()
					l.Answer(d.Peer)
				}
				c := l.Dialled(d)
				lab.Require(c.State().String(), state.String())
				if lingers {
					lab.Must(c.SetLinger(0))
				}
				lab.Must(c.Close())
				return lab.Conversation{Peer: d.Peer}
			}
			s.Cases = append(s.Cases,
				lab.Observe(name+": sent", func(l *lab.Lab) string { return numbers(l, closed(l)) }),
				lab.Observe(name+", then a SYN,ACK: answer", func(l *lab.Lab) string {
					i := closed(l)
					l.Answer(i.Peer)
					i.Peer.SendSYNACK()
					return l.Answer(i.Peer)
				}),
				lab.Observe(name+", then an ACK: answer", func(l *lab.Lab) string {
					i := closed(l)
					l.Answer(i.Peer)
					i.Peer.SendACK()
					return l.Answer(i.Peer)
				}),
			)
			if state == tcp.SynSent {
				continue // it has no socket then, and C-53 has what follows
			}
			s.Cases = append(s.Cases,
				lab.Observe(name+": sockets then", func(l *lab.Lab) string {
					i := closed(l)
					l.Answer(i.Peer)
					return l.SocketsOf(l.Client())
				}),
				lab.Observe(name+": sent in the next 5s", func(l *lab.Lab) string {
					i := closed(l)
					l.Answer(i.Peer)
					l.Advance(5 * time.Second)
					return l.Answer(i.Peer)
				}),
			)
		}
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait} {
		s.Cases = append(s.Cases, lab.Observe(state.String()+", SO_LINGER 0: sent", func(l *lab.Lab) string {
			i, c := l.Reach(state, false)
			l.Abort(c)
			return numbers(l, i)
		}))
	}
	return s.With(
		lab.Observe("ESTABLISHED, SO_LINGER 0, own data not acknowledged: sent", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Got(c.Write([]byte("hello")))
			l.Answer(i.Peer)
			l.Abort(c)
			return numbers(l, i)
		}),
		lab.Observe("ESTABLISHED, SO_LINGER 0, own data behind a closed window: sent", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			i.Peer.SendACK(tcp.WithWindow(0))
			lab.Got(c.Write([]byte("hello")))
			l.Abort(c)
			return numbers(l, i)
		}),
		lab.Observe("SO_LINGER 0 and then off again, Close in ESTABLISHED: sent", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Must(c.SetLinger(0))
			lab.Must(c.SetLinger(-1))
			lab.Must(c.Close())
			return numbers(l, i)
		}),
	)
}
