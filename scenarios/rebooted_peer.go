package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// rebootedPeer is C-26: the other side has lost its memory and connects again
// from the same port.
func rebootedPeer() Scenario {
	s := Scenario{
		ID:    "C-26",
		Group: "half-open",
		Title: "A host that rebooted and connects again from its old port is challenged, resets what is left, and is connected at once.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5.1, figure 9", "a SYN finds the half-open connection: ACK, RST, SYN"},
			{Clause, "RFC 5961, section 4.2", "a SYN in a synchronized state is answered with an ACK, whatever its sequence number"},
			{Folklore, "A47", "a SYN to a server in LAST_ACK is answered with a RST, and the connection fails"},
		},
	}
	for _, left := range []tcp.State{tcp.Established, tcp.CloseWait, tcp.LastAck, tcp.FinWait1, tcp.FinWait2} {
		s.Cases = append(s.Cases,
			Case{"the server is in " + left.String() + ": segments", func(l *lab) string {
				l.reboot(left)
				mark := l.mark()
				l.againWithin(10 * time.Second)
				return l.sent(mark)
			}},
			Case{"the server is in " + left.String() + ": connected", func(l *lab) string {
				l.reboot(left)
				_, how := l.againWithin(10 * time.Second)
				return how
			}},
			Case{"the server is in " + left.String() + ": states of the old connection", func(l *lab) string {
				old := l.reboot(left)
				l.againWithin(10 * time.Second)
				return l.states(old)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"the server is in ESTABLISHED: the old connection reads", func(l *lab) string {
			old := l.reboot(tcp.Established)
			l.againWithin(10 * time.Second)
			return read(old)
		}},
		Case{"the server is in CLOSE-WAIT: the old connection reads", func(l *lab) string {
			old := l.reboot(tcp.CloseWait)
			l.againWithin(10 * time.Second)
			return read(old)
		}},
		Case{"the server is in CLOSE-WAIT: the old connection's first write says", func(l *lab) string {
			old := l.reboot(tcp.CloseWait)
			l.againWithin(10 * time.Second)
			_, err := old.Write([]byte("x"))
			return errText(err)
		}},
		Case{"the server reads what the client then writes", func(l *lab) string {
			_, ln := l.rebootBefore(tcp.Established)
			c := l.connectedAgain()
			got(c.Write([]byte("hello")))
			return l.readSoon(got(ln.AcceptTCP()))
		}},
	)
	return s
}

// reboot is rebootBefore for stories that accept nothing.
func (l *lab) reboot(left tcp.State) *fixture.Conn {
	s, _ := l.rebootBefore(left)
	return s
}

// rebootBefore connects the client's port 1500 to the server, whose end and
// listener it returns. The client crashes and comes back, and the server's end is
// in the given state.
func (l *lab) rebootBefore(left tcp.State) (*fixture.Conn, *fixture.Listener) {
	ln := got(l.server().Listen("tcp4", ":80"))
	d := l.fromPort1500()
	c := got(d.Dial("tcp4", "server:80"))
	s := got(ln.AcceptTCP())
	switch left {
	case tcp.CloseWait:
		must(c.CloseWrite())
	case tcp.LastAck:
		must(c.CloseWrite())
		must(l.client().Crash())
		must(s.Close())
	case tcp.FinWait1:
		must(l.client().Crash())
		must(s.Close())
	case tcp.FinWait2:
		must(s.CloseWrite())
	}
	inState(s, left.String())
	if !l.client().Down() {
		must(l.client().Crash())
	}
	must(l.client().Restart())
	return s, ln
}
