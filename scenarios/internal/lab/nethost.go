package lab

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/target"
)

// netHost is a host of package fixture.
type netHost struct{ *fixture.Host }

func (h netHost) Dial(network, address string) (Conn, error) {
	return conn(h.Host.Dial(network, address))
}

func (h netHost) Listen(network, address string) (Listener, error) {
	return listener(h.Host.Listen(network, address))
}

func (h netHost) Sockets() []target.SocketState { return Got(host(h).Sockets()) }

func (h netHost) Configure(options ...Option) error {
	return h.Host.Configure(ofNetstack(options)...)
}

func (h netHost) dial(d Dialer, network, address string) (Conn, error) {
	f := fixture.Dialer{
		Host: h.Host, LocalAddr: d.LocalAddr, ReuseAddr: d.ReuseAddr, ReusePort: d.ReusePort,
		KeepAlive: d.KeepAlive, NoKeepAlive: d.NoKeepAlive, Timeout: d.Timeout,
	}
	return conn(f.Dial(network, address))
}

func (h netHost) listen(lc ListenConfig, network, address string) (Listener, error) {
	f := fixture.ListenConfig{Host: h.Host, Backlog: lc.Backlog, NoReuseAddr: lc.NoReuseAddr, ReusePort: lc.ReusePort, NoKeepAlive: lc.NoKeepAlive}
	return listener(f.Listen(network, address))
}

// netListener is a listener of package fixture.
type netListener struct{ *fixture.Listener }

func (l netListener) AcceptTCP() (Conn, error) { return conn(l.Listener.AcceptTCP()) }

// conn returns a connection as an interface that is nil without one.
func conn(c *fixture.Conn, err error) (Conn, error) {
	if c == nil {
		return nil, err
	}
	return c, err
}

func listener(l *fixture.Listener, err error) (Listener, error) {
	if l == nil {
		return nil, err
	}
	return netListener{l}, err
}
