package timewait

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// exits is N-01: the ways from ESTABLISHED to CLOSED without TIME-WAIT.
func exits() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-01",
		Group: "time-wait",
		Title: "Only an exchange of both FINs leads to TIME-WAIT; every other ending skips it.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.3.2, figure 5", "TIME-WAIT is entered from FIN-WAIT-1, FIN-WAIT-2 and CLOSING by a FIN or its acknowledgement"),
			sources.Clause("RFC 9293, section 3.10.8", "a user timeout ends in CLOSED"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
		},
	}
	ways := []struct {
		name string
		end  func(l *lab.Lab, c, p lab.Conn)
	}{
		{"both close", (*lab.Lab).CloseBoth},
		{"it closes second", func(l *lab.Lab, c, p lab.Conn) { l.CloseBoth(p, c) }},
		{"SO_LINGER of 0", func(l *lab.Lab, c, _ lab.Conn) { l.Abort(c) }},
		{"ABORT", func(_ *lab.Lab, c, _ lab.Conn) { lab.Must(c.Abort()) }},
		{"Close with data that was not read", func(_ *lab.Lab, c, p lab.Conn) {
			lab.Got(p.Write([]byte("hello")))
			lab.Must(c.Close())
		}},
		{"a RST arrives", func(l *lab.Lab, _, p lab.Conn) { l.Abort(p) }},
		{"a RST arrives in FIN-WAIT-2", func(l *lab.Lab, c, p lab.Conn) {
			lab.Must(c.CloseWrite())
			l.Abort(p)
		}},
		{"data arrives after Close", func(_ *lab.Lab, c, p lab.Conn) {
			lab.Must(c.Close())
			lab.Got(p.Write([]byte("hello")))
		}},
		{"the other side never closes", func(_ *lab.Lab, c, _ lab.Conn) { lab.Must(c.Close()) }},
		{"the other side vanishes before the FIN", func(l *lab.Lab, c, _ lab.Conn) {
			lab.Must(l.Server().Crash())
			lab.Must(c.Close())
		}},
		{"TCP_USER_TIMEOUT", func(l *lab.Lab, c, _ lab.Conn) {
			lab.Must(c.SetUserTimeout(time.Second))
			lab.Must(l.Server().Crash())
			lab.Write(c)
		}},
		{"data is never acknowledged", func(l *lab.Lab, c, _ lab.Conn) {
			lab.Must(l.Server().Crash())
			lab.Write(c)
		}},
		{"keep-alives are not answered", func(l *lab.Lab, c, _ lab.Conn) {
			lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
			lab.Must(l.Server().Crash())
		}},
		{"no room for TIME-WAIT", func(l *lab.Lab, c, p lab.Conn) {
			lab.Must(l.Client().Configure(lab.MaxTimeWaitBuckets(0)))
			l.CloseBoth(c, p)
		}},
	}
	for _, w := range ways {
		s.Cases = append(s.Cases, lab.Observe(w.name+": states, ended by", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			w.end(l, c, p)
			l.Until(c, tcp.Closed)
			return l.States(c) + ", " + l.Cause(c)
		}))
	}
	return s
}
