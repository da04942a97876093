package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// finOutlives is N-03: the last ACK is lost so often that TIME-WAIT is over.
func finOutlives() Scenario {
	s := Scenario{
		ID:    "N-03",
		Group: "loss",
		Title: "TIME-WAIT makes it likely, not certain, that a FIN is acknowledged: once the FIN's next repetition takes longer than 2 MSL it meets a RST.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, eighth", "a FIN in TIME-WAIT starts 2 MSL anew"},
			{Clause, "RFC 9293, section 3.5.2, group 1", "a segment that meets no connection is answered with a RST"},
			{Claim, "A65", "2MSL make it likelier, and not certain, that a lost last ACK is sent again"},
		},
	}
	// The FIN is sent at 0, 1, 3, 7, 15, 31, 63 and 127 s.
	for _, lost := range []int{0, 5, 6, 7} {
		s.Cases = append(s.Cases, Case{strconv.Itoa(lost) + " of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab) string {
			return l.lastAnswer(func() {
				if lost > 0 {
					must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Times(lost).Drop().Err())
				}
			})
		}})
	}
	for _, lost := range []int{4, 5, 6} {
		s.Cases = append(s.Cases, Case{"the last ACK and " + strconv.Itoa(lost) + " repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab) string {
			return l.lastAnswer(func() {
				must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Nth(1).Drop().Err())
				must(l.net.On(tcp.FIN, fixture.From("server")).Nth(1).Pass().Err())
				must(l.net.On(tcp.FIN, fixture.From("server")).Times(lost).Drop().Err())
			})
		}})
	}
	s.Cases = append(s.Cases, Case{"7 of the last ACKs are lost, TIME-WAIT of 4m0s: answer that arrives, LAST-ACK lasted, the passive closer reads", func(l *lab) string {
		l.net.Host("client", fixture.TimeWaitTimeout(4*time.Minute))
		return l.lastAnswer(func() {
			must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Times(7).Drop().Err())
		})
	}})
	return s
}

// lastAnswer closes a connection, the client first, and says what ends LAST-ACK
// and when. lose makes the rules before the server closes.
func (l *lab) lastAnswer(lose func()) string {
	c, p := l.connectPlain()
	must(c.Close())
	lose()
	must(p.CloseWrite())
	l.until(p, tcp.Closed)
	last, _ := l.net.Timeline().Last(fixture.Sent(fixture.From("client")))
	return last.Segment.Flags.String() + ", " + l.stayed(p, tcp.LastAck).String() + ", " + read(p)
}
