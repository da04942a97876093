package scenarios

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// firstCloser is C-29: a protocol decides who has the TIME-WAITs of its
// connections.
func firstCloser() Scenario {
	s := Scenario{
		ID:    "C-29",
		Group: "application",
		Title: "Whoever closes first has the TIME-WAIT of every connection; a server that has them all still accepts, a client that has them runs out of ports.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Claim, "A49", "many connections in TIME_WAIT on a server mean that it closes first"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
		},
		says: firstCloserExpected(),
	}
	const n = ephemeral - 10
	for _, x := range []struct {
		name  string
		close func(l *lab, client, server *fixture.Conn)
	}{
		{"client closes first", func(l *lab, client, server *fixture.Conn) { l.closed(client, server) }},
		{"server closes first", func(l *lab, client, server *fixture.Conn) { l.closed(server, client) }},
		{"both close at once", func(l *lab, client, server *fixture.Conn) {
			must(l.net.Link("client", "server").SetLatency(time.Millisecond))
			l.closed(client, server)
			l.advance(2 * time.Millisecond)
			must(l.net.Link("client", "server").SetLatency(0))
		}},
	} {
		connections := func(l *lab) fewPorts {
			f := l.fewPorts()
			for k := range n {
				// From ports that differ, which those of the system's choice need not do.
				d := fixture.Dialer{Host: l.client(), LocalAddr: fmt.Sprint(":", 40000+k), NoKeepAlive: true}
				c := got(d.Dial("tcp4", "server:80"))
				x.close(l, c, got(f.ln.AcceptTCP()))
			}
			l.advance(time.Second)
			return f
		}
		name := fmt.Sprintf("%d connections, %s: ", n, x.name)
		s.Cases = append(s.Cases,
			Case{name + "in TIME-WAIT on client and server", func(l *lab) string {
				connections(l)
				return fmt.Sprintf("%d and %d", l.client().Count(fixture.TimeWait), l.server().Count(fixture.TimeWait))
			}},
			Case{name + "free ports of the client", func(l *lab) string {
				connections(l)
				return fmt.Sprint(got(l.client().FreePorts("server:80")))
			}},
			Case{name + "another host connects", func(l *lab) string {
				connections(l)
				return l.dials(l.net.Host("another"), "server:80")
			}},
			Case{name + "connects of the client until one is refused", func(l *lab) string {
				return connections(l).usedUp()
			}},
		)
	}
	return s
}
