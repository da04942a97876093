package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// These addresses are from a textbook (W. R. Stevens and others, UNIX Network
// Programming, volume 1, section 2.7).
const (
	bookClient = "12.106.32.254"
	bookServer = "206.168.112.219"
	bookPort   = "1500"
)

// ownTuple is C-13: whether a host can reuse the four-tuple of its own TIME-WAIT.
func ownTuple() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-13",
		Group: "incarnation",
		Title: "A host's own TIME-WAIT is in the way of its next connection from the same port to the same address, unless the host knows better.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.1", "OPEN of an existing connection is an error"),
			sources.Claim("A14", "TCP does not start a new incarnation of 12.106.32.254:1500, 206.168.112.219:21 in TIME_WAIT"),
			sources.Claim("A15", "a connection established after TIME_WAIT receives no old duplicates"),
			sources.Incident("envoyproxy/envoy#9595", "all retries of a proxy that keeps the source port fail: address already in use"),
		},
	}
	for _, age := range []time.Duration{0, time.Second, time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("again after "+age.String(), func(l *lab.Lab) string {
			bookIncarnation(l)
			l.Pass(age)
			return bookDial(l, false, bookServer+":21")
		}), lab.Observe("again after "+age.String()+", with SO_REUSEADDR", func(l *lab.Lab) string {
			bookIncarnation(l)
			l.Pass(age)
			return bookDial(l, true, bookServer+":21")
		}))
	}
	for _, reuse := range []bool{false, true} {
		name := "the same port to another port of the server"
		if reuse {
			name += ", with SO_REUSEADDR"
		}
		s.Cases = append(s.Cases, lab.Observe(name, func(l *lab.Lab) string {
			bookIncarnation(l)
			lab.Got(l.Net.Host("server").Listen("tcp4", ":22"))
			return bookDial(l, reuse, bookServer+":22")
		}))
	}
	s.Cases = append(s.Cases, lab.Observe("a port of the system's choice", func(l *lab.Lab) string {
		bookIncarnation(l)
		_, err := l.Net.Host("client").Dial("tcp4", bookServer+":21")
		return lab.Outcome(err)
	}))
	return s
}

// bookIncarnation leaves the textbook's connection in TIME-WAIT on the client. The
// client's sockets have SO_REUSEADDR, so that the connection and not the port is the
// obstacle.
func bookIncarnation(l *lab.Lab) {
	client := l.Net.Host("client", lab.Addrs(bookClient))
	server := l.Net.Host("server", lab.Addrs(bookServer))
	ln := lab.Got(server.Listen("tcp4", ":21"))
	d := lab.Dialer{Host: client, LocalAddr: bookClient + ":" + bookPort, ReuseAddr: true}
	c := lab.Got(d.Dial("tcp4", bookServer+":21"))
	l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
}

// bookDial connects from the textbook's port and returns the result.
func bookDial(l *lab.Lab, reuse bool, address string) string {
	d := lab.Dialer{Host: l.Client(), LocalAddr: bookClient + ":" + bookPort, ReuseAddr: reuse}
	_, err := d.Dial("tcp4", address)
	return lab.Outcome(err)
}
