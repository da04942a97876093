// Package target has the interfaces that a TCP implements so that scenarios run on it.
package target

import (
	"net/netip"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// TCP is an implementation of TCP under test. A scenarios.Runner runs netstack by
// default, as hosts of package fixture. Another TCP runs the portable cases at least, which need
// only the sockets of one host and the hand-made segments of a scripted peer
// (Case.Portable of package scenarios). In the peer's network it appears like a
// fixture.Outside.
type TCP interface {
	// Name returns the name and version: "Linux 6.18.44".
	Name() string
	// Join adds a host that runs this TCP to a network. The name is, for example,
	// "server". Join is called at most once per case and name. An error ends the case
	// with the verdict error.
	Join(n *fixture.Network, name string) (Host, error)
}

// Host is one host that runs the TCP under test.
//
// No call on a host or on its sockets waits. A call that would wait returns an error
// that wraps fixture.ErrWaiting; the case then advances the clock and repeats the call.
// When a call returns, the network is quiet: the peer has received every segment that
// the call triggered.
type Host interface {
	// Listen opens a listening socket on a port of the host's IPv4 address, with
	// SO_REUSEADDR and a backlog of at least 16 connections. keepAlive enables
	// keep-alives for its connections. An error means that the socket could not be
	// opened.
	Listen(port uint16, keepAlive bool) (Listener, error)
	// Dial starts to connect to an address of the form "name:port" in the network. The
	// Dial reports errors.
	Dial(address string) Dial
	// Sockets lists the connections and listeners that "ss -tan" shows, and the CLOSED
	// sockets with an open descriptor.
	Sockets() ([]SocketState, error)
	// Advance advances the time of the host and of the network by d, which is not
	// negative.
	Advance(d time.Duration) error
	// Close ends the host and releases all its resources.
	Close() error
}

// Listener is a listening socket.
type Listener interface {
	// Accept returns the next connection. If there is none yet, the error wraps
	// fixture.ErrWaiting.
	Accept() (Socket, error)
	// Close closes the socket.
	Close() error
}

// Dial is a connection attempt.
type Dial interface {
	// Done reports whether the attempt has ended, with or without success.
	Done() bool
	// Took returns the duration of the attempt by the network's clock, and 0 before its
	// end.
	Took() time.Duration
	// Err returns nil if the connection is open. Before the end of the attempt the
	// error wraps fixture.ErrWaiting; after a failed attempt it is the error of
	// connect.
	Err() error
	// Socket returns the connection. Call it only if Err is nil.
	Socket() (Socket, error)
	// Close closes the connecting socket, for example in SYN-SENT.
	Close() error
}

// Socket is a socket that is or was connected. Its calls have the meaning of the calls
// of net.TCPConn. Errors wrap the error numbers of system calls. The end of the stream
// is io.EOF.
type Socket interface {
	Read(b []byte) (int, error)
	Write(b []byte) (int, error)
	// CloseWrite calls shutdown(SHUT_WR).
	CloseWrite() error
	Close() error
	// SetLinger sets SO_LINGER in seconds. A negative value switches it off; 0 makes
	// Close send a RST.
	SetLinger(seconds int) error
	SetKeepAlive(on bool) error
	// SetReadBuffer sets SO_RCVBUF in bytes.
	SetReadBuffer(bytes int) error
	// State returns the state of the connection. After Close, a TCP without open
	// handles returns an error.
	State() (tcp.State, error)
}

// SocketState is one entry of Host.Sockets.
type SocketState struct {
	// Remote is the address of the other side. It is not valid in LISTEN.
	Remote netip.AddrPort
	State  tcp.State
	// Held reports that the application has not closed the socket, or has not accepted
	// it yet. A target may report it only for CLOSED sockets.
	Held bool
}

// Late is a Host whose clock is real time.
type Late interface {
	Host
	// Late returns the most that the program was late to carry a segment of the host's
	// network, or to look at its clock. What was observed meanwhile may be due to that: the
	// TCP sends again what is not acknowledged in time.
	Late() time.Duration
}
