package loss

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// closingSegmentLost is C-23: each of the four segments may be lost.
func closingSegmentLost() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-23",
		Group: "loss",
		Title: "The loss of any of a close's four segments changes neither its completion nor the side that enters TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "a FIN is retransmitted until it is acknowledged"),
			sources.Clause("RFC 9293, section 3.10.7.4, first", "duplicates are acknowledged again"),
			sources.Claim("A11", "TCP closes properly whichever of the last four segments is lost"),
			sources.Claim("A48", "TIME_WAIT is long enough whether or not the last ACK is lost"),
		},
	}
	for _, segment := range []struct {
		name string
		from string
		what timeline.Filter
	}{
		{"the first FIN", "client", timeline.Flags(tcp.FIN)},
		{"the acknowledgement of the first FIN", "server", timeline.All(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()))},
		{"the second FIN", "server", timeline.Flags(tcp.FIN)},
		{"the acknowledgement of the second FIN", "client", timeline.All(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()))},
	} {
		for _, losses := range []int{1, 2} {
			// lose closes with the loss and waits for the end. The server closes 10 s
			// after the client, so that no acknowledgement is merged with a FIN.
			lose := func(l *lab.Lab) (active, passive lab.Conn, mark int) {
				active, passive = l.ConnectPlain()
				lab.Must(l.Net.On(segment.what, timeline.From(segment.from)).Times(losses).Drop().Err())
				mark = l.Mark()
				lab.Must(active.Close())
				l.Advance(10 * time.Second)
				lab.Must(passive.Close())
				l.Until(passive, tcp.Closed)
				return active, passive, mark
			}
			name := segment.name + " is lost " + lab.Times(losses) + ": "
			s.Cases = append(s.Cases,
				lab.Observe(name+"segments", func(l *lab.Lab) string {
					_, _, mark := lose(l)
					return l.Sent(mark)
				}),
				lab.Observe(name+"states of the active closer", func(l *lab.Lab) string {
					active, _, _ := lose(l)
					l.Until(active, tcp.Closed)
					return l.States(active)
				}),
				lab.Observe(name+"in TIME-WAIT is, when the other side is in CLOSED", func(l *lab.Lab) string {
					lose(l)
					return l.Holders()
				}),
				lab.Observe(name+"FIN-WAIT-1, LAST-ACK and TIME-WAIT lasted", func(l *lab.Lab) string {
					active, passive, _ := lose(l)
					l.Until(active, tcp.Closed)
					return l.Stay(active, tcp.FinWait1) + ", " + l.Stay(passive, tcp.LastAck) + " and " + l.TimeWait(active)
				}).Retransmits(),
			)
		}
	}
	return s
}
