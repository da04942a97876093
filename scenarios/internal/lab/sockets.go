package lab

import (
	"net/netip"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/target"
)

// sockets returns the sockets of the server.
func (l *Portable) sockets() []target.SocketState { return Got(l.Host("server").Sockets()) }

// Sockets lists the states of the server's connections. It includes CLOSED sockets with
// an open descriptor, which ss does not show, and marks open descriptors as held.
func (l *Portable) Sockets() string { return socketText(l.sockets()) }

// SocketsOf is like Sockets for a host of package fixture.
func (l *Lab) SocketsOf(h Host) string { return socketText(h.Sockets()) }

func socketText(all []target.SocketState) string { return List(states(all, ", held"), "; ") }

// SocketStates returns the states of a host's connections, in the order of the sockets.
// It appends held to the state of a socket with an open descriptor.
func SocketStates(h Host, held string) []string {
	return states(h.Sockets(), held)
}

func states(all []target.SocketState, held string) (out []string) {
	for _, s := range all {
		switch {
		case s.State == tcp.Listen:
		case s.Held:
			out = append(out, s.State.String()+held)
		default:
			out = append(out, s.State.String())
		}
	}
	return out
}

// Left lists the states of the server's connections, except CLOSED.
func (l *Portable) Left() string {
	var out []string
	for _, s := range l.sockets() {
		if s.State != tcp.Listen && s.State != tcp.Closed {
			out = append(out, s.State.String())
		}
	}
	return List(out, ", ")
}

// StateToward returns the state of the server's connection with a remote address and
// port, and "gone" if there is none.
func (l *Portable) StateToward(remote netip.AddrPort) string {
	for _, s := range l.sockets() {
		if s.Remote == remote {
			return s.State.String()
		}
	}
	return "gone"
}
