package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// resetSender is C-61: where a RST leads who sends it.
func resetSender() Scenario {
	s := Scenario{
		ID:    "C-61",
		Group: "reset",
		Title: "Who ends a connection with a RST is in CLOSED at once and keeps nothing of it.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.3.2, figure 5, note 3", "a RST can be sent from any state with a corresponding transition to TIME-WAIT"},
			{Clause, "RFC 9293, section 3.10.5", "ABORT: all queued data is thrown away and a RST is sent"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
		},
	}
	for _, how := range []struct {
		name  string
		reset func(l *lab, c, p *fixture.Conn)
	}{
		{"SO_LINGER of 0", func(l *lab, c, _ *fixture.Conn) { l.abort(c) }},
		{"data that was not read", func(_ *lab, c, p *fixture.Conn) {
			got(p.Write([]byte("hello")))
			must(c.Close())
		}},
		{"data after Close", func(_ *lab, c, p *fixture.Conn) {
			must(c.Close())
			got(p.Write([]byte("hello")))
		}},
	} {
		s.Cases = append(s.Cases,
			Case{how.name + ": states of the sender", func(l *lab) string {
				c, p := l.connectPlain()
				how.reset(l, c, p)
				l.until(c, tcp.Closed)
				return l.states(c)
			}},
			Case{how.name + ": sockets of the sender", func(l *lab) string {
				c, p := l.connectPlain()
				how.reset(l, c, p)
				return l.sockets(l.client())
			}},
			Case{how.name + ": connecting again from the same port at once", func(l *lab) string {
				ln := got(l.server().Listen("tcp4", ":80"))
				d := fixture.Dialer{Host: l.client(), LocalAddr: ":1500", NoKeepAlive: true}
				c := got(d.Dial("tcp4", "server:80"))
				how.reset(l, c, got(ln.AcceptTCP()))
				_, err := d.Dial("tcp4", "server:80")
				return outcome(err)
			}},
		)
	}
	return s
}
