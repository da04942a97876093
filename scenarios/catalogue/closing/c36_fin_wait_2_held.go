package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finWait2Held is C-36: FIN-WAIT-2 without Close.
func finWait2Held() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-36",
		Group: "close",
		Title: "FIN-WAIT-2 has no timeout after CloseWrite until the application calls Close.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "after CLOSE the user may RECEIVE until the peer has closed too"),
			sources.Clause("RFC 9293, section 3.10.8", "the timeouts: FIN-WAIT-2 has none"),
			sources.Incident("kubernetes/kubernetes#17641", "connections stay in FIN_WAIT2 for hours although tcp_fin_timeout is 60"),
		},
	}
	for _, age := range []time.Duration{time.Minute, 2 * time.Hour, lab.Month} {
		s.Cases = append(s.Cases, lab.Observe("sockets of the active closer after "+span(age), func(l *lab.Lab) string {
			halfClosed(l, age)
			return l.SocketsOf(l.Client())
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("segments of the first 30 days", func(l *lab.Lab) string {
			c, _ := l.ConnectPlain()
			lab.Must(c.CloseWrite())
			mark := l.Mark()
			l.Advance(lab.Month)
			return l.Sent(mark)
		}),
		lab.Observe("host's time-out of 5s: sockets of the active closer after 2h0m0s", func(l *lab.Lab) string {
			l.Net.Host("client", lab.FinWait2Timeout(5*time.Second))
			halfClosed(l, 2*time.Hour)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("TCP_LINGER2 of 5s: sockets of the active closer after 2h0m0s", func(l *lab.Lab) string {
			c, _ := l.ConnectPlain()
			lab.Must(c.SetLinger2(5 * time.Second))
			lab.Must(c.CloseWrite())
			l.Advance(2 * time.Hour)
			return l.SocketsOf(l.Client())
		}),
		lab.Observe("the other side closes after 30 days: states of the active closer", func(l *lab.Lab) string {
			c, p := halfClosed(l, lab.Month)
			lab.Must(p.Close())
			l.Until(c, tcp.Closed)
			return l.States(c)
		}),
		lab.Observe("the other side closes after 30 days: TIME-WAIT lasted", func(l *lab.Lab) string {
			c, p := halfClosed(l, lab.Month)
			lab.Must(p.Close())
			return l.WholeTimeWait(c)
		}),
		lab.Observe("the other side crashed: sockets of the active closer after 2h0m0s", func(l *lab.Lab) string {
			halfClosed(l, 0)
			lab.Must(l.Server().Crash())
			l.Advance(2 * time.Hour)
			return l.SocketsOf(l.Client())
		}),
		// Keep-alives end it: 15 s idle and nine intervals of 15 s.
		lab.Observe("the other side crashed, keep-alives every 15s: FIN-WAIT-2 lasted", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(c.CloseWrite())
			lab.Must(l.Server().Crash())
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait2)
		}),
		lab.Observe("the other side crashed, keep-alives every 15s: the active closer reads", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(c.CloseWrite())
			lab.Must(l.Server().Crash())
			l.Until(c, tcp.Closed)
			return lab.ReadAll(c)
		}),
	)
	return s
}
