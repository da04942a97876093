package scenarios

import (
	"strings"

	"github.com/twcheck/twcheck/fixture"
)

// lossyClose is C-23: each segment of an orderly close is lost in turn.
func lossyClose() Scenario {
	s := Scenario{
		ID:    "C-23",
		Group: "loss",
		Title: "Whichever segment of a close is lost, the close is orderly, and TIME-WAIT is of the side that closed first.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6", "both sides retransmit their FIN until it is acknowledged"},
			{Claim, "A11", "TIME_WAIT is there for reliable termination"},
		},
		says: lossyCloseExpected(),
	}
	for _, segment := range []struct {
		name  string
		from  string
		match fixture.Match
	}{
		{"the first FIN", "client", fixture.FIN},
		{"the ACK of the first FIN", "server", fixture.Pure(fixture.ACK)},
		{"the second FIN", "server", fixture.FIN},
		{"the ACK of the second FIN", "client", fixture.Pure(fixture.ACK)},
	} {
		for _, losses := range []int{1, 2} {
			name := segment.name + " lost " + times(losses) + ": "
			close := func(l *lab) (active, passive *fixture.Conn, mark int) {
				active, passive = l.sides("client")
				mark = l.mark()
				must(l.net.On(segment.match, fixture.From(segment.from)).Times(losses).Drop().Err())
				must(active.Close())
				l.until(passive, fixture.CloseWait)
				must(passive.Close())
				l.until(passive, fixture.Closed)
				l.until(active, fixture.Closed)
				return active, passive, mark
			}
			s.Cases = append(s.Cases,
				Case{name + "segments", func(l *lab) string {
					_, _, mark := close(l)
					return l.sent(mark)
				}},
				Case{name + "states", func(l *lab) string {
					active, passive, _ := close(l)
					return strings.Join([]string{l.states(active), l.states(passive)}, ", ")
				}},
				Case{name + "TIME-WAIT lasted", func(l *lab) string {
					active, _, _ := close(l)
					return l.timeWait(active)
				}},
			)
		}
	}
	return s
}
