package incarnation

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// isn is C-33: initial sequence numbers follow the clock.
func isn() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-33",
		Group: "sequence-numbers",
		Title: "Initial sequence numbers grow by one every 64 ns and are unrelated between connections.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4.1, MUST-8", "initial sequence numbers follow a clock"),
			sources.Clause("RFC 9293, section 3.4.1, SHLD-1", "the number is M + F(addresses, ports, secret), and M ticks at least once every roughly 4 microseconds"),
			sources.Claim("A32", "initial sequence numbers differ each time and are unpredictable"),
			sources.Folklore("A33", "the clock of initial sequence numbers ticks every 4 ms and wraps around after 4.55 h"),
		},
	}
	for _, d := range []time.Duration{0, 63, 64, 4 * time.Microsecond, 4 * time.Millisecond, time.Second, isnRound - 64, isnRound} {
		s.Cases = append(s.Cases, lab.Observe("the same addresses and ports after "+d.String()+": up by", func(l *lab.Lab) string {
			l.OwnNumbers()
			first := isnOf(l, "10.9.0.1:1500", "server:80")
			l.Advance(d)
			return strconv.Itoa(int(isnOf(l, "10.9.0.1:1500", "server:80") - first))
		}))
	}
	for _, other := range []struct{ name, local, remote string }{
		{"another port of the client", "10.9.0.1:1501", "server:80"},
		{"another port of the server", "10.9.0.1:1500", "server:81"},
		{"another address of the client", "10.9.0.2:1500", "server:80"},
	} {
		s.Cases = append(s.Cases, lab.Observe(other.name+" at the same instant", func(l *lab.Lab) string {
			first := isnOf(l, "10.9.0.1:1500", "server:80")
			return apart(isnOf(l, other.local, other.remote) - first)
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("the server's number and the client's", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.Close())
			lab.Must(p.Close())
			syn := l.Net.Timeline().Segments(timeline.Flags(tcp.SYN))
			return apart(syn[1].Seq - syn[0].Seq)
		}),
		lab.Observe("20 connections from different ports, how many numbers", func(l *lab.Lab) string {
			seen := map[uint32]bool{}
			for port := range 20 {
				seen[isnOf(l, "10.9.0.1:"+strconv.Itoa(2000+port), "server:80")] = true
			}
			return strconv.Itoa(len(seen))
		}),
	)
	return s
}
