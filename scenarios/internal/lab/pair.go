package lab

import (
	"net"
	"net/netip"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// Conn is one end of a connection between two hosts. A *fixture.Conn is one. Its calls
// wait as those of a fixture.Conn do: a Call started by Net.Go waits while the clock
// moves, and every other call that has to wait fails.
type Conn interface {
	net.Conn
	CloseRead() error
	CloseWrite() error
	// Abort ends the connection as fixture.Conn.Abort does.
	Abort() error
	SetLinger(seconds int) error
	SetLinger2(time.Duration) error
	SetKeepAlive(bool) error
	SetKeepAliveConfig(net.KeepAliveConfig) error
	SetUserTimeout(time.Duration) error
	SetReadBuffer(bytes int) error
	SetWriteBuffer(bytes int) error
	// Readiness returns what poll says of the connection.
	Readiness() fixture.Readiness
	// SocketError returns SO_ERROR and clears it. 0 means that the connection has not
	// failed, or that a call has returned the error.
	SocketError() (syscall.Errno, error)
	// State returns the state of the connection, also after Close.
	State() tcp.State
}

// Host is a machine with the TCP under test.
type Host interface {
	Name() string
	Addr() netip.Addr
	Addrs() []netip.Addr
	Dial(network, address string) (Conn, error)
	Listen(network, address string) (Listener, error)
	// Count returns the number of sockets in a state.
	Count(tcp.State) int
	// Sockets lists the sockets as target.Host does.
	Sockets() []target.SocketState
	// FreePorts counts as fixture.Host.FreePorts does.
	FreePorts(address string) (int, error)
	Configure(...Option) error
	// Crash and Restart do as the methods of fixture.Host do.
	Crash() error
	Restart() error
	Down() bool

	dial(Dialer, string, string) (Conn, error)
	listen(ListenConfig, string, string) (Listener, error)
}

// Listener is a listening socket.
type Listener interface {
	AcceptTCP() (Conn, error)
	Accept() (net.Conn, error)
	Addr() net.Addr
	Close() error
	SetDeadline(time.Time) error
}

// Call is a function that Net.Go started.
type Call interface {
	Done() bool
	Err() error
	Took() time.Duration
}

// Dialer has the fields of fixture.Dialer with which the catalogue connects.
type Dialer struct {
	Host                              Host
	LocalAddr                         string
	ReuseAddr, ReusePort, NoKeepAlive bool
	KeepAlive                         net.KeepAliveConfig
	Timeout                           time.Duration
}

// Dial connects as fixture.Dialer.Dial does.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.Host.dial(*d, network, address)
}

// ListenConfig has the fields of fixture.ListenConfig with which the catalogue listens.
type ListenConfig struct {
	Host                                Host
	Backlog                             int
	NoReuseAddr, ReusePort, NoKeepAlive bool
}

// Listen listens as fixture.ListenConfig.Listen does.
func (lc *ListenConfig) Listen(network, address string) (Listener, error) {
	return lc.Host.listen(*lc, network, address)
}
