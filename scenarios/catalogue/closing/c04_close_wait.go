package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// closeWait is C-04: the passive closer does not close.
func closeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-04",
		Group: "close",
		Title: "The passive closer stays in CLOSE-WAIT until its application closes: TCP has no timeout for it.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 2", "the receiver of a FIN informs its user and waits for CLOSE"),
			sources.Claim("A26", "the passive closer stays in CLOSE_WAIT until its application closes"),
			sources.Claim("A27", "a long CLOSE_WAIT is a defect of the application"),
			sources.Incident("golang/go#20413", "unclosed connections pile up in CLOSE_WAIT"),
			sources.Incident("go-sql-driver/mysql#707", "a pool keeps connections that the server has closed"),
		},
	}
	for _, age := range []time.Duration{time.Minute, 2 * time.Hour, lab.Month} {
		s.Cases = append(s.Cases,
			lab.Observe("sockets of the passive closer after "+span(age), func(l *lab.Lab) string {
				forgetToClose(l)
				l.Advance(age)
				return l.SocketsOf(l.Server())
			}),
			lab.Observe("sockets of the active closer after "+span(age), func(l *lab.Lab) string {
				forgetToClose(l)
				l.Pass(age)
				return l.SocketsOf(l.Client())
			}),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("segments of the first "+span(lab.Month), func(l *lab.Lab) string {
		forgetToClose(l)
		mark := l.Mark()
		l.Advance(lab.Month)
		return l.Sent(mark)
	}))
	for _, age := range []time.Duration{30 * time.Second, lab.Month} {
		s.Cases = append(s.Cases,
			lab.Observe("it closes after "+span(age)+": segments", func(l *lab.Lab) string {
				p := forgetToClose(l)
				l.Advance(age)
				mark := l.Mark()
				lab.Must(p.Close())
				l.Until(p, tcp.Closed)
				return l.Sent(mark)
			}),
			lab.Observe("it closes after "+span(age)+": states", func(l *lab.Lab) string {
				p := forgetToClose(l)
				l.Advance(age)
				lab.Must(p.Close())
				l.Until(p, tcp.Closed)
				return l.States(p)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("it writes after "+span(lab.Month)+": the first write says", func(l *lab.Lab) string {
			p := forgetToClose(l)
			l.Advance(lab.Month)
			return lab.Write(p)
		}),
		lab.Observe("it writes after "+span(lab.Month)+": the second write says", func(l *lab.Lab) string {
			p := forgetToClose(l)
			l.Advance(lab.Month)
			lab.Write(p)
			return lab.Write(p)
		}),
		lab.Observe("it writes after "+span(lab.Month)+": segments", func(l *lab.Lab) string {
			p := forgetToClose(l)
			l.Advance(lab.Month)
			mark := l.Mark()
			lab.Write(p)
			return l.Sent(mark)
		}),
		// A socket that ss does not show can still be leaked.
		lab.Observe("with keep-alives every 15s, after 2m0s: sockets of the passive closer", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(c.Close())
			l.Advance(2 * time.Minute)
			return l.SocketsOf(l.Server())
		}),
		lab.Observe("with keep-alives every 15s: in CLOSE-WAIT for", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.Close())
			l.SameInstant("the fourth probe and the end of FIN-WAIT-2")
			l.Until(p, tcp.Closed)
			return l.Stay(p, tcp.CloseWait)
		}),
	)
	return s
}

// forgetToClose closes the client and returns the server's end, which remains open.
func forgetToClose(l *lab.Lab) (passive lab.Conn) {
	c, p := l.ConnectPlain()
	lab.Must(c.Close())
	return p
}
