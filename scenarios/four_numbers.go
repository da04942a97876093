package scenarios

import (
	"fmt"

	"github.com/twcheck/twcheck/fixture"
)

// fourNumbers is C-82: what a connection is known by.
func fourNumbers() Scenario {
	s := Scenario{
		ID:    "C-82",
		Group: "stream",
		Title: "A connection is known by both addresses and both ports: a listening port serves all that differ in one of them.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.1", "OPEN of a connection that exists is an error"},
			{Claim, "A61", "one listening port serves any number of connections, told apart by the other side's address and port"},
			{Claim, "A10", "connections whose addresses and ports are the same but for one side are told apart, SO_REUSEADDR or not"},
		},
		says: fourNumbersExpected(),
	}
	s.Cases = []Case{
		{"what each writes is read by", func(l *lab) string {
			clients, servers := l.lookAlikes()
			for i, c := range clients {
				got(fmt.Fprint(c, i))
			}
			var out []string
			for i, s := range servers {
				out = append(out, fmt.Sprintf("%d by %d", i, l.digit(s)))
			}
			return list(out, ", ")
		}},
		{"one is reset: states of all", func(l *lab) string {
			clients, servers := l.lookAlikes()
			l.abort(clients[0])
			var out []string
			for _, s := range servers {
				out = append(out, s.State().String())
			}
			return list(tally(out), ", ")
		}},
		{"one is in TIME-WAIT on the server: what the others write is read by", func(l *lab) string {
			clients, servers := l.lookAlikes()
			l.closed(servers[0], clients[0])
			var out []string
			for i, c := range clients[1:] {
				got(fmt.Fprint(c, i+1))
				out = append(out, fmt.Sprintf("%d by %d", i+1, l.digit(servers[i+1])))
			}
			return list(out, ", ")
		}},
	}
	for _, reuse := range []bool{false, true} {
		name := "the same four numbers again"
		if reuse {
			name += ", with SO_REUSEADDR"
		}
		s.Cases = append(s.Cases, Case{name, func(l *lab) string {
			l.lookAlikes()
			_, err := (&fixture.Dialer{Host: l.client(), LocalAddr: "10.1.0.1:1500", ReuseAddr: reuse}).Dial("tcp4", "server:80")
			return connected(err)
		}})
	}
	return s
}

// lookAlikes connects to port 80 of the server, in this order: the client from
// port 1500, the client from port 1501, the client from port 1500 and another of
// its addresses, and another host from port 1500; and the client from port 1500 to
// another address of the server.
func (l *lab) lookAlikes() (clients, servers []*fixture.Conn) {
	server := l.net.Host("server", fixture.Addrs("10.1.0.80", "10.1.0.81"))
	client := l.net.Host("client", fixture.Addrs("10.1.0.1", "10.1.0.2"))
	another := l.net.Host("another", fixture.Addrs("10.1.0.3"))
	ln := got(server.Listen("tcp4", ":80"))
	for _, x := range []struct {
		host          *fixture.Host
		local, remote string
	}{
		{client, "10.1.0.1:1500", "10.1.0.80:80"},
		{client, "10.1.0.1:1501", "10.1.0.80:80"},
		{client, "10.1.0.2:1500", "10.1.0.80:80"},
		{another, "10.1.0.3:1500", "10.1.0.80:80"},
		{client, "10.1.0.1:1500", "10.1.0.81:80"},
	} {
		d := fixture.Dialer{Host: x.host, LocalAddr: x.local, ReuseAddr: true, NoKeepAlive: true}
		clients = append(clients, got(d.Dial("tcp4", x.remote)))
		servers = append(servers, got(ln.AcceptTCP()))
	}
	return clients, servers
}

// digit reads one.
func (l *lab) digit(c *fixture.Conn) int {
	b := []byte{0}
	got(c.Read(b))
	return int(b[0] - '0')
}
