package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// closeWait is C-04: the side that was closed and does not close.
func closeWait() Scenario {
	s := Scenario{
		ID:    "C-04",
		Group: "close",
		Title: "The passive closer stays in CLOSE-WAIT until its application closes, and nothing that TCP does ends it.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 2", "who gets a FIN tells its user and waits for CLOSE"},
			{Claim, "A26", "the passive closer stays in CLOSE_WAIT until its application closes"},
			{Claim, "A27", "a long CLOSE_WAIT is a fault of the application"},
			{Incident, "golang/go#20413", "connections that nobody closes pile up in CLOSE_WAIT"},
			{Incident, "go-sql-driver/mysql#707", "a pool keeps connections that the server has closed"},
		},
	}
	for _, age := range []time.Duration{time.Minute, 2 * time.Hour, month} {
		s.Cases = append(s.Cases,
			Case{"sockets of the passive closer after " + span(age), func(l *lab) string {
				l.forgetToClose()
				l.advance(age)
				return l.sockets(l.server())
			}},
			Case{"sockets of the active closer after " + span(age), func(l *lab) string {
				l.forgetToClose()
				l.advance(age)
				return l.sockets(l.client())
			}},
		)
	}
	s.Cases = append(s.Cases, Case{"segments of the first " + span(month), func(l *lab) string {
		l.forgetToClose()
		mark := l.mark()
		l.advance(month)
		return l.sent(mark)
	}})
	for _, age := range []time.Duration{30 * time.Second, month} {
		s.Cases = append(s.Cases,
			Case{"it closes after " + span(age) + ": segments", func(l *lab) string {
				p := l.forgetToClose()
				l.advance(age)
				mark := l.mark()
				must(p.Close())
				l.until(p, tcp.Closed)
				return l.sent(mark)
			}},
			Case{"it closes after " + span(age) + ": states", func(l *lab) string {
				p := l.forgetToClose()
				l.advance(age)
				must(p.Close())
				l.until(p, tcp.Closed)
				return l.states(p)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"it writes after " + span(month) + ": the first write says", func(l *lab) string {
			p := l.forgetToClose()
			l.advance(month)
			return write(p)
		}},
		Case{"it writes after " + span(month) + ": the second write says", func(l *lab) string {
			p := l.forgetToClose()
			l.advance(month)
			write(p)
			return write(p)
		}},
		Case{"it writes after " + span(month) + ": segments", func(l *lab) string {
			p := l.forgetToClose()
			l.advance(month)
			mark := l.mark()
			write(p)
			return l.sent(mark)
		}},
		// What ss does not show is leaked all the same.
		Case{"with keep-alives every 15s, after 2m0s: sockets of the passive closer", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.Close())
			l.advance(2 * time.Minute)
			return l.sockets(l.server())
		}},
		Case{"with keep-alives every 15s: in CLOSE-WAIT for", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.Close())
			l.until(p, tcp.Closed)
			return l.stay(p, tcp.CloseWait)
		}},
	)
	return s
}

// month is longer than any timer of TCP.
const month = 30 * 24 * time.Hour

// span is a time as the names of cases have it.
func span(d time.Duration) string {
	if d == month {
		return "30 days"
	}
	return d.String()
}

// forgetToClose has the client close and returns the server's end, which stays
// open.
func (l *lab) forgetToClose() (passive *fixture.Conn) {
	c, p := l.connectPlain()
	must(c.Close())
	return p
}
