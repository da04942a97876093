package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// manyConnections is how many connections C-29 makes.
const manyConnections = 50

// closingFirst is C-29: the protocol decides where TIME-WAIT is.
func closingFirst() Scenario {
	s := Scenario{
		ID:    "C-29",
		Group: "application",
		Title: "Whoever closes first has all the TIME-WAITs: on a server they take no ports, and its listener goes on accepting.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "the side that closes actively is in TIME-WAIT"},
			{Claim, "A49", "many connections in TIME_WAIT on a server mean that it closes first"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
			{Claim, "A17", "TIME_WAIT is on the side that sends the last ACK, and one side suffices"},
			{Incident, "Faber, Touch and Yue 1999", "TIME-WAIT belongs on the clients and not on the busy server"},
		},
	}
	for _, side := range []string{"client", "server"} {
		name := strconv.Itoa(manyConnections) + " connections, the " + side + " closes first: "
		s.Cases = append(s.Cases,
			Case{name + "in TIME-WAIT on client and server are", func(l *lab) string {
				l.manyClosed(side)
				return strconv.Itoa(l.client().Count(tcp.TimeWait)) + " and " + strconv.Itoa(l.server().Count(tcp.TimeWait))
			}},
			Case{name + "ports that the client has lost", func(l *lab) string {
				l.net.Host("client", fixture.PortRange(40000, 40999))
				l.manyClosed(side)
				return strconv.Itoa(1000 - got(l.client().FreePorts("server:80")))
			}},
			Case{name + "one more is accepted and reads", func(l *lab) string {
				ln := l.manyClosed(side)
				d := fixture.Dialer{Host: l.client(), LocalAddr: ":50000"}
				c := got(d.Dial("tcp4", "server:80"))
				p := got(ln.AcceptTCP())
				got(c.Write([]byte("hello")))
				must(c.CloseWrite())
				return read(p)
			}},
		)
	}
	return s.add(Case{"a client with 4 ports, 1ms apart, the server closes first: connected, and in TIME-WAIT on the server are", func(l *lab) string {
		// Each SYN but the first four finds a TIME-WAIT on the server, and reopens it.
		l.few(4)
		ln := got(l.server().Listen("tcp4", ":80"))
		for range manyConnections {
			c := got(l.client().Dial("tcp4", "server:80"))
			l.closed(got(ln.AcceptTCP()), c)
			l.advance(time.Millisecond)
		}
		return strconv.Itoa(manyConnections) + ", " + strconv.Itoa(l.server().Count(tcp.TimeWait))
	}})
}

// manyClosed has the client connect many times, each time from another port; the
// named side closes first. The listener is left open.
func (l *lab) manyClosed(first string) *fixture.Listener {
	ln := got(l.server().Listen("tcp4", ":80"))
	for i := range manyConnections {
		d := fixture.Dialer{Host: l.client(), LocalAddr: ":" + strconv.Itoa(40000+i)}
		c := got(d.Dial("tcp4", "server:80"))
		p := got(ln.AcceptTCP())
		if first == "server" {
			c, p = p, c
		}
		l.closed(c, p)
	}
	return ln
}

// timeWaits are how many connections the named hosts have in TIME-WAIT.
func (l *lab) timeWaits(hosts ...string) string {
	var out []string
	for _, name := range hosts {
		out = append(out, strconv.Itoa(l.net.Host(name).Count(tcp.TimeWait)))
	}
	return list(out, ", ")
}
