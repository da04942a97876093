// Package target has what a TCP needs so that scenarios run on it.
package target

import (
	"net/netip"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// TCP is an implementation of TCP that scenarios are run on. Netstack, as hosts of
// package fixture, is the one that a scenarios.Runner has by default. Another one runs the cases that need
// only sockets of one host and hand-made segments of a scripted peer (see
// Scenario.AnyTarget); it stands in the peer's network as a fixture.Outside does.
type TCP interface {
	// Name says what it is, and in which version: "Linux 6.18.44".
	Name() string
	// Join adds a host that runs this TCP to a network, under a name such as
	// "server". It is called at most once a case and name.
	Join(n *fixture.Network, name string) (Host, error)
}

// Host is one host that runs the TCP under test.
//
// None of the calls on it and on its sockets waits. What is not there yet is an
// error that wraps fixture.ErrWaiting; the case lets time pass and asks again.
// When a call returns, the network is quiet, and the peer has got what the call
// made the TCP send.
type Host interface {
	// Listen opens a socket that listens on a port of the host's IPv4 address,
	// with SO_REUSEADDR and room for at least 16 connections. keepAlive says
	// whether its connections send keep-alives.
	Listen(port uint16, keepAlive bool) (Listener, error)
	// Dial starts to connect to address, "name:port" in the network.
	Dial(address string) Dial
	// Sockets lists what ss -tan would, and the sockets that are CLOSED and held.
	Sockets() ([]SocketState, error)
	// Advance lets time pass, for the host and for the network.
	Advance(d time.Duration) error
	// Close ends the host, without leaving anything behind.
	Close() error
}

// Listener is a socket that listens.
type Listener interface {
	// Accept returns the next connection.
	Accept() (Socket, error)
	// Close closes the socket.
	Close() error
}

// Dial is an attempt to connect.
type Dial interface {
	// Done reports whether it has ended.
	Done() bool
	// Took is how long it took by the network's clock, 0 before it has ended.
	Took() time.Duration
	// Err is nil if the connection is open, why it is not otherwise, and wraps
	// fixture.ErrWaiting before that.
	Err() error
	// Socket is the connection, once Err is nil.
	Socket() (Socket, error)
	// Close closes the socket that connects, in SYN-SENT for instance.
	Close() error
}

// Socket is a socket that is or was connected. The calls mean what those of
// net.TCPConn mean; errors wrap system calls' error numbers, and the end of the
// stream is io.EOF.
type Socket interface {
	Read(b []byte) (int, error)
	Write(b []byte) (int, error)
	// CloseWrite is shutdown(SHUT_WR).
	CloseWrite() error
	Close() error
	// SetLinger sets SO_LINGER, in seconds. Below 0 switches it off.
	SetLinger(seconds int) error
	SetKeepAlive(on bool) error
	// SetReadBuffer sets SO_RCVBUF, in bytes.
	SetReadBuffer(bytes int) error
	// State is the state of the connection. After Close it is an error for a TCP
	// that keeps no handle.
	State() (tcp.State, error)
}

// SocketState is one line of Host.Sockets.
type SocketState struct {
	// Remote is the other side, and not valid in LISTEN.
	Remote netip.AddrPort
	State  tcp.State
	// Held reports that the application has not closed the socket, or has not
	// accepted it yet. A target may know that of CLOSED sockets only.
	Held bool
}
