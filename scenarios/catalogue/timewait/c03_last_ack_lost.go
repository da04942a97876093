package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lastAckLost is C-03: the purpose of TIME-WAIT.
func lastAckLost() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-03",
		Group: "time-wait",
		Title: "A retransmitted FIN in TIME-WAIT is acknowledged again and restarts 2 MSL.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL timeout"),
			sources.Claim("A4", "when the last ACK is lost, the FIN is retransmitted and TIME_WAIT answers it"),
			sources.Claim("A23", "a retransmitted FIN restarts the time"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_PROCESSING_06", "a repeated FIN in TIME-WAIT is acknowledged and restarts 2 MSL"),
		},
	}
	for _, losses := range []int{1, 2, 3} {
		name := "last ACK lost " + lab.Times(losses) + ": "
		s.Cases = append(s.Cases,
			lab.Observe(name+"segments", func(l *lab.Lab) string {
				_, _, mark := loseLastAck(l, losses)
				return l.Sent(mark)
			}),
			lab.Observe(name+"passive closer in LAST-ACK for", func(l *lab.Lab) string {
				_, passive, _ := loseLastAck(l, losses)
				return l.Stay(passive, tcp.LastAck)
			}).Retransmits(),
			lab.Observe(name+"TIME-WAIT ended, after the last FIN", func(l *lab.Lab) string {
				active, _, mark := loseLastAck(l, losses)
				return endAfterFIN(l, active, mark)
			}),
		)
	}
	for _, delay := range []time.Duration{0, 1, 30 * time.Second, time.Minute - 1} {
		s.Cases = append(s.Cases, lab.Observe("FIN twice, "+delay.String()+" apart: TIME-WAIT lasted", func(l *lab.Lab) string {
			if delay%time.Second != 0 {
				l.Exact()
			}
			active, passive := l.Sides("client")
			lab.Must(active.Close())
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Duplicate(delay).Err())
			lab.Must(passive.Close())
			return l.WholeTimeWait(active)
		}))
	}
	s.Cases = append(s.Cases, lab.Observe("FIN again after TIME-WAIT: answer", func(l *lab.Lab) string {
		active, passive := l.Sides("client")
		lab.Must(active.Close())
		lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Duplicate(time.Hour).Err())
		lab.Must(passive.Close())
		l.Until(active, tcp.Closed)
		mark := l.Mark()
		l.Advance(time.Hour)
		return l.SentBy("client", mark)
	}))
	return s
}

// loseLastAck closes a connection, loses the last ACK losses times, and waits for the
// end. The mark is before the second FIN.
func loseLastAck(l *lab.Lab, losses int) (active, passive lab.Conn, mark int) {
	active, passive = l.Sides("client")
	lab.Must(active.Close())
	mark = l.Mark()
	lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Times(losses).Drop().Err())
	lab.Must(passive.Close())
	l.Until(passive, tcp.Closed)
	l.Until(active, tcp.Closed)
	return active, passive, mark
}

// endAfterFIN returns the time from the last FIN that the client received to the end of
// its TIME-WAIT.
func endAfterFIN(l *lab.Lab, c lab.Conn, mark int) string {
	var fin, end time.Duration
	for e := range l.Net.Timeline().Since(mark) {
		switch {
		case e.Kind == timeline.Delivered && e.Host == l.HostOf(c) && e.Segment.Flags.Has(tcp.FIN):
			fin = e.At
		}
	}
	for _, e := range l.Changes(c) {
		if e.From == tcp.TimeWait {
			end = e.At
		}
	}
	return l.Span(end - fin)
}
