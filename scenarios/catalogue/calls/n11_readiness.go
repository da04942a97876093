package calls

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// readiness is N-11: what poll and epoll say of a connection in each state.
func readiness() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-11",
		Group: "readiness",
		Title: "Poll reports a hang-up once both sides have sent a FIN, after a RST and in TIME-WAIT, but none for a half-closed connection.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN signals \"connection closing\" to the user"),
			sources.Clause("RFC 9293, section 3.10.7.4, second", "a RST signals \"connection reset\" to the user"),
		},
	}
	for _, state := range lab.Synchronized {
		for _, with := range []bool{false, true} {
			if state == tcp.LastAck && !with {
				continue // nothing makes it differ from the one with data
			}
			s.Cases = append(s.Cases, lab.Observe(state.String()+lab.Unread(with), func(l *lab.Lab) string {
				_, c := l.Reach(state, with)
				return c.Readiness().String()
			}))
		}
	}
	for _, state := range lab.Synchronized {
		s.Cases = append(s.Cases, lab.Observe("a RST in "+state.String(), func(l *lab.Lab) string {
			i, c := l.Reach(state, false)
			i.Peer.SendRST()
			l.Answer(i.Peer)
			return c.Readiness().String()
		}))
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2} {
		s.Cases = append(s.Cases, lab.Observe("SHUT_RD in "+state.String(), func(l *lab.Lab) string {
			_, c := l.Reach(state, false)
			lab.Must(c.CloseRead())
			return c.Readiness().String()
		}))
	}
	return s.With(
		lab.Observe("SYN-SENT, and once it is open", func(l *lab.Lab) string {
			d := l.DialPeer()
			before := l.Dialled(d).Readiness().String()
			d.Peer.SendSYNACK()
			l.Answer(d.Peer)
			return before + ", then " + l.Dialled(d).Readiness().String()
		}),
		lab.Observe("SYN-RECEIVED after a simultaneous open, and once it is open", func(l *lab.Lab) string {
			d := l.DialPeer()
			d.Peer.SendSYN()
			l.Answer(d.Peer)
			before := l.Dialled(d).Readiness().String()
			d.Peer.SendACK()
			return before + ", then " + l.Dialled(d).Readiness().String()
		}),
		lab.Observe("a RST with unread data", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, true)
			i.Peer.SendRST()
			return c.Readiness().String()
		}),
		lab.Observe("a RST, after a Read that returned its error", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			i.Peer.SendRST()
			l.Soon(i.Socket)
			return c.Readiness().String()
		}),
		lab.Observe("a RST, after a Write that returned its error", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			i.Peer.SendRST()
			lab.Write(c)
			l.Answer(i.Peer)
			return c.Readiness().String()
		}),
		lab.Observe("a full send buffer", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			i.Peer.SendACK(tcp.WithWindow(0))
			lab.Must(c.SetWriteBuffer(8 << 10))
			l.Net.Go(func() error { _, err := c.Write(make([]byte, 1<<20)); return err })
			return c.Readiness().String()
		}),
		lab.Observe("TIME-WAIT is over", func(l *lab.Lab) string {
			_, c := l.Reach(tcp.TimeWait, false)
			l.Advance(70 * time.Second)
			return c.Readiness().String()
		}),
	)
}
