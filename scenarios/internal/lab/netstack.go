package lab

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Netstack returns the default target: hosts of package fixture, which run gVisor's
// netstack. It runs all cases.
func Netstack() target.TCP { return netstackTarget{} }

// Bare returns the target of netstacks on which nothing was set: see
// fixture.NetstackDefaults. It runs all cases, and what a case sets is set.
func Bare() target.TCP { return netstackTarget{bare: true} }

type netstackTarget struct{ bare bool }

// IsNetstack reports whether a target is the value of Netstack or Bare.
func IsNetstack(t target.TCP) bool { _, ok := t.(netstackTarget); return ok }

// Name implements target.TCP.
func (t netstackTarget) Name() string {
	if t.bare {
		return "bare netstack"
	}
	return "gVisor's netstack"
}

// options are those of every network, before any others.
func (t netstackTarget) options() []fixture.Option {
	if t.bare {
		return []fixture.Option{fixture.NetstackDefaults()}
	}
	return nil
}

// Join implements target.TCP.
func (netstackTarget) Join(n *fixture.Network, name string) (target.Host, error) {
	h := n.Host(name)
	return host{h}, nil
}

// host adapts a fixture.Host to target.Host.
type host struct{ *fixture.Host }

// Listen implements target.Host.
func (h host) Listen(port uint16, keepAlive bool) (target.Listener, error) {
	lc := fixture.ListenConfig{Host: h.Host, NoKeepAlive: !keepAlive}
	ln, err := lc.Listen("tcp4", fmt.Sprintf(":%d", port))
	if err != nil {
		return nil, err
	}
	return &hostListener{Listener: ln, net: h.Network()}, nil
}

// Dial implements target.Host.
func (h host) Dial(address string) target.Dial {
	d := new(hostDial)
	dialer := fixture.Dialer{Host: h.Host, Control: func(_, _ string, made *fixture.Conn) error {
		d.made = made
		return nil
	}}
	d.Call = h.Network().Go(func() error { _, err := dialer.Dial("tcp4", address); return err })
	return d
}

// Sockets implements target.Host.
func (h host) Sockets() ([]target.SocketState, error) {
	var out []target.SocketState
	for _, s := range h.Host.Sockets() {
		out = append(out, target.SocketState{Remote: s.Remote, State: s.State, Held: s.Held})
	}
	return out, nil
}

// Advance implements target.Host.
func (h host) Advance(d time.Duration) error {
	_, err := h.Network().Advance(d)
	return err
}

// Close implements target.Host. The host ends with its network.
func (h host) Close() error { return nil }

// hostListener adapts a fixture.Listener to target.Listener.
type hostListener struct {
	*fixture.Listener
	net     *fixture.Network
	pending *fixture.Call
	conn    *fixture.Conn
}

// Accept implements target.Listener.
func (l *hostListener) Accept() (target.Socket, error) {
	if l.pending == nil {
		l.pending = l.net.Go(func() (err error) { l.conn, err = l.Listener.AcceptTCP(); return err })
	}
	if !l.pending.Done() {
		return nil, l.pending.Err()
	}
	err := l.pending.Err()
	l.pending = nil
	if err != nil {
		return nil, err
	}
	return &hostSocket{Conn: l.conn}, nil
}

// hostDial adapts a connection attempt of package fixture to target.Dial.
type hostDial struct {
	*fixture.Call
	made *fixture.Conn
}

// Socket implements target.Dial.
func (d *hostDial) Socket() (target.Socket, error) {
	if err := d.Err(); err != nil {
		return nil, err
	}
	return &hostSocket{Conn: d.made}, nil
}

// Close implements target.Dial.
func (d *hostDial) Close() error { return d.made.Close() }

// hostSocket adapts a fixture.Conn to target.Socket.
type hostSocket struct {
	*fixture.Conn
	pending *fixture.Call
	b       []byte
	n       int
}

// Read implements target.Socket. A Read that has to wait remains pending, and the next
// call returns its result.
func (s *hostSocket) Read(b []byte) (int, error) {
	if s.pending == nil {
		s.b = make([]byte, len(b))
		s.pending = s.Conn.Host().Network().Go(func() (err error) { s.n, err = s.Conn.Read(s.b); return err })
	}
	if !s.pending.Done() {
		return 0, s.pending.Err()
	}
	err := s.pending.Err()
	s.pending = nil
	return copy(b, s.b[:s.n]), err
}

// State implements target.Socket.
func (s *hostSocket) State() (tcp.State, error) { return s.Conn.State(), nil }

// AsTarget returns a listener of the lab as a target.Listener.
func (l *Lab) AsTarget(ln Listener) target.Listener {
	if m, ok := ln.(*machineListener); ok {
		return m.Listener
	}
	return &hostListener{Listener: ln.(netListener).Listener, net: l.net}
}

// Conn returns the Conn of a socket of the server.
func (l *Lab) Conn(s target.Socket) Conn {
	if h, ok := s.(*hostSocket); ok {
		return h.Conn
	}
	return l.machine("server", nil).conn(s)
}

// Dialled returns the connecting socket of a connection attempt of the client, connected
// or not.
func (l *Lab) Dialled(d Dialling) Conn {
	if h, ok := d.Call.(*hostDial); ok {
		return h.made
	}
	s, err := d.Call.Socket()
	if s == nil {
		Must(err)
	}
	return l.machine("client", nil).conn(s)
}

// socketOf returns the target.Socket of a Conn.
func (l *Lab) socketOf(c Conn) target.Socket {
	if m, ok := c.(*machineConn); ok {
		return m.Socket
	}
	return &hostSocket{Conn: c.(*fixture.Conn)}
}

// Listener returns the Listener of a listener of the server.
func (l *Lab) Listener(ln target.Listener) Listener {
	if h, ok := ln.(*hostListener); ok {
		return netListener{h.Listener}
	}
	return &machineListener{Listener: ln, host: l.machine("server", nil), address: ":80"}
}
