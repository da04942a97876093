package reset

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// rebootedPeer is C-26: a peer loses its memory and connects again from the same port.
func rebootedPeer() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-26",
		Group: "half-open",
		Title: "A rebooted host that reconnects from its old port receives a challenge ACK, resets the old connection, and connects at once.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.1, figure 9", "a SYN detects the half-open connection: ACK, RST, SYN"),
			sources.Clause("RFC 5961, section 4.2", "a SYN in a synchronized state is answered with an ACK, whatever its sequence number"),
			sources.Folklore("A47", "a SYN to a server in LAST_ACK is answered with a RST, and the connection fails"),
		},
	}
	for _, left := range []tcp.State{tcp.Established, tcp.CloseWait, tcp.LastAck, tcp.FinWait1, tcp.FinWait2} {
		s.Cases = append(s.Cases,
			lab.Observe("the server is in "+left.String()+": segments", func(l *lab.Lab) string {
				reboot(l, left)
				mark := l.Mark()
				l.AgainWithin(10 * time.Second)
				return l.Sent(mark)
			}),
			lab.Observe("the server is in "+left.String()+": connected", func(l *lab.Lab) string {
				reboot(l, left)
				_, how := l.AgainWithin(10 * time.Second)
				return how
			}),
			lab.Observe("the server is in "+left.String()+": states of the old connection", func(l *lab.Lab) string {
				old := reboot(l, left)
				l.AgainWithin(10 * time.Second)
				return l.States(old)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("the server is in ESTABLISHED: the old connection reads", func(l *lab.Lab) string {
			old := reboot(l, tcp.Established)
			l.AgainWithin(10 * time.Second)
			return lab.ReadAll(old)
		}),
		lab.Observe("the server is in CLOSE-WAIT: the old connection reads", func(l *lab.Lab) string {
			old := reboot(l, tcp.CloseWait)
			l.AgainWithin(10 * time.Second)
			return lab.ReadAll(old)
		}),
		lab.Observe("the server is in CLOSE-WAIT: the old connection's first write says", func(l *lab.Lab) string {
			old := reboot(l, tcp.CloseWait)
			l.AgainWithin(10 * time.Second)
			_, err := old.Write([]byte("x"))
			return lab.ErrText(err)
		}),
		lab.Observe("the server reads what the client then writes", func(l *lab.Lab) string {
			_, ln := rebootBefore(l, tcp.Established)
			c := l.ConnectedAgain()
			lab.Got(c.Write([]byte("hello")))
			return l.ReadSoon(lab.Got(ln.AcceptTCP()))
		}),
	)
	return s
}

// reboot is like rebootBefore for cases that accept no connection.
func reboot(l *lab.Lab, left tcp.State) lab.Conn {
	s, _ := rebootBefore(l, left)
	return s
}

// rebootBefore connects the client's port 1500 to the server and returns the server's
// end and listener. The client has crashed and restarted, and the server's end is in
// the given state.
func rebootBefore(l *lab.Lab, left tcp.State) (lab.Conn, lab.Listener) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	d := l.FromPort1500()
	c := lab.Got(d.Dial("tcp4", "server:80"))
	s := lab.Got(ln.AcceptTCP())
	switch left {
	case tcp.CloseWait:
		lab.Must(c.CloseWrite())
	case tcp.LastAck:
		lab.Must(c.CloseWrite())
		lab.Must(l.Client().Crash())
		lab.Must(s.Close())
	case tcp.FinWait1:
		lab.Must(l.Client().Crash())
		lab.Must(s.Close())
	case tcp.FinWait2:
		lab.Must(s.CloseWrite())
	}
	lab.InState(s, left)
	if !l.Client().Down() {
		lab.Must(l.Client().Crash())
	}
	lab.Must(l.Client().Restart())
	return s, ln
}
