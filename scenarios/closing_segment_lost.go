package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// closingSegmentLost is C-23: each of the four segments may be lost.
func closingSegmentLost() Scenario {
	s := Scenario{
		ID:    "C-23",
		Group: "loss",
		Title: "Whichever of the four segments of a close is lost, the close completes, and the same side is in TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1", "a FIN is sent again until it is acknowledged"},
			{Clause, "RFC 9293, section 3.10.7.4, first", "what was received before is acknowledged again"},
			{Claim, "A11", "TCP closes properly whichever of the last four segments is lost"},
			{Claim, "A48", "TIME_WAIT is long enough whether or not the last ACK is lost"},
		},
	}
	for _, segment := range []struct {
		name string
		from string
		what fixture.Match
	}{
		{"the first FIN", "client", tcp.FIN},
		{"the acknowledgement of the first FIN", "server", fixture.Pure(tcp.ACK)},
		{"the second FIN", "server", tcp.FIN},
		{"the acknowledgement of the second FIN", "client", fixture.Pure(tcp.ACK)},
	} {
		for _, losses := range []int{1, 2} {
			// lose closes with the loss and waits for the end. The server closes
			// 10 s after the client, so that no acknowledgement is merged with a
			// FIN.
			lose := func(l *lab) (active, passive *fixture.Conn, mark int) {
				active, passive = l.connectPlain()
				must(l.net.On(segment.what, fixture.From(segment.from)).Times(losses).Drop().Err())
				mark = l.mark()
				must(active.Close())
				l.advance(10 * time.Second)
				must(passive.Close())
				l.until(passive, tcp.Closed)
				return active, passive, mark
			}
			name := segment.name + " is lost " + times(losses) + ": "
			s.Cases = append(s.Cases,
				Case{name + "segments", func(l *lab) string {
					_, _, mark := lose(l)
					return l.sent(mark)
				}},
				Case{name + "states of the active closer", func(l *lab) string {
					active, _, _ := lose(l)
					l.until(active, tcp.Closed)
					return l.states(active)
				}},
				Case{name + "in TIME-WAIT is, when the other side is in CLOSED", func(l *lab) string {
					lose(l)
					return l.holders()
				}},
				Case{name + "FIN-WAIT-1, LAST-ACK and TIME-WAIT lasted", func(l *lab) string {
					active, passive, _ := lose(l)
					l.until(active, tcp.Closed)
					return l.stay(active, tcp.FinWait1) + ", " + l.stay(passive, tcp.LastAck) + " and " + l.timeWait(active)
				}},
			)
		}
	}
	return s
}
