package ports

import (
	"errors"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// ephemeralPorts is C-07: one connection to a destination per port.
func ephemeralPorts() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-07",
		Group: "ports",
		Title: "EADDRNOTAVAIL: each TIME-WAIT holds a port towards one destination until none is left; the first one returns after 2 MSL.",
		Sources: []sources.Source{
			sources.Clause("RFC 6056, section 3.3.1", "an ephemeral port comes from a range; if it is in use, the next one is tried"),
			sources.Claim("A50", "TIME_WAIT exhausts the ports for new connections"),
			sources.Incident("golang/go#16012", "a client with one connection per request runs out of ports"),
			sources.Incident("varnishcache/varnish-cache#2622", "probes give up with EADDRNOTAVAIL, and a site is down"),
		},
	}
	for _, ports := range []int{1, 4, 16, 64} {
		s.Cases = append(s.Cases, lab.Observe(strconv.Itoa(ports)+" ports, 2 dials more than that at once", func(l *lab.Lab) string {
			return strings.Join(lab.Tally(dialAndClose(l, l.Few(ports), ports+2)), ", ")
		}))
	}
	for _, age := range []time.Duration{time.Minute - 1, time.Minute} {
		s.Cases = append(s.Cases, lab.Observe("4 ports, dials at 0s, 10s, 20s and 30s, two more at "+age.String(), func(l *lab.Lab) string {
			client := l.Few(4)
			for range 4 {
				dialAndClose(l, client, 1)
				l.Advance(10 * time.Second)
			}
			l.PassTo(age)
			return lab.List(dialAndClose(l, client, 2), ", ")
		}))
	}
	for _, ports := range []int{5, 6} {
		s.Cases = append(s.Cases, lab.Observe(strconv.Itoa(ports)+" ports, a dial every 10s for 10 minutes", func(l *lab.Lab) string {
			client := l.Few(ports)
			var out []string
			for range 60 {
				out = append(out, dialAndClose(l, client, 1)...)
				l.Advance(10 * time.Second)
			}
			return lab.List(lab.Tally(out), ", ")
		}))
	}
	others := []struct{ name, address string }{
		{"another port of the server", "server:81"}, {"another server", "other:80"},
	}
	for _, o := range others {
		s.Cases = append(s.Cases, lab.Observe("no port is left, to "+o.name, func(l *lab.Lab) string {
			client := l.Few(4)
			dialAndClose(l, client, 4)
			lab.Got(l.Server().Listen("tcp4", ":81"))
			lab.Got(l.Net.Host("other").Listen("tcp4", ":80"))
			_, err := client.Dial("tcp4", o.address)
			return lab.Outcome(err)
		}))
	}
	ways := []struct {
		name string
		end  func(*lab.Lab, lab.Conn, lab.Conn)
	}{
		{"the server closes first", func(l *lab.Lab, c, p lab.Conn) {
			l.CloseBoth(p, c)
			l.Advance(time.Millisecond) // the next SYN may go to its TIME-WAIT, and has to be newer
		}},
		{"SO_LINGER of 0", func(l *lab.Lab, c, p lab.Conn) { l.Abort(c) }},
		{"nobody closes", func(*lab.Lab, lab.Conn, lab.Conn) {}},
	}
	for _, w := range ways {
		s.Cases = append(s.Cases, lab.Observe("4 ports, 6 dials, "+w.name, func(l *lab.Lab) string {
			return lab.List(lab.Tally(dialAndEnd(l, l.Few(4), 6, w.end)), ", ")
		}))
	}
	return s.With(
		lab.Observe("4 ports, free towards the server and towards another after 3 dials", func(l *lab.Lab) string {
			client := l.Few(4)
			dialAndClose(l, client, 3)
			l.Net.Host("other")
			return strconv.Itoa(lab.Got(client.FreePorts("server:80"))) + " and " + strconv.Itoa(lab.Got(client.FreePorts("other:80")))
		}),
		lab.Observe("the whole range, free after 3 dials", func(l *lab.Lab) string {
			dialAndClose(l, l.Client(), 3)
			return strconv.Itoa(lab.Got(l.Client().FreePorts("server:80")))
		}),
		lab.Observe("no port is left: the error is EADDRNOTAVAIL, temporary or a time-out", func(l *lab.Lab) string {
			client := l.Few(1)
			dialAndClose(l, client, 1)
			_, err := client.Dial("tcp4", "server:80")
			var no syscall.Errno
			if !errors.As(err, &no) {
				return "no error number"
			}
			return yesNo(no == syscall.EADDRNOTAVAIL) + ", " + yesNo(no.Temporary()) + ", " + yesNo(no.Timeout())
		}),
	)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// dialAndClose connects to the server n times, closes the client first each time, and
// returns the results.
func dialAndClose(l *lab.Lab, client lab.Host, n int) []string {
	return dialAndEnd(l, client, n, (*lab.Lab).CloseBoth)
}

// dialAndEnd connects to the server n times, ends each connection, and returns the
// results of the attempts.
func dialAndEnd(l *lab.Lab, client lab.Host, n int, end func(*lab.Lab, lab.Conn, lab.Conn)) []string {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	var out []string
	for range n {
		c, err := client.Dial("tcp4", "server:80")
		if err == nil {
			end(l, c, lab.Got(ln.AcceptTCP()))
		}
		out = append(out, lab.Outcome(err))
	}
	lab.Must(ln.Close())
	return out
}
