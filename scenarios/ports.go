package scenarios

import (
	"errors"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// ephemeralPorts is C-07: as many connections to one destination as there are
// ports.
func ephemeralPorts() Scenario {
	s := Scenario{
		ID:    "C-07",
		Group: "ports",
		Title: "Each port in TIME-WAIT is one connection less to that destination, until none is left; the first comes back when the first TIME-WAIT ends.",
		Sources: []Source{
			{Clause, "RFC 6056, section 3.3.1", "an ephemeral port is chosen out of a range, and the next one tried where it is in use"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
			{Incident, "golang/go#16012", "a client that opens a connection for each request runs out of ports"},
			{Incident, "varnishcache/varnish-cache#2622", "EADDRNOTAVAIL makes probes give up, and a site is down"},
		},
	}
	for _, ports := range []int{1, 4, 16, 64} {
		s.Cases = append(s.Cases, Case{strconv.Itoa(ports) + " ports, 2 dials more than that at once", func(l *lab) string {
			return strings.Join(tally(l.dialAndClose(l.few(ports), ports+2)), ", ")
		}})
	}
	for _, age := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, Case{"4 ports, dials at 0s, 10s, 20s and 30s, two more at " + age.String(), func(l *lab) string {
			client := l.few(4)
			for range 4 {
				l.dialAndClose(client, 1)
				l.advance(10 * time.Second)
			}
			l.advance(age - l.net.Elapsed())
			return list(l.dialAndClose(client, 2), ", ")
		}})
	}
	for _, ports := range []int{5, 6} {
		s.Cases = append(s.Cases, Case{strconv.Itoa(ports) + " ports, a dial every 10s for 10 minutes", func(l *lab) string {
			client := l.few(ports)
			var out []string
			for range 60 {
				out = append(out, l.dialAndClose(client, 1)...)
				l.advance(10 * time.Second)
			}
			return list(tally(out), ", ")
		}})
	}
	others := []struct{ name, address string }{
		{"another port of the server", "server:81"}, {"another server", "other:80"},
	}
	for _, o := range others {
		s.Cases = append(s.Cases, Case{"no port is left, to " + o.name, func(l *lab) string {
			client := l.few(4)
			l.dialAndClose(client, 4)
			got(l.server().Listen("tcp4", ":81"))
			got(l.net.Host("other").Listen("tcp4", ":80"))
			_, err := client.Dial("tcp4", o.address)
			return outcome(err)
		}})
	}
	ways := []struct {
		name string
		end  func(*lab, *fixture.Conn, *fixture.Conn)
	}{
		{"the server closes first", func(l *lab, c, p *fixture.Conn) {
			l.closed(p, c)
			l.advance(time.Millisecond) // the next SYN may go to its TIME-WAIT, and has to be newer
		}},
		{"SO_LINGER of 0", func(l *lab, c, p *fixture.Conn) { l.abort(c) }},
		{"nobody closes", func(*lab, *fixture.Conn, *fixture.Conn) {}},
	}
	for _, w := range ways {
		s.Cases = append(s.Cases, Case{"4 ports, 6 dials, " + w.name, func(l *lab) string {
			return list(tally(l.dialAndEnd(l.few(4), 6, w.end)), ", ")
		}})
	}
	return s.add(
		Case{"4 ports, free towards the server and towards another after 3 dials", func(l *lab) string {
			client := l.few(4)
			l.dialAndClose(client, 3)
			l.net.Host("other")
			return strconv.Itoa(got(client.FreePorts("server:80"))) + " and " + strconv.Itoa(got(client.FreePorts("other:80")))
		}},
		Case{"the whole range, free after 3 dials", func(l *lab) string {
			l.dialAndClose(l.client(), 3)
			return strconv.Itoa(got(l.client().FreePorts("server:80")))
		}},
		Case{"no port is left: the error is EADDRNOTAVAIL, temporary or a time-out", func(l *lab) string {
			client := l.few(1)
			l.dialAndClose(client, 1)
			_, err := client.Dial("tcp4", "server:80")
			var no syscall.Errno
			if !errors.As(err, &no) {
				return "no error number"
			}
			return yesNo(no == syscall.EADDRNOTAVAIL) + ", " + yesNo(no.Temporary()) + ", " + yesNo(no.Timeout())
		}},
	)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// few makes the client, with some ephemeral ports.
func (l *lab) few(ports int) *fixture.Host {
	return l.net.Host("client", fixture.PortRange(40000, 40000+ports-1))
}

// dialAndClose connects to the server n times, each time closing first, and says
// what came of each.
func (l *lab) dialAndClose(client *fixture.Host, n int) []string {
	return l.dialAndEnd(client, n, (*lab).closed)
}

// dialAndEnd connects to the server n times, ends each connection, and says what
// came of each attempt.
func (l *lab) dialAndEnd(client *fixture.Host, n int, end func(*lab, *fixture.Conn, *fixture.Conn)) []string {
	ln := got(l.server().Listen("tcp4", ":80"))
	var out []string
	for range n {
		c, err := client.Dial("tcp4", "server:80")
		if err == nil {
			end(l, c, got(ln.AcceptTCP()))
		}
		out = append(out, outcome(err))
	}
	must(ln.Close())
	return out
}
