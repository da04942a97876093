package application

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// manyConnections is the number of connections in C-29.
const manyConnections = 50

// closingFirst is C-29: the active closer has the TIME-WAITs.
func closingFirst() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-29",
		Group: "application",
		Title: "The active closer collects all TIME-WAITs: on a server they take no ports, and its listener still accepts.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "the active closer is in TIME-WAIT"),
			sources.Claim("A49", "many connections in TIME_WAIT on a server mean that the server closes first"),
			sources.Claim("A50", "TIME_WAIT exhausts the ports for new connections"),
			sources.Claim("A17", "TIME_WAIT is on the side that sends the last ACK, and one side suffices"),
			sources.Incident("Faber, Touch and Yue 1999", "TIME-WAIT should be on the clients and not on the busy server"),
		},
	}
	for _, side := range []string{"client", "server"} {
		name := strconv.Itoa(manyConnections) + " connections, the " + side + " closes first: "
		s.Cases = append(s.Cases,
			lab.Observe(name+"in TIME-WAIT on client and server are", func(l *lab.Lab) string {
				manyClosed(l, side)
				return strconv.Itoa(l.Client().Count(tcp.TimeWait)) + " and " + strconv.Itoa(l.Server().Count(tcp.TimeWait))
			}),
			lab.Observe(name+"ports that the client has lost", func(l *lab.Lab) string {
				l.Net.Host("client", lab.PortRange(40000, 40999))
				manyClosed(l, side)
				return strconv.Itoa(1000 - lab.Got(l.Client().FreePorts("server:80")))
			}),
			lab.Observe(name+"one more is accepted and reads", func(l *lab.Lab) string {
				ln := manyClosed(l, side)
				d := lab.Dialer{Host: l.Client(), LocalAddr: ":50000"}
				c := lab.Got(d.Dial("tcp4", "server:80"))
				p := lab.Got(ln.AcceptTCP())
				lab.Got(c.Write([]byte("hello")))
				lab.Must(c.CloseWrite())
				return lab.ReadAll(p)
			}),
		)
	}
	return s.With(lab.Observe("a client with 4 ports, 1ms apart, the server closes first: connected, and in TIME-WAIT on the server are", func(l *lab.Lab) string {
		// Every SYN after the first four reaches a TIME-WAIT on the server and reopens
		// it.
		l.Few(4)
		ln := lab.Got(l.Server().Listen("tcp4", ":80"))
		for range manyConnections {
			c := lab.Got(l.Client().Dial("tcp4", "server:80"))
			l.CloseBoth(lab.Got(ln.AcceptTCP()), c)
			l.Advance(time.Millisecond)
		}
		return strconv.Itoa(manyConnections) + ", " + strconv.Itoa(l.Server().Count(tcp.TimeWait))
	}))
}

// manyClosed connects the client repeatedly, each time from another port. The named
// side closes first. The listener remains open.
func manyClosed(l *lab.Lab, first string) lab.Listener {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	for i := range manyConnections {
		d := lab.Dialer{Host: l.Client(), LocalAddr: ":" + strconv.Itoa(40000+i)}
		c := lab.Got(d.Dial("tcp4", "server:80"))
		p := lab.Got(ln.AcceptTCP())
		if first == "server" {
			c, p = p, c
		}
		l.CloseBoth(c, p)
	}
	return ln
}
