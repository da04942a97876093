package scenarios

import (
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// ceiling is C-78: how fast a client can connect to one destination.
func ceiling() Scenario {
	s := Scenario{
		ID:    "C-78",
		Group: "ports",
		Title: "A client that closes first can connect as often in the length of TIME-WAIT as it has ephemeral ports, and not once more.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Claim, "A9", "2MSL are one to four minutes, depending on the system"},
			{Claim, "A50", "TIME_WAIT uses up the ports for new connections"},
		},
		says: ceilingExpected(),
	}
	for _, x := range []struct {
		system string
		length time.Duration
	}{
		{"Linux", time.Minute}, {"FreeBSD and macOS", 30 * time.Second}, {"RFC 9293", 4 * time.Minute},
	} {
		for _, pace := range []struct {
			name    string
			percent time.Duration
		}{{"as many connects as ports", 100}, {"2% more", 98}, {"twice as many", 50}} {
			const connects = 3 * ephemeral
			name := fmt.Sprintf("TIME-WAIT of %s, as of %s, %s in that time: refused of %d", x.length, x.system, pace.name, connects)
			s.Cases = append(s.Cases, Case{name, func(l *lab) string {
				f := l.fewPorts(fixture.TimeWaitTimeout(x.length))
				refused := 0
				for range connects {
					switch c, s, err := f.connect(); {
					case err == nil:
						l.closed(c, s)
					case errors.Is(err, syscall.EADDRNOTAVAIL):
						refused++
					default:
						must(err)
					}
					l.advance(x.length / ephemeral * pace.percent / 100)
				}
				return fmt.Sprint(refused)
			}})
		}
	}
	return s
}
