package incarnation

import (
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// tuples is N-02: two addresses and two ports identify a connection.
func tuples() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-02",
		Group: "incarnation",
		Title: "Two addresses and two ports identify a connection: one listening port serves many, and one different value makes another connection.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4", "a pair of sockets identifies a connection"),
			sources.Claim("A10", "connections that differ in one address or port are distinct, with and without SO_REUSEADDR"),
			sources.Claim("A61", "one listening port serves any number of connections, which the peer's address and port identify"),
		},
	}
	names := []string{"alice", "bob", "carol"}
	return s.With(
		lab.Observe("3 clients from the same port: what the server reads of each", func(l *lab.Lab) string {
			var out []string
			for i, p := range fromOnePort(l, names) {
				out = append(out, names[i]+": "+l.Hears(p.server))
			}
			return strings.Join(out, "; ")
		}),
		lab.Observe("3 clients from the same port, one resets: states of the server's ends", func(l *lab.Lab) string {
			ends := fromOnePort(l, names)
			l.Abort(ends[1].client)
			var states []string
			for _, e := range ends {
				states = append(states, e.server.State().String())
			}
			return lab.List(states, ", ")
		}),
		lab.Observe("3 clients from the same port, one is in TIME-WAIT: another connects from there", func(l *lab.Lab) string {
			ends := fromOnePort(l, names)
			lab.Got(ends[0].server.Read(make([]byte, 10)))
			l.CloseBoth(ends[0].server, ends[0].client)
			lab.InState(ends[0].server, tcp.TimeWait)
			d := lab.Dialer{Host: l.Net.Host("dave"), LocalAddr: ":1500"}
			_, err := d.Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("one client from one port to two ports of the server", func(l *lab.Lab) string {
			lab.Got(l.Server().Listen("tcp4", ":80"))
			lab.Got(l.Server().Listen("tcp4", ":81"))
			return twice(l, "server:80", "server:81")
		}),
		lab.Observe("one client from one port to two addresses of the server", func(l *lab.Lab) string {
			lab.Got(l.Net.Host("server", lab.Addrs("10.9.0.1", "10.9.0.2")).Listen("tcp4", ":80"))
			return twice(l, "10.9.0.1:80", "10.9.0.2:80")
		}),
		lab.Observe("one client from one port twice to the same port", func(l *lab.Lab) string {
			lab.Got(l.Server().Listen("tcp4", ":80"))
			return twice(l, "server:80", "server:80")
		}),
	)
}

// ends are both ends of a connection.
type ends struct{ client, server lab.Conn }

// fromOnePort connects each host to the server from its port 1500. Each client sends
// its name.
func fromOnePort(l *lab.Lab, hosts []string) (out []ends) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	for _, name := range hosts {
		d := lab.Dialer{Host: l.Net.Host(name), LocalAddr: ":1500", NoKeepAlive: true}
		c := lab.Got(d.Dial("tcp4", "server:80"))
		out = append(out, ends{c, lab.Got(ln.AcceptTCP())})
	}
	for i := range out {
		lab.Got(out[len(out)-1-i].client.Write([]byte(hosts[len(out)-1-i])))
	}
	return out
}

// twice connects from the client's port 1500 to two addresses.
func twice(l *lab.Lab, one, other string) string {
	d := l.FromPort1500()
	_, first := d.Dial("tcp4", one)
	_, second := d.Dial("tcp4", other)
	return lab.Outcome(first) + " and " + lab.Outcome(second)
}
