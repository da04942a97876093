package scenarios

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// keepAlive is C-43: who waits for a peer that is no more.
func keepAlive() Scenario {
	s := Scenario{
		ID:    "C-43",
		Group: "keep-alive",
		Title: "A peer that has vanished is found out by keep-alives, after idle time and interval times count, and without them never.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.4, MUST-25 to MUST-29", "keep-alives are off by default, at least two hours apart, and one lost probe ends nothing"},
			{Claim, "A56", "without keep-alives a dead peer is never noticed"},
			{Claim, "A57", "a keep-alive tells peers that are alive, rebooted and dead apart"},
			{Incident, "Go's net package", "keep-alives after 15 s, every 15 s, 9 times, unless told otherwise"},
		},
		says: keepAliveExpected(),
	}
	for _, k := range []struct {
		name string
		cfg  net.KeepAliveConfig
	}{
		{"Linux's defaults", net.KeepAliveConfig{Enable: true, Idle: 2 * time.Hour, Interval: 75 * time.Second, Count: 9}},
		{"Go's defaults", net.KeepAliveConfig{Enable: true}},
		{"1 s, 1 s, 2", net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}},
	} {
		s.Cases = append(s.Cases,
			Case{k.name + ", the peer vanished: given up after", func(l *lab) string {
				c := l.watched(k.cfg)
				must(l.server().Crash())
				l.until(c, fixture.Closed)
				return l.net.Elapsed().String()
			}},
			Case{k.name + ", the peer vanished: the application reads", func(l *lab) string {
				c := l.watched(k.cfg)
				must(l.server().Crash())
				l.until(c, fixture.Closed)
				return read(c)
			}},
			Case{k.name + ", the peer vanished: RST sent", func(l *lab) string {
				c := l.watched(k.cfg)
				must(l.server().Crash())
				mark := l.mark()
				l.until(c, fixture.Closed)
				return l.sentWith(mark, fixture.RST)
			}},
		)
	}
	fast := net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 10 * time.Second, Count: 3}
	s.Cases = append(s.Cases,
		Case{"the peer is alive: state after an hour", func(l *lab) string {
			c := l.watched(fast)
			l.advance(time.Hour)
			return c.State().String()
		}},
		Case{"one probe is lost: state after a minute", func(l *lab) string {
			c := l.watched(fast)
			must(l.net.On(fixture.From("client")).Nth(1).Drop().Err())
			l.advance(time.Minute)
			return c.State().String()
		}},
		Case{"the peer has rebooted: found out after", func(l *lab) string {
			c := l.watched(fast)
			must(l.server().Crash())
			must(l.server().Restart())
			l.until(c, fixture.Closed)
			return l.net.Elapsed().String()
		}},
		Case{"the peer has rebooted: the application reads", func(l *lab) string {
			c := l.watched(fast)
			must(l.server().Crash())
			must(l.server().Restart())
			l.until(c, fixture.Closed)
			return read(c)
		}},
		Case{"no keep-alives, the peer vanished: state after 30 days", func(l *lab) string {
			c := l.watched(net.KeepAliveConfig{Enable: false})
			must(l.server().Crash())
			l.advance(30 * 24 * time.Hour)
			return c.State().String()
		}},
		Case{"sequence number of a probe", func(l *lab) string {
			c := l.watched(fast)
			mark := l.mark()
			l.advance(10 * time.Second)
			for e := range l.net.Timeline().Since(mark, fixture.Sent(fixture.From("client"))) {
				return relativeTo("SND.NXT", int(e.Segment.Seq-e.SeqBase)-1)
			}
			_ = c
			return none
		}},
	)
	return s
}

// watched is the client's end of a connection with the given keep-alives; the
// server has none.
func (l *lab) watched(k net.KeepAliveConfig) *fixture.Conn {
	c, p := l.connect("tcp4")
	quiet(p)
	must(c.SetKeepAliveConfig(k))
	return c
}

// sentWith says how many segments with the given flags were sent since a mark.
func (l *lab) sentWith(mark int, flags fixture.Flags) string {
	if l.net.Timeline().Count(fixture.Following(mark), fixture.Sent(flags)) == 0 {
		return none
	}
	return flags.String()
}

// quiet turns keep-alives off, so that nothing happens on idle connections.
func quiet(conns ...*fixture.Conn) {
	for _, c := range conns {
		must(c.SetKeepAlive(false))
	}
}
