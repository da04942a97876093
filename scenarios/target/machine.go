package target

import (
	"net"
	"net/netip"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Machine is a Host that can be either end of a connection, so that the cases of two
// hosts run on it. A TCP whose Join returns Machines runs those cases too, each of them
// unless it asks for what the TCP has not: then a call returns an error that wraps
// ErrUnable, and the report says why the case could not run.
type Machine interface {
	Host
	// Set changes settings of the host. Its addresses come before its first socket.
	Set(...Setting) error
	// ListenWith is Listen with options.
	ListenWith(address string, o Listening) (Listener, error)
	// DialWith is Dial with options. It never returns nil, and the socket of its Dial
	// exists until it is closed, connected or not.
	DialWith(address string, o Dialling) Dial
	// AdvanceUntil is Advance that ends as soon as the condition holds. The condition is
	// asked first, and again after everything that may have changed it: a segment, a timer
	// of the network, a change that the host has noticed. It reports whether the condition
	// holds. All hosts of the network go on meanwhile.
	AdvanceUntil(d time.Duration, holds func() bool) (bool, error)
	// Addrs returns the addresses of the host.
	Addrs() []netip.Addr
	// Crash takes the host off the network for good, as a loss of power does: it sends
	// nothing, and receives nothing.
	Crash() error
	// ConnOf returns the MachineSocket of a socket that Accept or Dial.Socket of this host
	// returned.
	ConnOf(Socket) MachineSocket
}

// MachineSocket is a socket of a Machine.
type MachineSocket interface {
	Socket
	// CloseRead calls shutdown(SHUT_RD).
	CloseRead() error
	// Readiness returns what poll says of the socket, without waiting.
	Readiness() (fixture.Readiness, error)
	// SocketError returns SO_ERROR, and clears it.
	SocketError() (syscall.Errno, error)
	// SetLinger2 sets TCP_LINGER2, in whole seconds. A negative value means -1.
	SetLinger2(d time.Duration) error
	// SetKeepAliveConfig sets SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL and TCP_KEEPCNT, as
	// the method of net.TCPConn does.
	SetKeepAliveConfig(net.KeepAliveConfig) error
	// SetUserTimeout sets TCP_USER_TIMEOUT, in whole milliseconds.
	SetUserTimeout(d time.Duration) error
	// SetWriteBuffer sets SO_SNDBUF in bytes.
	SetWriteBuffer(bytes int) error
	// LocalAddr and RemoteAddr return the addresses and ports of the connection, also after
	// Close.
	LocalAddr() netip.AddrPort
	RemoteAddr() netip.AddrPort
	// Changes returns the changes of the connection's state that the host has noticed,
	// oldest first, also after Close. It ends with the change to CLOSED, even if another
	// connection has the same addresses and ports later.
	Changes() ([]Change, error)
}

// Change is a change of the state of a connection.
type Change struct {
	From, To tcp.State
	// At is the time by the network's clock.
	At time.Duration
}

// Listening has the options of a listening socket. The zero value is a socket with
// SO_REUSEADDR, keep-alives of package net for its connections, and the largest backlog.
type Listening struct {
	// Backlog is the backlog of listen if it is positive; a negative one means 0.
	Backlog                             int
	NoKeepAlive, NoReuseAddr, ReusePort bool
}

// Dialling has the options of a connecting socket. The zero value is a socket with
// keep-alives of package net and a port of the host's choice.
type Dialling struct {
	// LocalAddr is the address to bind to, such as ":1500".
	LocalAddr                         string
	ReuseAddr, ReusePort, NoKeepAlive bool
	// KeepAlive is used if it is enabled.
	KeepAlive net.KeepAliveConfig
}

// Setting is a setting of a host, by Linux's name for it.
type Setting struct {
	// Name is the name of a sysctl, such as net.ipv4.tcp_fin_timeout, or AddressSetting.
	Name string
	// Value is the text that is written to it.
	Value string
}

// AddressSetting is the name of the Setting that gives a host an IPv4 address, in place
// of that of the network's choice. Several give it several.
const AddressSetting = "address"
