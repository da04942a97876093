package scenarios

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// exits is N-01: the ways out of ESTABLISHED beside TIME-WAIT.
func exits() Scenario {
	s := Scenario{
		ID:    "N-01",
		Group: "time-wait",
		Title: "Only the exchange of both FINs leads to TIME-WAIT: whatever else ends a connection leads to CLOSED past it.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.3.2, figure 5", "TIME-WAIT is entered from FIN-WAIT-1, FIN-WAIT-2 and CLOSING by a FIN or its acknowledgement"},
			{Clause, "RFC 9293, section 3.10.8", "a user time-out ends in CLOSED"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
		},
	}
	ways := []struct {
		name string
		end  func(l *lab, c, p *fixture.Conn)
	}{
		{"both close", (*lab).closed},
		{"it closes second", func(l *lab, c, p *fixture.Conn) { l.closed(p, c) }},
		{"SO_LINGER of 0", func(l *lab, c, _ *fixture.Conn) { l.abort(c) }},
		{"ABORT", func(_ *lab, c, _ *fixture.Conn) { must(c.Abort()) }},
		{"Close with data that was not read", func(_ *lab, c, p *fixture.Conn) {
			got(p.Write([]byte("hello")))
			must(c.Close())
		}},
		{"a RST arrives", func(l *lab, _, p *fixture.Conn) { l.abort(p) }},
		{"a RST arrives in FIN-WAIT-2", func(l *lab, c, p *fixture.Conn) {
			must(c.CloseWrite())
			l.abort(p)
		}},
		{"data arrives after Close", func(_ *lab, c, p *fixture.Conn) {
			must(c.Close())
			got(p.Write([]byte("hello")))
		}},
		{"the other side never closes", func(_ *lab, c, _ *fixture.Conn) { must(c.Close()) }},
		{"the other side vanishes before the FIN", func(l *lab, c, _ *fixture.Conn) {
			must(l.server().Crash())
			must(c.Close())
		}},
		{"TCP_USER_TIMEOUT", func(l *lab, c, _ *fixture.Conn) {
			must(c.SetUserTimeout(time.Second))
			must(l.server().Crash())
			write(c)
		}},
		{"data is never acknowledged", func(l *lab, c, _ *fixture.Conn) {
			must(l.server().Crash())
			write(c)
		}},
		{"keep-alives are not answered", func(l *lab, c, _ *fixture.Conn) {
			must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
			must(l.server().Crash())
		}},
		{"no room for TIME-WAIT", func(l *lab, c, p *fixture.Conn) {
			must(l.client().Configure(fixture.MaxTimeWaitBuckets(0)))
			l.closed(c, p)
		}},
	}
	for _, w := range ways {
		s.Cases = append(s.Cases, Case{w.name + ": states, ended by", func(l *lab) string {
			c, p := l.connectPlain()
			w.end(l, c, p)
			l.until(c, tcp.Closed)
			return l.states(c) + ", " + l.cause(c)
		}})
	}
	return s
}
