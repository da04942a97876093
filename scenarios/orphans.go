package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// orphans is C-47: closed by the application, and the peer never answers.
func orphans() Scenario {
	s := Scenario{
		ID:    "C-47",
		Group: "orphan",
		Title: "A FIN that is never acknowledged is sent as often as data, and the connection ends after 20 minutes without TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1, case 2", "the FIN is retransmitted until it is acknowledged or the user time-out is over"},
			{Clause, "RFC 9293, section 3.8.3, SHLD-11", "R2 should be at least 100 seconds"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
		},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases,
			Case{state.String() + ": FINs", func(l *lab) string {
				l.orphanIn(state)
				return l.finsSent()
			}},
			Case{state.String() + ", at most 2 retransmissions: FINs", func(l *lab) string {
				l.net.Host("server", fixture.MaxRetries(2))
				l.orphanIn(state)
				return l.finsSent()
			}},
			Case{state.String() + ": over after", func(l *lab) string {
				return l.stay(l.orphanIn(state), state)
			}},
			Case{state.String() + ": ended by", func(l *lab) string {
				return l.cause(l.orphanIn(state))
			}},
			Case{state.String() + ": RSTs", func(l *lab) string {
				l.orphanIn(state)
				return list(tally(l.flagsOf("server", tcp.RST)), ", ")
			}},
		)
	}
	return s.add(
		Case{"FIN-WAIT-1: the FIN comes again after", func(l *lab) string {
			l.orphanIn(tcp.FinWait1)
			return l.sentWhen("server", l.firstFIN())
		}},
		Case{"FIN-WAIT-1, TCP_USER_TIMEOUT of 10s: over after", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			must(i.host.SetUserTimeout(10 * time.Second))
			must(i.host.Close())
			l.advance(time.Hour)
			l.answer(i.peer)
			return l.stay(i.host, tcp.FinWait1)
		}},
		Case{"FIN-WAIT-1, the peer acknowledges the tenth FIN: state then", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			must(i.host.Close())
			for range 10 {
				got(l.net.AdvanceToNext())
			}
			l.answer(i.peer)
			i.peer.SendACK()
			return i.host.State().String()
		}},
	)
}

// orphanIn closes a connection in a state in which a FIN is to be acknowledged,
// and lets an hour pass in which the peer says nothing.
func (l *lab) orphanIn(state tcp.State) *fixture.Conn {
	i := l.peerIn(state)
	must(i.host.Close())
	l.advance(time.Hour)
	l.answer(i.peer)
	return i.host
}

// firstFIN is the mark before the server's first FIN.
func (l *lab) firstFIN() int {
	e, _ := l.net.Timeline().First(fixture.Sent(tcp.FIN), fixture.OnHost("server"))
	return e.Number
}

// finsSent counts the server's FINs.
func (l *lab) finsSent() string { return list(tally(l.flagsOf("server", tcp.FIN)), ", ") }

// flagsOf are the flags of the segments that one host sent and that match.
func (l *lab) flagsOf(host string, m fixture.Match) []string {
	var out []string
	for _, e := range l.net.Timeline().Events(fixture.Sent(m), fixture.OnHost(host)) {
		out = append(out, e.Segment.Flags.String())
	}
	return out
}
