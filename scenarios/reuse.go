package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// reuse is C-39: net.ipv4.tcp_tw_reuse.
func reuse() Scenario {
	s := Scenario{
		ID:    "C-39",
		Group: "ports",
		Title: "With tcp_tw_reuse a new connection takes over a port in TIME-WAIT after 1 s, if the system chooses the port, and at once without timestamps.",
		Sources: []Source{
			{Claim, "A51", "tcp_tw_reuse needs timestamps, and serves outgoing connections only"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
			{Folklore, "A52", "with timestamps the problem that 2MSL solves no longer exists"},
		},
	}
	modes := []struct {
		name string
		fixture.Reuse
	}{{"tcp_tw_reuse=0", fixture.ReuseNever}, {"tcp_tw_reuse=1", fixture.ReuseAlways}, {"tcp_tw_reuse=2", fixture.ReuseLoopback}}
	for _, mode := range modes {
		for _, address := range []string{"server:80", "127.0.0.1:80"} {
			for _, age := range []time.Duration{0, time.Second - 1, time.Second} {
				s.Cases = append(s.Cases, Case{mode.name + ", to " + address + " again after " + age.String(), func(l *lab) string {
					l.lastPort(mode.Reuse, address)
					l.advance(age)
					_, err := l.client().Dial("tcp4", address)
					return outcome(err)
				}})
			}
		}
	}
	s.Cases = append(s.Cases,
		Case{"tcp_tw_reuse=1, from the port by name, after 1s", func(l *lab) string {
			l.lastPort(fixture.ReuseAlways, "server:80")
			l.advance(time.Second)
			d := fixture.Dialer{Host: l.client(), LocalAddr: ":40000", ReuseAddr: true}
			_, err := d.Dial("tcp4", "server:80")
			return outcome(err)
		}},
		Case{"tcp_tw_reuse=1, to another port of the server, at once", func(l *lab) string {
			l.lastPort(fixture.ReuseAlways, "server:80")
			got(l.server().Listen("tcp4", ":81"))
			_, err := l.client().Dial("tcp4", "server:81")
			return outcome(err)
		}},
		Case{"tcp_tw_reuse=1, the server does not speak timestamps, at once: the server gets", func(l *lab) string {
			// netstack takes a time that it does not know for long ago, and the
			// clock begins at 0.
			client := l.onePort(fixture.ReuseAlways)
			l.advance(time.Minute)
			must(l.net.Peer("server").Listen(80))
			c := got(client.Dial("tcp4", "server:80"))
			p := l.net.Peer("server").Accept(80)
			must(c.Close())
			p.Expect(tcp.FIN | tcp.ACK)
			p.SendFIN()
			p.Expect(tcp.ACK)
			l.net.Go(func() error { _, err := client.Dial("tcp4", "server:80"); return err })
			return l.answer(p)
		}},
		Case{"tcp_tw_reuse=1, with SO_REUSEADDR on both sockets, after 1s", func(l *lab) string {
			d := fixture.Dialer{Host: l.onePort(fixture.ReuseAlways), ReuseAddr: true}
			ln := got(l.server().Listen("tcp4", ":80"))
			c := got(d.Dial("tcp4", "server:80"))
			l.closed(c, got(ln.AcceptTCP()))
			l.advance(time.Second)
			_, err := d.Dial("tcp4", "server:80")
			return outcome(err)
		}},
		Case{"tcp_tw_reuse=1, after 1s: states of the connection that gave way", func(l *lab) string {
			c := l.lastPort(fixture.ReuseAlways, "server:80")
			l.advance(time.Second)
			got(l.client().Dial("tcp4", "server:80"))
			return l.states(c)
		}},
	)
	return s
}

// onePort makes the client, with one ephemeral port.
func (l *lab) onePort(mode fixture.Reuse) *fixture.Host {
	return l.net.Host("client", fixture.PortRange(40000, 40000), fixture.TimeWaitReuse(mode))
}

// lastPort leaves the only ephemeral port of the client in TIME-WAIT, towards an
// address that is the server's or its own.
func (l *lab) lastPort(mode fixture.Reuse, address string) *fixture.Conn {
	client := l.onePort(mode)
	host := l.server()
	if address != "server:80" {
		host = client
	}
	ln := got(host.Listen("tcp4", ":80"))
	c := got(client.Dial("tcp4", address))
	l.closed(c, got(ln.AcceptTCP()))
	return c
}
