package linger

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// unreadClosing is C-96: Close with unread data after CloseWrite.
func unreadClosing() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-96",
		Group: "linger",
		Title: "Close with unread data sends a RST in every state, also after CloseWrite; data behind a gap and the peer's FIN are not unread data.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "CLOSE with unread data sends a RST, to show that data was lost"),
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE in FIN-WAIT-1, FIN-WAIT-2, CLOSING, LAST-ACK and TIME-WAIT is an error"),
			sources.Clause("RFC 2525, section 2.17", "a close with unread data but without a RST is a known defect"),
		},
	}
	for _, state := range lab.Synchronized {
		closed := func(l *lab.Lab) lab.Conversation {
			i, c := l.Reach(state, true)
			lab.Must(c.Close())
			return i
		}
		if state == tcp.FinWait1 || state == tcp.Closing || state == tcp.LastAck { // C-10 has the others
			s.Cases = append(s.Cases, lab.Observe(state.String()+": sent, then", func(l *lab.Lab) string {
				return closed(l).Reaction()
			}))
		}
		if state == tcp.TimeWait {
			continue
		}
		s.Cases = append(s.Cases,
			lab.Observe(state.String()+": numbers of what is sent", func(l *lab.Lab) string { return numbers(l, closed(l)) }),
			lab.Observe(state.String()+", then an ACK: answer", func(l *lab.Lab) string {
				i := closed(l)
				l.Answer(i.Peer)
				i.Peer.SendACK()
				return l.Answer(i.Peer)
			}),
		)
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.FinWait2} {
		s.Cases = append(s.Cases, lab.Observe("data that came in "+state.String()+": sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(state, false)
			if state == tcp.FinWait1 {
				i.Peer.SendData([]byte("hello"), tcp.AckOffset(-1))
			} else {
				i.Peer.SendData([]byte("hello"))
			}
			l.Answer(i.Peer)
			lab.Must(c.Close())
			return i.Reaction()
		}))
	}
	return s.With(
		lab.Observe("data behind a gap in ESTABLISHED: sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			i.Peer.SendData([]byte("hello"), tcp.SeqOffset(10), tcp.Detached())
			l.Answer(i.Peer)
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("the first of 5 bytes was read: sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, true)
			lab.Got(c.Read(make([]byte, 1)))
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("all 5 bytes were read: sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, true)
			lab.Got(c.Read(make([]byte, 5)))
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("all data was read, the FIN was not: sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.CloseWait, true)
			lab.Got(c.Read(make([]byte, 5)))
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("own data behind a closed window: sent, then", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, true)
			i.Peer.SendACK(tcp.WithWindow(0))
			lab.Got(c.Write([]byte("hello")))
			lab.Must(c.Close())
			return i.Reaction()
		}),
		lab.Observe("in TIME-WAIT for 30s: TIME-WAIT lasted", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.TimeWait, true)
			began := l.Elapsed()
			l.Advance(30 * time.Second)
			lab.Must(c.Close())
			l.Answer(i.Peer)
			return l.TimeWaitOf(i, began)
		}),
	)
}
