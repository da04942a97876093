package lab

import (
	"io"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Client is one of the two hosts of most stories.
func (l *Lab) Client() *fixture.Host { return l.net.Host("client") }

// Server is the other one.
func (l *Lab) Server() *fixture.Host { return l.net.Host("server") }

// Connect has the server listen on port 80 and the client connect to it, and
// returns both ends. network is "tcp4" or "tcp6".
func (l *Lab) Connect(network string) (client, server *fixture.Conn) {
	ln := Got(l.Server().Listen(network, ":80"))
	client = Got(l.Client().Dial(network, "server:80"))
	return client, Got(ln.AcceptTCP())
}

// ConnectPlain connects as sockets do of which nobody has said anything: without
// the keep-alives that connections have otherwise, as those of the net package.
func (l *Lab) ConnectPlain() (client, server *fixture.Conn) {
	ln := Got((&fixture.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
	client = Got((&fixture.Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
	return client, Got(ln.AcceptTCP())
}

// Sides connects client and server and returns the end of the named host
// first.
func (l *Lab) Sides(first string) (active, passive *fixture.Conn) {
	c, s := l.Connect("tcp4")
	if first == "server" {
		return s, c
	}
	return c, s
}

// Few makes the client, with some ephemeral ports.
func (l *Lab) Few(ports int) *fixture.Host {
	return l.net.Host("client", fixture.PortRange(40000, 40000+ports-1))
}

// FromPort1500 is how the client connects again and again from the same port.
func (l *Lab) FromPort1500() fixture.Dialer {
	return fixture.Dialer{Host: l.Client(), LocalAddr: ":1500", ReuseAddr: true, NoKeepAlive: true}
}

// CloseBoth closes both ends, the first one first.
func (l *Lab) CloseBoth(active, passive *fixture.Conn) {
	Must(active.Close())
	Must(passive.Close())
}

// Abort closes a connection with SO_LINGER set to 0.
func (l *Lab) Abort(c *fixture.Conn) {
	Must(c.SetLinger(0))
	Must(c.Close())
}

// Queue has the server listen with a backlog, and accept nothing by itself.
func (l *Lab) Queue(backlog int) *fixture.Listener {
	if backlog == 0 {
		backlog = -1 // 0 would be the largest that there is
	}
	lc := fixture.ListenConfig{Host: l.Server(), Backlog: backlog, NoKeepAlive: true}
	return Got(lc.Listen("tcp4", ":80"))
}

// Dial starts to connect to the server.
func (l *Lab) Dial() *fixture.Call {
	d := fixture.Dialer{Host: l.Client(), NoKeepAlive: true}
	return l.net.Go(func() error {
		_, err := d.Dial("tcp4", "server:80")
		return err
	})
}

// DialNobody connects to a host that has vanished.
func (l *Lab) DialNobody() *fixture.Call { return l.DialNobodyFor(0) }

// DialNobodyFor does so with a time-out, unless that is 0.
func (l *Lab) DialNobodyFor(d time.Duration) *fixture.Call {
	Must(l.Server().Crash())
	dialer := fixture.Dialer{Host: l.Client(), Timeout: d}
	return l.net.Go(func() error {
		_, err := dialer.Dial("tcp4", "server:80")
		return err
	})
}

// LoseAckOfFIN has the client and then the server close. The server's bare
// acknowledgement is lost, so that its FIN is what acknowledges the client's. The
// mark is before that.
func (l *Lab) LoseAckOfFIN(client, server *fixture.Conn) (mark int) {
	Must(l.net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server")).Nth(1).Drop().Err())
	mark = l.Mark()
	l.CloseBoth(client, server)
	return mark
}

// Transfer connects the client's port 1500 to the server, sends it so many bytes
// while the clock stands, and closes. The server is first.
func (l *Lab) Transfer(size int) {
	c, s := l.OnceQuiet()
	sent := l.net.Go(func() error {
		_, err := c.Write(make([]byte, size))
		return err
	})
	Got(io.ReadFull(s, make([]byte, size)))
	Must(sent.Err())
	l.CloseBoth(s, c)
}

// OnceQuiet connects the client's port 1500 to the server, without keep-alives.
func (l *Lab) OnceQuiet() (client, server *fixture.Conn) {
	quiet := fixture.ListenConfig{Host: l.Server(), NoKeepAlive: true}
	ln := Got(quiet.Listen("tcp4", ":80"))
	d := l.FromPort1500()
	return Got(d.Dial("tcp4", "server:80")), Got(ln.AcceptTCP())
}

// Orphan has the client close, which has the TCP_LINGER2 that is given, and the
// server not.
func (l *Lab) Orphan(linger2 time.Duration) (active, passive *fixture.Conn) {
	active, passive = l.ConnectPlain()
	if linger2 != 0 {
		Must(active.SetLinger2(linger2))
	}
	Must(active.Close())
	return active, passive
}
