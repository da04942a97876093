package scenarios

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// keepAliveTimeWait is N-05: keep-alives that go on in TIME-WAIT.
func keepAliveTimeWait() Scenario {
	s := Scenario{
		ID:    "N-05",
		Group: "time-wait",
		Title: "Left to itself netstack sends keep-alives from TIME-WAIT, counts no answer to them, and so ends TIME-WAIT early.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Incident, "google/gvisor#7617", "timers are not stopped in TIME-WAIT"},
		},
	}
	for _, on := range []bool{false, true} {
		name := "as a fixture has it"
		if on {
			name = "left to itself"
		}
		ended := func(l *lab, k net.KeepAliveConfig) (c *fixture.Conn, mark int) {
			l.net.Host("client", fixture.KeepAliveInTimeWait(on))
			c, p := l.connectPlain()
			k.Enable = true
			must(c.SetKeepAliveConfig(k))
			l.closed(c, p)
			mark = l.mark()
			l.until(c, tcp.Closed)
			return c, mark
		}
		quick := net.KeepAliveConfig{Idle: 10 * time.Second, Interval: 10 * time.Second, Count: 3}
		s.Cases = append(s.Cases,
			Case{name + ", 10s, 10s, 3: TIME-WAIT lasted", func(l *lab) string {
				c, _ := ended(l, quick)
				return l.timeWait(c)
			}},
			Case{name + ", 10s, 10s, 3: ended by", func(l *lab) string {
				c, _ := ended(l, quick)
				return l.cause(c)
			}},
			Case{name + ", 10s, 10s, 3: segments in TIME-WAIT", func(l *lab) string {
				_, mark := ended(l, quick)
				return l.sent(mark)
			}},
			Case{name + ", 30s, 30s, 2: TIME-WAIT lasted", func(l *lab) string {
				c, _ := ended(l, net.KeepAliveConfig{Idle: 30 * time.Second, Interval: 30 * time.Second, Count: 2})
				return l.timeWait(c)
			}},
		)
	}
	return s
}
