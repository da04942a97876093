package assertions_test

import (
	"io"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// world is a network with a client that has connected to a server on port 80.
type world struct {
	t              *testing.T
	n              *fixture.Network
	client, server *fixture.Host
	l              *fixture.Listener
	c, s           *fixture.Conn
}

func newWorld(t *testing.T, options ...fixture.Option) *world {
	t.Helper()
	w := &world{t: t, n: fixture.New(t, options...)}
	w.client, w.server = w.n.Host("client"), w.n.Host("server")
	l, err := w.server.Listen("tcp", ":80")
	w.ok(err)
	w.l = l
	w.c, w.s = w.dial()
	return w
}

func (w *world) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) dial() (c, s *fixture.Conn) {
	w.t.Helper()
	c, err := w.client.Dial("tcp", "server:80")
	w.ok(err)
	s, err = w.l.AcceptTCP()
	w.ok(err)
	return c, s
}

func (w *world) advance(d time.Duration) *world {
	w.t.Helper()
	_, err := w.n.Advance(d)
	w.ok(err)
	return w
}

func (w *world) write(c *fixture.Conn, text string) {
	w.t.Helper()
	_, err := io.WriteString(c, text)
	w.ok(err)
}

func (w *world) read(c *fixture.Conn, bytes int) {
	w.t.Helper()
	_, err := io.ReadFull(c, make([]byte, bytes))
	w.ok(err)
}

// socket is the only socket of the client.
func (w *world) socket() fixture.Socket {
	w.t.Helper()
	list := w.client.Sockets()
	if len(list) != 1 {
		w.t.Fatalf("the client has %v: want one", list)
	}
	return list[0]
}

// closed is a connection that the client has closed first, a second after it was
// opened.
func closed(t *testing.T, options ...fixture.Option) *world {
	t.Helper()
	w := newWorld(t, options...).advance(time.Second)
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	return w
}

// restarted is a connection whose TIME-WAIT was restarted after a second, because
// the last ACK was lost.
func restarted(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.ok(w.c.Close())
	w.n.On(timeline.From("client"), timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Nth(1).Named("lose the ACK").Drop()
	w.ok(w.s.Close())
	return w.advance(2 * time.Second)
}

// reset is a connection that the client has reset with SO_LINGER 0 and lost what it
// had written.
func reset(t *testing.T) *world {
	t.Helper()
	w := newWorld(t).advance(time.Second)
	w.n.On(timeline.From("client"), timeline.Data()).Named("lose data").Drop()
	w.write(w.c, "lost")
	w.ok(w.c.SetLinger(0))
	w.ok(w.c.Close())
	return w
}

// lostFIN is a connection that both sides have closed. The server's FINs are lost.
func lostFIN(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Named("lose the FIN").Drop()
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	return w.advance(2 * time.Second)
}

// unread is a connection that the server has closed with data unread.
func unread(t *testing.T) *world {
	t.Helper()
	w := newWorld(t).advance(time.Second)
	w.write(w.c, "hello world")
	w.read(w.s, 5)
	w.ok(w.s.Close())
	return w
}
