package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// finWait2Held is C-36: FIN-WAIT-2 without Close.
func finWait2Held() Scenario {
	s := Scenario{
		ID:    "C-36",
		Group: "close",
		Title: "FIN-WAIT-2 has no end as long as the application has called CloseWrite and not Close.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1", "who has closed may go on to RECEIVE until the other side has closed too"},
			{Clause, "RFC 9293, section 3.10.8", "the time-outs: there is none for FIN-WAIT-2"},
			{Incident, "kubernetes/kubernetes#17641", "connections in FIN_WAIT2 for hours although tcp_fin_timeout is 60"},
		},
	}
	for _, age := range []time.Duration{time.Minute, 2 * time.Hour, month} {
		s.Cases = append(s.Cases, Case{"sockets of the active closer after " + span(age), func(l *lab) string {
			l.halfClosed(age)
			return l.sockets(l.client())
		}})
	}
	s.Cases = append(s.Cases,
		Case{"segments of the first 30 days", func(l *lab) string {
			c, _ := l.connectPlain()
			must(c.CloseWrite())
			mark := l.mark()
			l.advance(month)
			return l.sent(mark)
		}},
		Case{"host's time-out of 5s: sockets of the active closer after 2h0m0s", func(l *lab) string {
			l.net.Host("client", fixture.FinWait2Timeout(5*time.Second))
			l.halfClosed(2 * time.Hour)
			return l.sockets(l.client())
		}},
		Case{"TCP_LINGER2 of 5s: sockets of the active closer after 2h0m0s", func(l *lab) string {
			c, _ := l.connectPlain()
			must(c.SetLinger2(5 * time.Second))
			must(c.CloseWrite())
			l.advance(2 * time.Hour)
			return l.sockets(l.client())
		}},
		Case{"the other side closes after 30 days: states of the active closer", func(l *lab) string {
			c, p := l.halfClosed(month)
			must(p.Close())
			l.until(c, tcp.Closed)
			return l.states(c)
		}},
		Case{"the other side closes after 30 days: TIME-WAIT lasted", func(l *lab) string {
			c, p := l.halfClosed(month)
			must(p.Close())
			return l.wholeTimeWait(c)
		}},
		Case{"the other side crashed: sockets of the active closer after 2h0m0s", func(l *lab) string {
			l.halfClosed(0)
			must(l.server().Crash())
			l.advance(2 * time.Hour)
			return l.sockets(l.client())
		}},
		// Keep-alives are what ends it: 15 s and nine more of 15 s.
		Case{"the other side crashed, keep-alives every 15s: FIN-WAIT-2 lasted", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.CloseWrite())
			must(l.server().Crash())
			l.until(c, tcp.Closed)
			return l.stay(c, tcp.FinWait2)
		}},
		Case{"the other side crashed, keep-alives every 15s: the active closer reads", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.CloseWrite())
			must(l.server().Crash())
			l.until(c, tcp.Closed)
			return read(c)
		}},
	)
	return s
}
