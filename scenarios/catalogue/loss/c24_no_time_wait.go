package loss

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// noTimeWait is C-24: a close without TIME-WAIT.
func noTimeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-24",
		Group: "loss",
		Title: "Without TIME-WAIT a retransmitted FIN receives a RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.2, group 1", "in CLOSED and without a connection a RST answers any segment except a RST"),
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
			sources.Claim("A5", "without TIME_WAIT the retransmitted FIN receives a RST, which the peer reports as an error"),
		},
	}
	for _, how := range []struct {
		name   string
		option lab.Option
	}{
		{"TIME-WAIT of 60s", lab.TimeWaitTimeout(time.Minute)},
		{"TIME-WAIT of 0s", lab.TimeWaitTimeout(0)},
		{"no room for TIME-WAIT", lab.MaxTimeWaitBuckets(0)},
	} {
		lose := func(l *lab.Lab) (passive lab.Conn, mark int) {
			l.Net.Host("client", how.option)
			active, passive := l.ConnectPlain()
			lab.Must(active.Close())
			lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Nth(1).Drop().Err())
			// The descriptor remains open, so that the case can observe the socket.
			lab.Must(passive.CloseWrite())
			mark = l.Mark()
			l.Until(passive, tcp.Closed)
			return passive, mark
		}
		s.Cases = append(s.Cases,
			lab.Observe(how.name+": segments", func(l *lab.Lab) string {
				_, mark := lose(l)
				return l.Sent(mark)
			}),
			lab.Observe(how.name+": states of the passive closer", func(l *lab.Lab) string {
				passive, _ := lose(l)
				return l.States(passive)
			}),
			lab.Observe(how.name+": passive closer in LAST-ACK for", func(l *lab.Lab) string {
				passive, _ := lose(l)
				return l.Stay(passive, tcp.LastAck)
			}),
			lab.Observe(how.name+": the passive closer reads", func(l *lab.Lab) string {
				passive, _ := lose(l)
				return lab.ReadAll(passive)
			}),
		)
	}
	return s
}
