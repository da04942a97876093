package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// blackHole is C-46: SYNs that nobody answers.
func blackHole() Scenario {
	s := Scenario{
		ID:    "C-46",
		Group: "time-out",
		Title: "A SYN that nobody answers is sent seven times, twice as far apart each time, and given up after 127 s.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.3, MUST-23", "R2 for a SYN must be at least 3 minutes"},
			{Clause, "RFC 6298, section 2.1, section 5.5", "the time-out is 1 s at first, and doubles"},
		},
	}
	for _, lost := range []int{0, 1, 2, 3} {
		s.Cases = append(s.Cases, Case{"latency of 10ms, SYN lost " + times(lost) + ": lost data is sent again after", func(l *lab) string {
			l.server()
			for n := range lost {
				must(l.net.On(tcp.SYN, fixture.To("server")).Nth(n + 1).Drop().Err())
			}
			return l.firstTimeOut()
		}})
	}
	return s.add(
		Case{"SYNs", func(l *lab) string {
			l.dialNobody()
			l.advance(5 * time.Minute)
			return l.sentWhen("client", 0)
		}},
		Case{"connect says", func(l *lab) string {
			call := l.dialNobody()
			l.advance(5 * time.Minute)
			return ended(call)
		}},
		Case{"connect says after 126.999999999s", func(l *lab) string {
			call := l.dialNobody()
			l.advance(127*time.Second - 1)
			return ended(call)
		}},
		Case{"connect says after 2m59.999999999s", func(l *lab) string {
			call := l.dialNobody()
			l.advance(3*time.Minute - 1)
			return ended(call)
		}},
		Case{"sequence numbers of the SYNs", func(l *lab) string {
			l.dialNobody()
			l.advance(5 * time.Minute)
			seen := map[uint32]bool{}
			for _, x := range l.net.Timeline().Segments(tcp.SYN) {
				seen[x.Seq] = true
			}
			if len(seen) == 1 {
				return "one"
			}
			return "several"
		}},
		Case{"timestamps of the SYNs", func(l *lab) string {
			l.dialNobody()
			l.advance(5 * time.Minute)
			return l.timestampsOf(tcp.SYN)
		}},
		Case{"connect with a time-out of 10s says", func(l *lab) string {
			call := l.dialNobodyFor(10 * time.Second)
			l.advance(5 * time.Minute)
			return ended(call)
		}},
		Case{"the host comes back after 30s: connect says", func(l *lab) string {
			call := l.dialNobody()
			l.advance(30 * time.Second)
			must(l.server().Restart())
			got(l.server().Listen("tcp4", ":80"))
			l.advance(5 * time.Minute)
			return ended(call)
		}},
		Case{"the host comes back after 30s and nobody listens: connect says", func(l *lab) string {
			call := l.dialNobody()
			l.advance(30 * time.Second)
			must(l.server().Restart())
			l.advance(5 * time.Minute)
			return ended(call)
		}},
	)
}

// firstTimeOut connects over a link with a latency of 10 ms and says after how
// long the client sends its first data again, which is lost.
func (l *lab) firstTimeOut() string {
	client := l.client()
	got(l.server().Listen("tcp4", ":80"))
	must(l.net.Link("client", "server").SetLatency(10 * time.Millisecond))
	var c *fixture.Conn
	must(l.net.Await(func() (err error) { c, err = client.Dial("tcp4", "server:80"); return err }, 5*time.Minute))
	must(l.net.On(fixture.HasPayload()).Times(1).Drop().Err())
	mark := l.mark()
	got(c.Write([]byte("hello")))
	l.advance(time.Minute)
	return l.gap(mark, fixture.HasPayload())
}

// gap is how long after the first segment since a mark that matches the second
// was sent.
func (l *lab) gap(mark int, m fixture.Match) string {
	sent := l.net.Timeline().Events(fixture.Following(mark), fixture.Sent(m))
	if len(sent) < 2 {
		return "never"
	}
	return (sent[1].At - sent[0].At).String()
}

// dialNobody connects to a host that has vanished.
func (l *lab) dialNobody() *fixture.Call { return l.dialNobodyFor(0) }

// dialNobodyFor does so with a time-out, unless that is 0.
func (l *lab) dialNobodyFor(d time.Duration) *fixture.Call {
	must(l.server().Crash())
	dialer := fixture.Dialer{Host: l.client(), Timeout: d}
	return l.net.Go(func() error {
		_, err := dialer.Dial("tcp4", "server:80")
		return err
	})
}
