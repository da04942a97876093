package scenarios

import (
	"fmt"
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// deadIdlePeer is C-43: keep-alives and a peer that has vanished.
func deadIdlePeer() Scenario {
	s := Scenario{
		ID:    "C-43",
		Group: "keep-alive",
		Title: "Keep-alives find that an idle peer has vanished after idle time plus count times interval, and no RST is sent.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.4, MUST-25, MUST-28", "keep-alives are off by default, and their idle time is two hours by default"},
			{Clause, "RFC 9293, section 3.8.4, MUST-29", "a single keep-alive without an answer does not mean that the peer is dead"},
			{Claim, "A56", "7200 s, 75 s and 9 probes: a dead peer is found after 2 h 11 min 15 s at least"},
		},
	}
	for _, x := range []struct {
		name string
		set  net.KeepAliveConfig
	}{
		{"1s, 1s, 2", net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}},
		{"1s, 2s, 3", net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: 2 * time.Second, Count: 3}},
		{"the system's defaults", net.KeepAliveConfig{Enable: true, Idle: -1, Interval: -1, Count: -1}},
		{"Go's defaults", net.KeepAliveConfig{Enable: true}},
	} {
		s.Cases = append(s.Cases,
			Case{x.name + ": sent", func(l *lab) string {
				c, mark := l.vanishedPeer(x.set)
				l.outlive(c)
				return l.sentWhen("client", mark)
			}},
			Case{x.name + ": read says", func(l *lab) string {
				c, _ := l.vanishedPeer(x.set)
				r := l.reads(c)
				l.outlive(c)
				return ended(r)
			}},
		)
	}
	oneSecond := net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}
	return s.add(
		Case{"without keep-alives: state after 30 days", func(l *lab) string {
			c, _ := l.vanishedPeer(net.KeepAliveConfig{})
			l.advance(30 * 24 * time.Hour)
			return c.State().String()
		}},
		Case{"without keep-alives: sent in 30 days", func(l *lab) string {
			_, mark := l.vanishedPeer(net.KeepAliveConfig{})
			l.advance(30 * 24 * time.Hour)
			return l.sentBy("client", mark)
		}},
		Case{"a probe's sequence number", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			must(i.host.SetKeepAliveConfig(oneSecond))
			l.advance(time.Second)
			probe := i.peer.Expect(tcp.ACK)
			return fmt.Sprintf("%s, %d bytes", relativeTo("SND.NXT", int(int32(probe.Seq-i.peer.RcvNxt()))), probe.Len)
		}},
		Case{"states of the side that gave up", func(l *lab) string {
			c, _ := l.vanishedPeer(oneSecond)
			l.outlive(c)
			return l.states(c)
		}},
		Case{"what ended it", func(l *lab) string {
			c, _ := l.vanishedPeer(oneSecond)
			l.outlive(c)
			return l.cause(c)
		}},
	)
}

// vanishedPeer connects client and server and lets the server vanish. The mark
// is at that instant.
func (l *lab) vanishedPeer(k net.KeepAliveConfig) (client *fixture.Conn, mark int) {
	got(l.server().Listen("tcp4", ":80"))
	d := fixture.Dialer{Host: l.client(), KeepAlive: k, NoKeepAlive: !k.Enable}
	client = got(d.Dial("tcp4", "server:80"))
	mark = l.mark()
	must(l.server().Crash())
	return client, mark
}

// outlive lets time pass until a connection is over, a day at most.
func (l *lab) outlive(c *fixture.Conn) {
	over := func() bool { return c.State() == tcp.Closed }
	got(l.net.AdvanceUntil(over, 24*time.Hour))
}

// cause names the timer that ended a connection.
func (l *lab) cause(c *fixture.Conn) string {
	x, ok := c.Incarnation()
	switch e := x.Ending(); {
	case !ok || !e.Over:
		return "not over"
	case e.Cause != "":
		return e.Cause
	case e.Reset:
		return "RST"
	}
	return "no timer"
}
