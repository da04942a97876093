package scenarios

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// finTooLate is C-83: how long a lost last ACK can be made up for.
func finTooLate() Scenario {
	s := Scenario{
		ID:    "C-83",
		Group: "loss",
		Title: "A lost last ACK is made up for as long as TIME-WAIT lasts; a FIN that comes again only after that is answered with a RST.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL time-out"},
			{Clause, "RFC 9293, section 3.5.2, group 1", "in CLOSED and for no connection a RST answers whatever is not a RST"},
			{Claim, "A65", "2MSL make it likelier, and not certain, that a lost last ACK is sent again"},
			{Claim, "A4", "when the last ACK is lost the FIN comes again, and TIME_WAIT answers it"},
		},
		says: finTooLateExpected(),
	}
	// The FIN is sent again after 1, 3, 7, 15, 31 and 63 s.
	for _, lost := range []int{0, 1, 4, 5} {
		name := "the last ACK is lost: "
		if lost > 0 {
			name = fmt.Sprintf("the last ACK is lost, and so is the FIN, %d times: ", lost)
		}
		s.Cases = append(s.Cases,
			Case{name + "answer to the next FIN", func(l *lab) string {
				_, _, mark := l.lateFIN(lost)
				return l.sentBy("client", mark)
			}},
			Case{name + "passive closer in LAST-ACK for", func(l *lab) string {
				_, passive, _ := l.lateFIN(lost)
				return l.stay(passive, fixture.LastAck)
			}},
			Case{name + "TIME-WAIT lasted", func(l *lab) string {
				active, _, _ := l.lateFIN(lost)
				l.advance(5 * time.Minute)
				return l.timeWait(active)
			}},
		)
	}
	return s
}

// lateFIN closes a connection whose last ACK is lost, and as many of the FINs
// that ask for it again, and waits for the end of the passive side.
func (l *lab) lateFIN(lost int) (active, passive *fixture.Conn, mark int) {
	active, passive = l.connectPlain()
	must(active.Close())
	must(l.net.On(fixture.Pure(fixture.ACK), fixture.From("client")).Nth(1).Drop().Err())
	must(passive.Close())
	if lost > 0 {
		must(l.net.On(fixture.FIN, fixture.From("server")).Times(lost).Drop().Err())
	}
	mark = l.mark()
	l.until(passive, fixture.Closed)
	return active, passive, mark
}
