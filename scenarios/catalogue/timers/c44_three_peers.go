package timers

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// threePeers is C-44: keep-alives to a live, a rebooted and a dead peer.
func threePeers() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-44",
		Group: "keep-alive",
		Title: "Keep-alives distinguish a live peer from a rebooted and a dead one, and survive the loss of a probe.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.4, MUST-29", "one unanswered keep-alive does not mean that the peer is dead"),
			sources.Clause("RFC 9293, section 3.5.1", "a segment for a connection that does not exist is answered with a RST"),
			sources.Claim("A57", "a keep-alive finds that a peer is alive, rebooted or dead"),
		},
	}
	for _, x := range []struct {
		name string
		peer func(*lab.Lab)
	}{
		{"alive", func(*lab.Lab) {}},
		{"rebooted", func(l *lab.Lab) { lab.Must(l.Server().Crash()); lab.Must(l.Server().Restart()) }},
		{"dead", func(l *lab.Lab) { lab.Must(l.Server().Crash()) }},
		{"cut off for a minute", func(l *lab.Lab) {
			link := l.Net.Link("client", "server")
			lab.Must(link.Partition())
			l.Advance(time.Minute)
			lab.Must(link.Heal())
		}},
		{"cut off for 35s", func(l *lab.Lab) {
			link := l.Net.Link("client", "server")
			lab.Must(link.Partition())
			l.Advance(35 * time.Second)
			lab.Must(link.Heal())
		}},
		{"alive, of every two segments to it one is lost", func(l *lab.Lab) {
			for n := 1; n < 50; n += 2 {
				lab.Must(l.Net.On(timeline.To("server")).Nth(n).Drop().Err())
			}
		}},
		{"alive, the first two answers are lost", func(l *lab.Lab) {
			lab.Must(l.Net.On(timeline.To("client")).Times(2).Drop().Err())
		}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe(x.name+": read says after 5 minutes", func(l *lab.Lab) string {
				c := idle(l)
				r := l.Reads(c)
				x.peer(l)
				l.Outlast(5*time.Minute, r.Done)
				return lab.Ended(r)
			}),
			lab.Observe(x.name+": the first minute's segments", func(l *lab.Lab) string {
				idle(l)
				mark := l.Mark()
				x.peer(l)
				l.PassTo(time.Minute) // some peers have let time pass
				return l.Sent(mark)
			}),
		)
	}
	return s.With(
		lab.Observe("data arrives between probes: the next probe is, after the data", func(l *lab.Lab) string {
			c, p := idleBoth(l)
			l.Advance(15 * time.Second)
			lab.Got(p.Write([]byte("x")))
			lab.Got(c.Read(make([]byte, 1)))
			mark := l.Mark()
			l.Advance(45 * time.Second)
			return l.SentWhen("client", mark)
		}),
	)
}

// idle connects with keep-alives only on the client's side: after 20 s, every 10 s, 3
// probes.
func idle(l *lab.Lab) lab.Conn {
	c, _ := idleBoth(l)
	return c
}

func idleBoth(l *lab.Lab) (client, server lab.Conn) {
	lc := lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}
	ln := lab.Got(lc.Listen("tcp4", ":80"))
	d := lab.Dialer{Host: l.Client(), KeepAlive: net.KeepAliveConfig{Enable: true, Idle: 20 * time.Second, Interval: 10 * time.Second, Count: 3}}
	client = lab.Got(d.Dial("tcp4", "server:80"))
	return client, lab.Got(ln.AcceptTCP())
}
