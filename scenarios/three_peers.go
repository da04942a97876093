package scenarios

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// threePeers is C-44: what keep-alives find.
func threePeers() Scenario {
	s := Scenario{
		ID:    "C-44",
		Group: "keep-alive",
		Title: "A keep-alive tells a peer that is alive from one that has rebooted and one that is gone, and may be lost.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.4, MUST-29", "a single keep-alive without an answer does not mean that the peer is dead"},
			{Clause, "RFC 9293, section 3.5.1", "a segment for a connection that does not exist is answered with a RST"},
			{Claim, "A57", "a keep-alive finds a peer alive, rebooted or dead"},
		},
	}
	for _, x := range []struct {
		name string
		peer func(*lab)
	}{
		{"alive", func(*lab) {}},
		{"rebooted", func(l *lab) { must(l.server().Crash()); must(l.server().Restart()) }},
		{"dead", func(l *lab) { must(l.server().Crash()) }},
		{"cut off for a minute", func(l *lab) {
			link := l.net.Link("client", "server")
			must(link.Partition())
			l.advance(time.Minute)
			must(link.Heal())
		}},
		{"cut off for 35s", func(l *lab) {
			link := l.net.Link("client", "server")
			must(link.Partition())
			l.advance(35 * time.Second)
			must(link.Heal())
		}},
		{"alive, of every two segments to it one is lost", func(l *lab) {
			for n := 1; n < 50; n += 2 {
				must(l.net.On(fixture.To("server")).Nth(n).Drop().Err())
			}
		}},
		{"alive, the first two answers are lost", func(l *lab) {
			must(l.net.On(fixture.To("client")).Times(2).Drop().Err())
		}},
	} {
		s.Cases = append(s.Cases,
			Case{x.name + ": read says after 5 minutes", func(l *lab) string {
				c := l.idle()
				r := l.reads(c)
				x.peer(l)
				l.advance(5 * time.Minute)
				return ended(r)
			}},
			Case{x.name + ": the first minute's segments", func(l *lab) string {
				l.idle()
				mark := l.mark()
				x.peer(l)
				l.advance(time.Minute - l.net.Elapsed()) // some peers have let time pass
				return l.sent(mark)
			}},
		)
	}
	return s.add(
		Case{"data arrives between probes: the next probe is, after the data", func(l *lab) string {
			c, p := l.idleBoth()
			l.advance(15 * time.Second)
			got(p.Write([]byte("x")))
			got(c.Read(make([]byte, 1)))
			mark := l.mark()
			l.advance(45 * time.Second)
			return l.sentWhen("client", mark)
		}},
	)
}

// idle connects with keep-alives on the client's side only: after 20 s, every
// 10 s, 3 of them.
func (l *lab) idle() *fixture.Conn {
	c, _ := l.idleBoth()
	return c
}

func (l *lab) idleBoth() (client, server *fixture.Conn) {
	lc := fixture.ListenConfig{Host: l.server(), NoKeepAlive: true}
	ln := got(lc.Listen("tcp4", ":80"))
	d := fixture.Dialer{Host: l.client(), KeepAlive: net.KeepAliveConfig{Enable: true, Idle: 20 * time.Second, Interval: 10 * time.Second, Count: 3}}
	client = got(d.Dial("tcp4", "server:80"))
	return client, got(ln.AcceptTCP())
}
