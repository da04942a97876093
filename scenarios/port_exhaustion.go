package scenarios

import (
	"fmt"
	"net"
	"slices"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// ephemeral is how many ephemeral ports the client of C-07, C-29 and C-78 has. With the
// 28,232 that Linux has by default everything is the same and takes longer.
const ephemeral = 30

// portExhaustion is C-07: no port is left towards a destination.
func portExhaustion() Scenario {
	s := Scenario{
		ID:    "C-07",
		Group: "ports",
		Title: "When all ephemeral ports are in TIME-WAIT towards a destination connect is refused at once, there only, until the first of them is free.",
		Sources: []Source{
			{Clause, "RFC 6056, section 3.3.1", "an ephemeral port is taken at random, and the next one if it is in use"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
			{Incident, "haproxy/haproxy#560", "health checks that close with a RST, so as to keep no ports"},
		},
		says: portExhaustionExpected(),
	}
	s.Cases = []Case{
		{"connects until one is refused", func(l *lab) string {
			return l.fewPorts().usedUp()
		}},
		{"ports that they have", func(l *lab) string {
			f := l.fewPorts()
			var ports []uint16
			for range ephemeral {
				c, s := f.connected()
				ports = append(ports, c.LocalAddr().(*net.TCPAddr).AddrPort().Port())
				l.closed(c, s)
			}
			order := "in order"
			if !slices.IsSorted(ports) {
				order = "not in order"
			}
			slices.Sort(ports)
			return fmt.Sprintf("%d to %d, %d different, %s", ports[0], ports[len(ports)-1], len(slices.Compact(ports)), order)
		}},
		{"free ports towards the server", func(l *lab) string {
			l.fewPorts().usedUp()
			return fmt.Sprint(got(l.client().FreePorts("server:80")))
		}},
		{"connect to another port of the server", func(l *lab) string {
			l.fewPorts().usedUp()
			got(l.server().Listen("tcp4", ":81"))
			return l.dials(l.client(), "server:81")
		}},
		{"connect to another host", func(l *lab) string {
			l.fewPorts().usedUp()
			got(l.net.Host("another").Listen("tcp4", ":80"))
			return l.dials(l.client(), "another:80")
		}},
		{"connect from a port outside of the range", func(l *lab) string {
			l.fewPorts().usedUp()
			_, err := (&fixture.Dialer{Host: l.client(), LocalAddr: ":1500"}).Dial("tcp4", "server:80")
			return connected(err)
		}},
		{"another host connects", func(l *lab) string {
			l.fewPorts().usedUp()
			return l.dials(l.net.Host("another"), "server:80")
		}},
		{"connect 59.999999999s after the first close", func(l *lab) string {
			l.fewPorts().usedUp()
			l.advance(time.Minute - 1)
			return l.dials(l.client(), "server:80")
		}},
		{"connect 1m0s after the first close", func(l *lab) string {
			l.fewPorts().usedUp()
			l.advance(time.Minute)
			return l.dials(l.client(), "server:80")
		}},
		{"closed 1s apart, connects 1m2s after the first close until one is refused", func(l *lab) string {
			f := l.fewPorts()
			for range ephemeral {
				l.closed(f.connected())
				l.advance(time.Second)
			}
			l.advance(62*time.Second - l.net.Elapsed())
			return f.usedUp()
		}},
	}
	for _, x := range []struct {
		name  string
		close func(l *lab, c, s *fixture.Conn)
	}{
		{"the client closes first", func(l *lab, c, s *fixture.Conn) { l.closed(c, s) }},
		{"the server closes first", func(l *lab, c, s *fixture.Conn) { l.closed(s, c) }},
		{"the client closes with SO_LINGER 0", func(l *lab, c, s *fixture.Conn) { must(c.SetLinger(0)); l.closed(c, s) }},
	} {
		s.Cases = append(s.Cases, Case{x.name + ": free ports after 20 connections", func(l *lab) string {
			f := l.fewPorts()
			for range 20 {
				c, s := f.connected()
				x.close(l, c, s)
				l.advance(time.Millisecond) // a port that is taken again has higher numbers
			}
			return fmt.Sprint(got(l.client().FreePorts("server:80")))
		}})
	}
	return s
}

// fewPorts are the ephemeral ports of a client that connects to a server.
type fewPorts struct {
	*lab
	ln *fixture.Listener
}

// fewPorts makes the server, which listens, and a client with few ports.
func (l *lab) fewPorts(options ...fixture.HostOption) fewPorts {
	l.net.Host("client", append(options, fixture.PortRange(40000, 40000+ephemeral-1), fixture.TimeWaitReuse(fixture.ReuseNever))...)
	return fewPorts{l, got((&fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}).Listen("tcp4", ":80"))}
}

// connect connects the client to the server from any port.
func (f fewPorts) connect() (client, server *fixture.Conn, err error) {
	client, err = (&fixture.Dialer{Host: f.client(), NoKeepAlive: true}).Dial("tcp4", "server:80")
	if err != nil {
		return nil, nil, err
	}
	return client, got(f.ln.AcceptTCP()), nil
}

// connected is connect for stories in which there is a port.
func (f fewPorts) connected() (client, server *fixture.Conn) {
	client, server, err := f.connect()
	must(err)
	return client, server
}

// usedUp connects and closes, the client first, until there is no port for it,
// and says how often there was one.
func (f fewPorts) usedUp() string {
	for n := range 10 * ephemeral {
		c, s, err := f.connect()
		if err != nil {
			return fmt.Sprintf("%d, then %s", n, errText(err))
		}
		f.closed(c, s)
	}
	return "none is refused"
}

// dials says what comes of a connect.
func (l *lab) dials(h *fixture.Host, address string) string {
	_, err := h.Dial("tcp4", address)
	return connected(err)
}

func connected(err error) string {
	if err != nil {
		return errText(err)
	}
	return opened
}
