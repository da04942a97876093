package lab

import (
	"io"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Client returns the client. Most cases use a client and a server.
func (l *Lab) Client() Host { return l.Net.Host("client") }

// Server returns the server.
func (l *Lab) Server() Host { return l.Net.Host("server") }

// Connect makes the server listen on port 80 and the client connect to it. It returns
// both ends. network is "tcp4" or "tcp6".
func (l *Lab) Connect(network string) (client, server Conn) {
	ln := Got(l.Server().Listen(network, ":80"))
	client = Got(l.Client().Dial(network, "server:80"))
	return client, Got(ln.AcceptTCP())
}

// ConnectPlain connects without keep-alives, the default of plain sockets. Connect
// enables them, as package net does.
func (l *Lab) ConnectPlain() (client, server Conn) {
	ln := Got((&ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp4", ":80"))
	client = Got((&Dialer{Host: l.Client(), NoKeepAlive: true}).Dial("tcp4", "server:80"))
	return client, Got(ln.AcceptTCP())
}

// Sides connects client and server. It returns the end of the named host first.
func (l *Lab) Sides(first string) (active, passive Conn) {
	c, s := l.Connect("tcp4")
	if first == "server" {
		return s, c
	}
	return c, s
}

// Few creates the client with a number of ephemeral ports.
func (l *Lab) Few(ports int) Host {
	return l.Net.Host("client", PortRange(40000, 40000+ports-1))
}

// FromPort1500 returns the dialer of a client that connects repeatedly from the same
// port.
func (l *Lab) FromPort1500() Dialer {
	return Dialer{Host: l.Client(), LocalAddr: ":1500", ReuseAddr: true, NoKeepAlive: true}
}

// CloseBoth closes both ends, active first.
func (l *Lab) CloseBoth(active, passive Conn) {
	Must(active.Close())
	Must(passive.Close())
}

// Abort closes a connection with SO_LINGER 0.
func (l *Lab) Abort(c Conn) {
	Must(c.SetLinger(0))
	Must(c.Close())
}

// Queue makes the server listen with a backlog. Nothing accepts its connections. 0 is a
// backlog of 0.
func (l *Lab) Queue(backlog int) Listener {
	if backlog == 0 {
		backlog = -1 // 0 would be the largest that there is
	}
	lc := ListenConfig{Host: l.Server(), Backlog: backlog, NoKeepAlive: true}
	return Got(lc.Listen("tcp4", ":80"))
}

// Dial starts to connect to the server.
func (l *Lab) Dial() Call {
	d := Dialer{Host: l.Client(), NoKeepAlive: true}
	return l.Net.Go(func() error {
		_, err := d.Dial("tcp4", "server:80")
		return err
	})
}

// DialNobody crashes the server and starts to connect to it.
func (l *Lab) DialNobody() Call { return l.DialNobodyFor(0) }

// DialNobodyFor is like DialNobody with a timeout. 0 means no timeout.
func (l *Lab) DialNobodyFor(d time.Duration) Call {
	Must(l.Server().Crash())
	dialer := Dialer{Host: l.Client(), Timeout: d}
	return l.Net.Go(func() error {
		_, err := dialer.Dial("tcp4", "server:80")
		return err
	})
}

// LoseAckOfFIN closes the client and then the server. The server's bare acknowledgement
// is lost, so its FIN acknowledges the client's. The mark is before the close.
func (l *Lab) LoseAckOfFIN(client, server Conn) (mark int) {
	Must(l.net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server")).Nth(1).Drop().Err())
	mark = l.Mark()
	l.CloseBoth(client, server)
	return mark
}

// Transfer connects the client's port 1500 to the server, sends size bytes while the
// clock stands still, and closes the server first.
func (l *Lab) Transfer(size int) {
	c, s := l.OnceQuiet()
	sent := l.Net.Go(func() error {
		_, err := c.Write(make([]byte, size))
		return err
	})
	Got(io.ReadFull(s, make([]byte, size)))
	Must(sent.Err())
	l.CloseBoth(s, c)
}

// OnceQuiet connects the client's port 1500 to the server, without keep-alives.
func (l *Lab) OnceQuiet() (client, server Conn) {
	quiet := ListenConfig{Host: l.Server(), NoKeepAlive: true}
	ln := Got(quiet.Listen("tcp4", ":80"))
	d := l.FromPort1500()
	return Got(d.Dial("tcp4", "server:80")), Got(ln.AcceptTCP())
}

// Orphan connects and closes the client, with the given TCP_LINGER2. The server does
// not close. 0 leaves TCP_LINGER2 unset.
func (l *Lab) Orphan(linger2 time.Duration) (active, passive Conn) {
	active, passive = l.ConnectPlain()
	if linger2 != 0 {
		Must(active.SetLinger2(linger2))
	}
	Must(active.Close())
	return active, passive
}
