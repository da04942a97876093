package timestamps

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timestampClock is C-63: outdated timestamps, and clocks that wrap around.
func timestampClock() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-63",
		Group: "timestamps",
		Title: "Weeks of silence and timestamp wraparound disturb neither a connection nor its TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 7323, section 5.5", "after 24 days of silence the last timestamp is no longer compared"),
			sources.Clause("RFC 7323, section 5.4", "a timestamp clock of 1 ms changes its sign after 24.8 days"),
			sources.Incident("orbstack/orbstack#2665", "TIME_WAIT never ends after TCP's clock has wrapped around, after 49.7 days"),
		},
	}
	const day = 24 * time.Hour
	for _, d := range []struct {
		name string
		time.Duration
	}{{"1 day", day}, {"25 days", 25 * day}, {"2^31 ms", 1 << 31 * time.Millisecond}, {"2^32 ms", 1 << 32 * time.Millisecond}} {
		s.Cases = append(s.Cases,
			lab.Observe("two hosts, silent for "+d.name+": the application reads", func(l *lab.Lab) string {
				c, p := l.OnceQuiet()
				l.Advance(d.Duration)
				lab.Got(c.Write([]byte("hello")))
				return l.ReadSoon(p)
			}),
			lab.Observe("two hosts, silent for "+d.name+": TIME-WAIT lasted", func(l *lab.Lab) string {
				c, p := l.OnceQuiet()
				l.Advance(d.Duration)
				l.CloseBoth(c, p)
				return l.WholeTimeWait(c)
			}),
			lab.Observe("two hosts, the clock comes to "+d.name+" 30s into TIME-WAIT: TIME-WAIT lasted", func(l *lab.Lab) string {
				l.Net.Host("client")
				l.Advance(d.Duration - 30*time.Second)
				c, p := l.OnceQuiet()
				l.CloseBoth(c, p)
				return l.WholeTimeWait(c)
			}),
			lab.Observe("a peer whose clock stood still for "+d.name+": the application reads", func(l *lab.Lab) string {
				c, p := quietPeer(l.Portable)
				l.Advance(d.Duration)
				p.SendData([]byte("hello"), tcp.TimestampOffset(-d.Duration))
				l.Answer(p)
				return l.Soon(c)
			}),
			lab.Observe("a peer whose clock went back by 1s in "+d.name+": the application reads", func(l *lab.Lab) string {
				c, p := quietPeer(l.Portable)
				l.Advance(d.Duration)
				p.SendData([]byte("hello"), tcp.TimestampOffset(-d.Duration-time.Second))
				l.Answer(p)
				return l.Soon(c)
			}),
		)
	}
	return s
}
