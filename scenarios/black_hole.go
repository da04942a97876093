package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// blackHole is C-46: connecting to nobody.
func blackHole() Scenario {
	s := Scenario{
		ID:    "C-46",
		Group: "timeout",
		Title: "A SYN that nobody answers is sent seven times, with doubling pauses, and given up after 127 s.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.3, MUST-23", "a SYN has to be retransmitted for at least three minutes"},
			{Clause, "RFC 6298, section 2", "the time-out begins at 1 s and doubles"},
		},
		says: blackHoleExpected(),
	}
	dial := func(l *lab) error {
		l.server()
		must(l.net.Link("client", "server").Partition())
		return l.net.Await(func() error {
			_, err := l.client().Dial("tcp", "server:80")
			return err
		}, time.Hour)
	}
	s.Cases = []Case{
		{"SYNs are sent at", func(l *lab) string {
			l.client()
			dial(l)
			var at []string
			for e := range l.net.Timeline().Since(0, fixture.Sent(fixture.SYN)) {
				at = append(at, e.At.String())
			}
			return list(at, ", ")
		}},
		{"the application's error", func(l *lab) string {
			l.client()
			return errText(dial(l))
		}},
		{"given up after", func(l *lab) string {
			l.client()
			dial(l)
			return l.net.Elapsed().String()
		}},
		{"the network heals after 10s: connected after", func(l *lab) string {
			l.client()
			got(l.server().Listen("tcp", ":80"))
			link := l.net.Link("client", "server")
			must(link.Partition())
			dialing := l.net.Go(func() error {
				_, err := l.client().Dial("tcp", "server:80")
				return err
			})
			l.advance(10 * time.Second)
			must(link.Heal())
			got(l.net.AdvanceUntil(dialing.Done, time.Hour))
			must(dialing.Err())
			return l.net.Elapsed().String()
		}},
	}
	return s
}
