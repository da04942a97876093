package loss

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finOutlives is N-03: so many ACKs are lost that TIME-WAIT ends first.
func finOutlives() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-03",
		Group: "loss",
		Title: "TIME-WAIT does not guarantee that a FIN is acknowledged: a FIN retransmitted after 2 MSL receives a RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN in TIME-WAIT restarts 2 MSL"),
			sources.Clause("RFC 9293, section 3.5.2, group 1", "a segment without a connection is answered with a RST"),
			sources.Claim("A65", "2MSL makes the retransmission of a lost last ACK likely, not certain"),
		},
	}
	// The FIN is sent at 0, 1, 3, 7, 15, 31, 63 and 127 s.
	for _, lost := range []int{0, 5, 6, 7} {
		s.Cases = append(s.Cases, lab.Observe(strconv.Itoa(lost)+" of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab.Lab) string {
			return lastAnswer(l, func() {
				if lost > 0 {
					lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Times(lost).Drop().Err())
				}
			})
		}).Retransmits())
	}
	for _, lost := range []int{4, 5, 6} {
		s.Cases = append(s.Cases, lab.Observe("the last ACK and "+strconv.Itoa(lost)+" repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab.Lab) string {
			return lastAnswer(l, func() {
				lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Nth(1).Drop().Err())
				lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Nth(1).Pass().Err())
				lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Times(lost).Drop().Err())
			})
		}).Retransmits())
	}
	s.Cases = append(s.Cases, lab.Observe("7 of the last ACKs are lost, TIME-WAIT of 4m0s: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab.Lab) string {
		l.Net.Host("client", lab.TimeWaitTimeout(4*time.Minute))
		return lastAnswer(l, func() {
			lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Times(7).Drop().Err())
		})
	}))
	return s
}

// lastAnswer closes a connection, the client first, and returns the cause and the time
// of the end of LAST-ACK. lose adds the rules before the server closes.
func lastAnswer(l *lab.Lab, lose func()) string {
	c, p := l.ConnectPlain()
	lab.Must(c.Close())
	lose()
	lab.Must(p.CloseWrite())
	l.Until(p, tcp.Closed)
	last, _ := l.Net.Timeline().Last(timeline.Sent, timeline.From("client"))
	return last.Segment.Flags.String() + ", " + l.Stayed(p, tcp.LastAck).String() + ", " + lab.ReadAll(p)
}
