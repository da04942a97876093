package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// noTimeWait is C-24: what would be without TIME-WAIT.
func noTimeWait() Scenario {
	s := Scenario{
		ID:    "C-24",
		Group: "loss",
		Title: "Without TIME-WAIT a FIN whose acknowledgement was lost is answered with a RST.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5.2, group 1", "in CLOSED and for no connection a RST answers whatever is not a RST"},
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
			{Claim, "A5", "without TIME_WAIT the FIN that comes again meets a RST, which the other side takes for an error"},
		},
	}
	for _, how := range []struct {
		name   string
		option fixture.HostOption
	}{
		{"TIME-WAIT of 60s", fixture.TimeWaitTimeout(time.Minute)},
		{"TIME-WAIT of 0s", fixture.TimeWaitTimeout(0)},
		{"no room for TIME-WAIT", fixture.MaxTimeWaitBuckets(0)},
	} {
		lose := func(l *lab) (passive *fixture.Conn, mark int) {
			l.net.Host("client", how.option)
			active, passive := l.connectPlain()
			must(active.Close())
			must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Nth(1).Drop().Err())
			// The application keeps the handle, to see what becomes of it.
			must(passive.CloseWrite())
			mark = l.mark()
			l.until(passive, tcp.Closed)
			return passive, mark
		}
		s.Cases = append(s.Cases,
			Case{how.name + ": segments", func(l *lab) string {
				_, mark := lose(l)
				return l.sent(mark)
			}},
			Case{how.name + ": states of the passive closer", func(l *lab) string {
				passive, _ := lose(l)
				return l.states(passive)
			}},
			Case{how.name + ": passive closer in LAST-ACK for", func(l *lab) string {
				passive, _ := lose(l)
				return l.stay(passive, tcp.LastAck)
			}},
			Case{how.name + ": the passive closer reads", func(l *lab) string {
				passive, _ := lose(l)
				return read(passive)
			}},
		)
	}
	return s
}
