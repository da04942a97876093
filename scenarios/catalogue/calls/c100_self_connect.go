package calls

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// selfConnect is C-100: a socket that connects to its own address and port.
func selfConnect() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-100",
		Group: "self-connect",
		Title: "A socket that connects to its own address and port is connected to itself, also by an ephemeral port without a listener.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5, figure 7, MUST-10", "simultaneous open must be supported"),
			sources.Clause("RFC 9293, section 3.6, figure 13", "a simultaneous close leads both sides to TIME-WAIT"),
		},
	}
	s.Cases = []lab.Case{
		lab.Observe("from port 1500 to port 1500: connect says", func(l *lab.Lab) string {
			_, err := itself(l)
			return lab.Outcome(err)
		}),
		lab.Observe("states of the opening", func(l *lab.Lab) string {
			l.Momentary(tcp.SynReceived)
			c := connectedToItself(l)
			var out []string
			for _, e := range l.Changes(c) {
				out = append(out, e.To.String())
			}
			return lab.List(out, lab.Arrow)
		}),
		lab.Observe("sockets", func(l *lab.Lab) string {
			connectedToItself(l)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("what it writes, it reads", func(l *lab.Lab) string {
			c := connectedToItself(l)
			wrote := lab.Write(c)
			return wrote + ", " + l.ReadSoon(c)
		}),
		lab.Observe("CloseWrite: states", func(l *lab.Lab) string {
			l.Momentary(tcp.Closing)
			c := connectedToItself(l)
			lab.Must(c.CloseWrite())
			l.Advance(time.Second)
			return l.States(c)
		}),
		lab.Observe("write and CloseWrite: read", func(l *lab.Lab) string {
			c := connectedToItself(l)
			lab.Write(c)
			lab.Must(c.CloseWrite())
			return l.ReadSoon(c) + ", then " + l.ReadSoon(c)
		}),
		lab.Observe("Close: sockets 1s later", func(l *lab.Lab) string {
			c := connectedToItself(l)
			lab.Must(c.Close())
			l.Advance(time.Second)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("Close: sockets 70s later", func(l *lab.Lab) string {
			c := connectedToItself(l)
			lab.Must(c.Close())
			l.Advance(70 * time.Second)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("Close with unread data: sockets 1s later", func(l *lab.Lab) string {
			c := connectedToItself(l)
			lab.Write(c)
			lab.Must(c.Close())
			l.Advance(time.Second)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("SO_LINGER 0: sockets then", func(l *lab.Lab) string {
			c := connectedToItself(l)
			l.Abort(c)
			l.Advance(time.Second)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("a Listen on the port: result", func(l *lab.Lab) string {
			connectedToItself(l)
			_, err := l.Client().Listen("tcp4", ":1500")
			return lab.ErrText(err)
		}),
		lab.Observe("the only ephemeral port is the destination, no listener: connect says", func(l *lab.Lab) string {
			client := l.Net.Host("client", lab.PortRange(1500, 1500))
			_, err := client.Dial("tcp4", "client:1500")
			return lab.Outcome(err)
		}),
		lab.Observe("the only ephemeral port is another, no listener: connect says", func(l *lab.Lab) string {
			client := l.Net.Host("client", lab.PortRange(1501, 1501))
			_, err := client.Dial("tcp4", "client:1500")
			return lab.Outcome(err)
		}),
	}
	return s
}

// itself connects a socket of the client to itself.
func itself(l *lab.Lab) (c lab.Conn, err error) {
	d := lab.Dialer{Host: l.Client(), LocalAddr: "client:1500", ReuseAddr: true, NoKeepAlive: true}
	err = l.Net.Await(func() (err error) {
		c, err = d.Dial("tcp4", "client:1500")
		return err
	}, 5*time.Second)
	return c, err
}

// connectedToItself is itself for cases that need the connection.
func connectedToItself(l *lab.Lab) lab.Conn {
	c, err := itself(l)
	if c == nil {
		lab.Require(lab.ErrText(err), tcp.Established.String())
	}
	return lab.InState(c, tcp.Established)
}
