package timers

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// orphans is C-47: a closed connection whose peer never answers.
func orphans() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-47",
		Group: "orphan",
		Title: "An unacknowledged FIN is retransmitted as often as data, and the orphan ends without TIME-WAIT, after 20 minutes if there is no latency.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1, case 2", "the FIN is retransmitted until it is acknowledged or the user timeout expires"),
			sources.Clause("RFC 9293, section 3.8.3, SHLD-11", "R2 should be at least 100 seconds"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
		},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		s.Cases = append(s.Cases,
			lab.Observe(state.String()+": FINs", func(l *lab.Lab) string {
				orphanIn(l, state)
				return finsSent(l)
			}),
			lab.Observe(state.String()+", at most 2 retransmissions: FINs", func(l *lab.Lab) string {
				l.Net.Host("server", lab.MaxRetries(2))
				orphanIn(l, state)
				return finsSent(l)
			}),
			lab.Observe(state.String()+": over after", func(l *lab.Lab) string {
				return l.Stay(orphanIn(l, state), state)
			}),
			lab.Observe(state.String()+": ended by", func(l *lab.Lab) string {
				return l.Cause(orphanIn(l, state))
			}),
			lab.Observe(state.String()+": RSTs", func(l *lab.Lab) string {
				orphanIn(l, state)
				return lab.List(lab.Tally(l.FlagsOf("server", timeline.Flags(tcp.RST))), ", ")
			}),
		)
	}
	return s.With(
		lab.Observe("FIN-WAIT-1: the FIN comes again after", func(l *lab.Lab) string {
			orphanIn(l, tcp.FinWait1)
			return l.SentWhen("server", firstFIN(l))
		}),
		lab.Observe("FIN-WAIT-1, TCP_USER_TIMEOUT of 10s: over after", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			lab.Must(l.Conn(i.Socket).SetUserTimeout(10 * time.Second))
			lab.Must(l.Conn(i.Socket).Close())
			l.Advance(time.Hour)
			l.Answer(i.Peer)
			return l.Stay(l.Conn(i.Socket), tcp.FinWait1)
		}),
		lab.Observe("FIN-WAIT-1, the peer acknowledges the tenth FIN: state then", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			lab.Must(l.Conn(i.Socket).Close())
			for range 10 {
				lab.Got(l.Net.AdvanceToNext())
			}
			l.Answer(i.Peer)
			i.Peer.SendACK()
			return l.Conn(i.Socket).State().String()
		}),
	)
}

// orphanIn closes a connection in a state with an unacknowledged FIN, and advances the
// clock by an hour without answers of the peer.
func orphanIn(l *lab.Lab, state tcp.State) lab.Conn {
	i := l.PeerIn(state)
	lab.Must(l.Conn(i.Socket).Close())
	l.Advance(time.Hour)
	l.Answer(i.Peer)
	return l.Conn(i.Socket)
}

// firstFIN returns the mark before the server's first FIN.
func firstFIN(l *lab.Lab) int {
	e, _ := l.Net.Timeline().First(timeline.Sent, timeline.Flags(tcp.FIN), timeline.OnHost("server"))
	return e.Number
}

// finsSent counts the server's FINs.
func finsSent(l *lab.Lab) string {
	return lab.List(lab.Tally(l.FlagsOf("server", timeline.Flags(tcp.FIN))), ", ")
}
