package ports

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// reuse is C-39: net.ipv4.tcp_tw_reuse.
func reuse() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-39",
		Group: "ports",
		Title: "With tcp_tw_reuse an automatically chosen port in TIME-WAIT is reusable after 1 s, or at once without timestamps.",
		Sources: []sources.Source{
			sources.Claim("A51", "tcp_tw_reuse requires timestamps and applies only to outgoing connections"),
			sources.Claim("A50", "TIME_WAIT exhausts the ports for new connections"),
			sources.Folklore("A52", "timestamps make 2MSL unnecessary"),
		},
	}
	modes := []struct {
		name string
		fixture.Reuse
	}{{"tcp_tw_reuse=0", fixture.ReuseNever}, {"tcp_tw_reuse=1", fixture.ReuseAlways}, {"tcp_tw_reuse=2", fixture.ReuseLoopback}}
	for _, mode := range modes {
		for _, address := range []string{"server:80", "127.0.0.1:80"} {
			for _, age := range []time.Duration{0, time.Second - 1, time.Second} {
				s.Cases = append(s.Cases, lab.Observe(mode.name+", to "+address+" again after "+age.String(), func(l *lab.Lab) string {
					lastPort(l, mode.Reuse, address)
					l.Pass(age)
					_, err := l.Client().Dial("tcp4", address)
					return lab.Outcome(err)
				}))
			}
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("tcp_tw_reuse=1, from the port by name, after 1s", func(l *lab.Lab) string {
			lastPort(l, fixture.ReuseAlways, "server:80")
			l.Pass(time.Second)
			d := lab.Dialer{Host: l.Client(), LocalAddr: ":40000", ReuseAddr: true}
			_, err := d.Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("tcp_tw_reuse=1, to another port of the server, at once", func(l *lab.Lab) string {
			lastPort(l, fixture.ReuseAlways, "server:80")
			lab.Got(l.Server().Listen("tcp4", ":81"))
			_, err := l.Client().Dial("tcp4", "server:81")
			return lab.Outcome(err)
		}),
		lab.Observe("tcp_tw_reuse=1, the server does not speak timestamps, at once: the server gets", func(l *lab.Lab) string {
			// netstack treats an unknown time as long ago, and the clock starts at 0.
			client := onePort(l, fixture.ReuseAlways)
			l.Advance(time.Minute)
			lab.Must(l.Peer("server").Listen(80))
			c := lab.Got(client.Dial("tcp4", "server:80"))
			p := l.Peer("server").Accept(80)
			lab.Must(c.Close())
			p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
			p.SendFIN()
			p.Expect(timeline.ExactFlags(tcp.ACK))
			l.Net.Go(func() error { _, err := client.Dial("tcp4", "server:80"); return err })
			return l.Answer(p)
		}),
		lab.Observe("tcp_tw_reuse=1, with SO_REUSEADDR on both sockets, after 1s", func(l *lab.Lab) string {
			d := lab.Dialer{Host: onePort(l, fixture.ReuseAlways), ReuseAddr: true}
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			c := lab.Got(d.Dial("tcp4", "server:80"))
			l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
			l.Pass(time.Second)
			_, err := d.Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("tcp_tw_reuse=1, after 1s: states of the connection that gave way", func(l *lab.Lab) string {
			c := lastPort(l, fixture.ReuseAlways, "server:80")
			l.Pass(time.Second)
			lab.Got(l.Client().Dial("tcp4", "server:80"))
			return l.States(c)
		}),
	)
	return s
}

// onePort creates the client with one ephemeral port.
func onePort(l *lab.Lab, mode fixture.Reuse) lab.Host {
	return l.Net.Host("client", lab.PortRange(40000, 40000), lab.TimeWaitReuse(mode))
}

// lastPort leaves the client's only ephemeral port in TIME-WAIT, towards an address of
// the server or of the client itself.
func lastPort(l *lab.Lab, mode fixture.Reuse, address string) lab.Conn {
	client := onePort(l, mode)
	host := l.Server()
	if address != "server:80" {
		host = client
	}
	ln := lab.Got(host.Listen("tcp4", ":80"))
	c := lab.Got(client.Dial("tcp4", address))
	l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
	return c
}
