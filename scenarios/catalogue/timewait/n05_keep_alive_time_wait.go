package timewait

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// keepAliveTimeWait is N-05: keep-alives in TIME-WAIT.
func keepAliveTimeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-05",
		Group: "time-wait",
		Title: "By default netstack sends keep-alives from TIME-WAIT, ignores the answers, and so ends TIME-WAIT early.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Incident("google/gvisor#7617", "timers are not stopped in TIME-WAIT"),
		},
	}
	for _, on := range []bool{false, true} {
		name := "as a fixture has it"
		if on {
			name = "left to itself"
		}
		ended := func(l *lab.Lab, k net.KeepAliveConfig) (c lab.Conn, mark int) {
			l.Net.Host("client", lab.KeepAliveInTimeWait(on))
			c, p := l.ConnectPlain()
			k.Enable = true
			lab.Must(c.SetKeepAliveConfig(k))
			l.CloseBoth(c, p)
			mark = l.Mark()
			l.Until(c, tcp.Closed)
			return c, mark
		}
		quick := net.KeepAliveConfig{Idle: 10 * time.Second, Interval: 10 * time.Second, Count: 3}
		s.Cases = append(s.Cases,
			lab.Observe(name+", 10s, 10s, 3: TIME-WAIT lasted", func(l *lab.Lab) string {
				c, _ := ended(l, quick)
				return l.TimeWait(c)
			}),
			lab.Observe(name+", 10s, 10s, 3: ended by", func(l *lab.Lab) string {
				c, _ := ended(l, quick)
				return l.Cause(c)
			}),
			lab.Observe(name+", 10s, 10s, 3: segments in TIME-WAIT", func(l *lab.Lab) string {
				_, mark := ended(l, quick)
				return l.Sent(mark)
			}),
			lab.Observe(name+", 30s, 30s, 2: TIME-WAIT lasted", func(l *lab.Lab) string {
				c, _ := ended(l, net.KeepAliveConfig{Idle: 30 * time.Second, Interval: 30 * time.Second, Count: 2})
				return l.TimeWait(c)
			}),
		)
	}
	return s
}
