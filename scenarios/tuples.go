package scenarios

import (
	"strings"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// tuples is N-02: two addresses and two ports are one connection.
func tuples() Scenario {
	s := Scenario{
		ID:    "N-02",
		Group: "incarnation",
		Title: "Two addresses and two ports name a connection: one port of a listener serves many, and what differs in one of the four is another one.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4", "a connection is identified by its pair of sockets"},
			{Claim, "A10", "connections whose addresses and ports are the same but for one side are told apart, SO_REUSEADDR or not"},
			{Claim, "A61", "one listening port serves any number of connections, told apart by the other side's address and port"},
		},
	}
	names := []string{"alice", "bob", "carol"}
	return s.add(
		Case{"3 clients from the same port: what the server reads of each", func(l *lab) string {
			var out []string
			for i, p := range l.fromOnePort(names) {
				out = append(out, names[i]+": "+l.hears(p.server))
			}
			return strings.Join(out, "; ")
		}},
		Case{"3 clients from the same port, one resets: states of the server's ends", func(l *lab) string {
			ends := l.fromOnePort(names)
			l.abort(ends[1].client)
			var states []string
			for _, e := range ends {
				states = append(states, e.server.State().String())
			}
			return list(states, ", ")
		}},
		Case{"3 clients from the same port, one is in TIME-WAIT: another connects from there", func(l *lab) string {
			ends := l.fromOnePort(names)
			got(ends[0].server.Read(make([]byte, 10)))
			l.closed(ends[0].server, ends[0].client)
			l.expect(ends[0].server, tcp.TimeWait)
			d := fixture.Dialer{Host: l.net.Host("dave"), LocalAddr: ":1500"}
			_, err := d.Dial("tcp4", "server:80")
			return outcome(err)
		}},
		Case{"one client from one port to two ports of the server", func(l *lab) string {
			got(l.server().Listen("tcp4", ":80"))
			got(l.server().Listen("tcp4", ":81"))
			return l.twice("server:80", "server:81")
		}},
		Case{"one client from one port to two addresses of the server", func(l *lab) string {
			got(l.net.Host("server", fixture.Addrs("10.9.0.1", "10.9.0.2")).Listen("tcp4", ":80"))
			return l.twice("10.9.0.1:80", "10.9.0.2:80")
		}},
		Case{"one client from one port twice to the same port", func(l *lab) string {
			got(l.server().Listen("tcp4", ":80"))
			return l.twice("server:80", "server:80")
		}},
	)
}

// ends are both ends of a connection.
type ends struct{ client, server *fixture.Conn }

// fromOnePort has each of the hosts connect to the server from its port 1500 and
// say its name.
func (l *lab) fromOnePort(hosts []string) (out []ends) {
	ln := got(l.server().Listen("tcp4", ":80"))
	for _, name := range hosts {
		d := fixture.Dialer{Host: l.net.Host(name), LocalAddr: ":1500", NoKeepAlive: true}
		c := got(d.Dial("tcp4", "server:80"))
		out = append(out, ends{c, got(ln.AcceptTCP())})
	}
	for i := range out {
		got(out[len(out)-1-i].client.Write([]byte(hosts[len(out)-1-i])))
	}
	return out
}

// twice connects from the client's port 1500 to two addresses.
func (l *lab) twice(one, other string) string {
	d := l.fromPort1500()
	_, first := d.Dial("tcp4", one)
	_, second := d.Dial("tcp4", other)
	return outcome(first) + " and " + outcome(second)
}
