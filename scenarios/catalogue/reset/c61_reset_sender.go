package reset

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetSender is C-61: the state of the side that sends a RST.
func resetSender() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-61",
		Group: "reset",
		Title: "The side that sends a RST is in CLOSED at once and keeps nothing of the connection.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.3.2, figure 5, note 3", "a RST can be sent from any state with a corresponding transition to TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.10.5", "ABORT: all queued data is discarded and a RST is sent"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
		},
	}
	for _, how := range []struct {
		name  string
		reset func(l *lab.Lab, c, p lab.Conn)
	}{
		{"SO_LINGER of 0", func(l *lab.Lab, c, _ lab.Conn) { l.Abort(c) }},
		{"data that was not read", func(_ *lab.Lab, c, p lab.Conn) {
			lab.Got(p.Write([]byte("hello")))
			lab.Must(c.Close())
		}},
		{"data after Close", func(_ *lab.Lab, c, p lab.Conn) {
			lab.Must(c.Close())
			lab.Got(p.Write([]byte("hello")))
		}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe(how.name+": states of the sender", func(l *lab.Lab) string {
				c, p := l.ConnectPlain()
				how.reset(l, c, p)
				l.Until(c, tcp.Closed)
				return l.States(c)
			}),
			lab.Observe(how.name+": sockets of the sender", func(l *lab.Lab) string {
				c, p := l.ConnectPlain()
				how.reset(l, c, p)
				return l.SocketsOf(l.Client())
			}),
			lab.Observe(how.name+": connecting again from the same port at once", func(l *lab.Lab) string {
				ln := lab.Got(l.Server().Listen("tcp4", ":80"))
				d := lab.Dialer{Host: l.Client(), LocalAddr: ":1500", NoKeepAlive: true}
				c := lab.Got(d.Dial("tcp4", "server:80"))
				how.reset(l, c, lab.Got(ln.AcceptTCP()))
				_, err := d.Dial("tcp4", "server:80")
				return lab.Outcome(err)
			}),
		)
	}
	return s
}
