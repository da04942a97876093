package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// lastAckLost is C-03: what TIME-WAIT is for.
func lastAckLost() Scenario {
	s := Scenario{
		ID:    "C-03",
		Group: "time-wait",
		Title: "A FIN that arrives again in TIME-WAIT is acknowledged again and starts 2 MSL anew.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL time-out"},
			{Claim, "A4", "when the last ACK is lost the FIN comes again, and TIME_WAIT answers it"},
			{Claim, "A23", "the time is then counted from the second FIN"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_PROCESSING_06", "a FIN that comes again in TIME-WAIT is acknowledged, and 2 MSL start anew"},
		},
	}
	for _, losses := range []int{1, 2, 3} {
		name := "last ACK lost " + times(losses) + ": "
		s.Cases = append(s.Cases,
			Case{name + "segments", func(l *lab) string {
				_, _, mark := l.loseLastAck(losses)
				return l.sent(mark)
			}},
			Case{name + "passive closer in LAST-ACK for", func(l *lab) string {
				_, passive, _ := l.loseLastAck(losses)
				return l.stay(passive, tcp.LastAck)
			}},
			Case{name + "TIME-WAIT ended, after the last FIN", func(l *lab) string {
				active, _, mark := l.loseLastAck(losses)
				return l.endAfterFIN(active, mark)
			}},
		)
	}
	for _, delay := range []time.Duration{0, 1, 30 * time.Second, time.Minute - 1} {
		s.Cases = append(s.Cases, Case{"FIN twice, " + delay.String() + " apart: TIME-WAIT lasted", func(l *lab) string {
			active, passive := l.sides("client")
			must(active.Close())
			must(l.net.On(tcp.FIN, fixture.From("server")).Duplicate(delay).Err())
			must(passive.Close())
			return l.wholeTimeWait(active)
		}})
	}
	s.Cases = append(s.Cases, Case{"FIN again after TIME-WAIT: answer", func(l *lab) string {
		active, passive := l.sides("client")
		must(active.Close())
		must(l.net.On(tcp.FIN, fixture.From("server")).Duplicate(time.Hour).Err())
		must(passive.Close())
		l.until(active, tcp.Closed)
		mark := l.mark()
		l.advance(time.Hour)
		return l.sentBy("client", mark)
	}})
	return s
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// loseLastAck closes a connection of which the last ACK is lost that often, and
// waits until all is over. The mark is before the second FIN.
func (l *lab) loseLastAck(losses int) (active, passive *fixture.Conn, mark int) {
	active, passive = l.sides("client")
	must(active.Close())
	mark = l.mark()
	must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Times(losses).Drop().Err())
	must(passive.Close())
	l.until(passive, tcp.Closed)
	l.until(active, tcp.Closed)
	return active, passive, mark
}

// stay says how long a connection was in a state.
func (l *lab) stay(c *fixture.Conn, s tcp.State) string {
	for _, e := range l.changes(c) {
		if e.From == s {
			return e.Duration.String()
		}
	}
	return "never"
}

// endAfterFIN says how long after the last FIN that the client got it left
// TIME-WAIT.
func (l *lab) endAfterFIN(c *fixture.Conn, mark int) string {
	var fin, end time.Duration
	for e := range l.net.Timeline().Since(mark) {
		switch {
		case e.Kind == fixture.EventDelivered && e.Host == c.Host().Name() && e.Segment.Flags.Has(tcp.FIN):
			fin = e.At
		case e.Kind == fixture.EventState && e.From == tcp.TimeWait:
			end = e.At
		}
	}
	return (end - fin).String()
}
