package linger

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lingerZero is C-09: the abortive close.
func lingerZero() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-09",
		Group: "linger",
		Title: "Close with SO_LINGER 0 sends one RST, leaves no TIME-WAIT, and discards unsent data.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.5", "ABORT: all queued data is discarded and a RST is sent"),
			sources.Claim("A55", "SO_LINGER 0 skips the four segments and TIME_WAIT, and is dangerous"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
			sources.Incident("haproxy/haproxy#560", "health checks that end with a RST make the checked application log errors"),
		},
	}
	s.Cases = []lab.Case{
		lab.Observe("segments of the close", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			mark := l.Mark()
			l.Abort(c)
			return l.Sent(mark)
		}),
		lab.Observe("states of the closer", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			l.Abort(c)
			return l.States(c)
		}),
		lab.Observe("in TIME-WAIT is, when the other side has closed too", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			l.Abort(c)
			lab.Must(p.Close())
			return l.Holders()
		}),
		lab.Observe("what the other side reads", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			l.Abort(c)
			return lab.ReadAll(p)
		}),
		lab.Observe("what the other side's first write says", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			l.Abort(c)
			_, err := p.Write([]byte("x"))
			return lab.ErrText(err)
		}),
		lab.Observe("data that was lost on the way, close without SO_LINGER: the other side reads", func(l *lab.Lab) string {
			c, p := loseData(l)
			lab.Must(c.Close())
			l.Advance(time.Minute)
			return lab.ReadAll(p)
		}),
		lab.Observe("data that was lost on the way, close with SO_LINGER 0: the other side reads", func(l *lab.Lab) string {
			c, p := loseData(l)
			l.Abort(c)
			return lab.ReadAll(p)
		}),
		lab.Observe("data behind a full window, close with SO_LINGER 0: arrived", func(l *lab.Lab) string {
			c, p, size := fillWindow(l)
			l.Abort(c)
			return lab.Arrived(p, size)
		}),
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.FinWait2, tcp.CloseWait} {
		s.Cases = append(s.Cases, lab.Observe("segments of the close in "+state.String(), func(l *lab.Lab) string {
			c := l.ConnectionIn(state)
			mark := l.Mark()
			l.Abort(c)
			return l.Sent(mark)
		}))
	}
	for _, state := range []tcp.State{tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases, lab.Observe("answer to the close in "+state.String(), func(l *lab.Lab) string {
			i := l.PeerIn(state)
			l.Abort(l.Conn(i.Socket))
			return l.Answer(i.Peer)
		}))
	}
	return s.With(
		lab.Observe("segments of the close in TIME-WAIT", func(l *lab.Lab) string {
			c := l.ConnectionIn(tcp.TimeWait)
			mark := l.Mark()
			l.Abort(c)
			return l.Sent(mark)
		}),
		lab.Observe("TIME-WAIT lasted, closed 30s after it began", func(l *lab.Lab) string {
			c := l.ConnectionIn(tcp.TimeWait)
			l.Advance(30 * time.Second)
			l.Abort(c)
			return l.WholeTimeWait(c)
		}),
	)
}

// loseData connects and loses the first data segment of the client.
func loseData(l *lab.Lab) (client, server lab.Conn) {
	client, server = l.Connect("tcp4")
	lab.Must(l.Net.On(timeline.Data()).Nth(1).Drop().Err())
	lab.Got(client.Write([]byte("hello")))
	return client, server
}

// fillWindow connects. The client writes more than the server's receive buffer holds,
// so that some data remains unsent.
func fillWindow(l *lab.Lab) (client, server lab.Conn, size int) {
	client, server = l.Connect("tcp4")
	lab.Must(server.SetReadBuffer(8 << 10))
	lab.Must(client.SetWriteBuffer(1 << 20))
	size = lab.Got(client.Write(make([]byte, 256<<10)))
	return client, server, size
}
