package timers

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// blackHole is C-46: unanswered SYNs.
func blackHole() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-46",
		Group: "time-out",
		Title: "Connect sends an unanswered SYN seven times, doubles the timeout each time, and gives up after 127 s.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.3, MUST-23", "R2 for a SYN must be at least 3 minutes"),
			sources.Clause("RFC 6298, section 2.1, section 5.5", "the timeout starts at 1 s and doubles"),
		},
	}
	for _, lost := range []int{0, 1, 2, 3} {
		s.Cases = append(s.Cases, lab.Observe("latency of 10ms, SYN lost "+lab.Times(lost)+": lost data is sent again after", func(l *lab.Lab) string {
			l.Server()
			for n := range lost {
				lab.Must(l.Net.On(timeline.Flags(tcp.SYN), timeline.To("server")).Nth(n + 1).Drop().Err())
			}
			return firstTimeOut(l)
		}).Retransmits())
	}
	return s.With(
		lab.Observe("SYNs", func(l *lab.Lab) string {
			l.DialNobody()
			l.Advance(5 * time.Minute)
			return l.SentWhen("client", 0)
		}),
		lab.Observe("connect says", func(l *lab.Lab) string {
			call := l.DialNobody()
			l.Advance(5 * time.Minute)
			return lab.Ended(call)
		}),
		lab.Observe("connect says after 126.999999999s", func(l *lab.Lab) string {
			call := l.DialNobody()
			l.Advance(127*time.Second - 1)
			return lab.Ended(call)
		}),
		lab.Observe("connect says after 2m59.999999999s", func(l *lab.Lab) string {
			call := l.DialNobody()
			l.Advance(3*time.Minute - 1)
			return lab.Ended(call)
		}),
		lab.Observe("sequence numbers of the SYNs", func(l *lab.Lab) string {
			l.DialNobody()
			l.Advance(5 * time.Minute)
			seen := map[uint32]bool{}
			for _, x := range l.Net.Timeline().Segments(timeline.Flags(tcp.SYN)) {
				seen[x.Seq] = true
			}
			if len(seen) == 1 {
				return "one"
			}
			return "several"
		}),
		lab.Observe("timestamps of the SYNs", func(l *lab.Lab) string {
			l.DialNobody()
			l.Advance(5 * time.Minute)
			return timestampsOf(l, timeline.Flags(tcp.SYN))
		}),
		lab.Observe("connect with a time-out of 10s says", func(l *lab.Lab) string {
			call := l.DialNobodyFor(10 * time.Second)
			l.Outlast(5*time.Minute, call.Done)
			return lab.Ended(call)
		}),
		lab.Observe("the host comes back after 30s: connect says", func(l *lab.Lab) string {
			call := l.DialNobody()
			l.Advance(30 * time.Second)
			lab.Must(l.Server().Restart())
			lab.Got(l.Server().Listen("tcp4", ":80"))
			l.Advance(5 * time.Minute)
			return lab.Ended(call)
		}),
		lab.Observe("the host comes back after 30s and nobody listens: connect says", func(l *lab.Lab) string {
			call := l.DialNobody()
			l.Advance(30 * time.Second)
			lab.Must(l.Server().Restart())
			l.Advance(5 * time.Minute)
			return lab.Ended(call)
		}),
	)
}

// firstTimeOut connects over a link with a latency of 10 ms. It returns the time after
// which the client retransmits its first data, which is lost.
func firstTimeOut(l *lab.Lab) string {
	client := l.Client()
	lab.Got(l.Server().Listen("tcp4", ":80"))
	lab.Must(l.Net.Link("client", "server").SetLatency(10 * time.Millisecond))
	var c lab.Conn
	lab.Must(l.Net.Await(func() (err error) { c, err = client.Dial("tcp4", "server:80"); return err }, 5*time.Minute))
	lab.Must(l.Net.On(timeline.Data()).Times(1).Drop().Err())
	mark := l.Mark()
	lab.Got(c.Write([]byte("hello")))
	l.Advance(time.Minute)
	return gap(l, mark, timeline.Data())
}

// gap returns the time between the first two matching segments since a mark.
func gap(l *lab.Lab, mark int, m timeline.Filter) string {
	sent := l.Net.Timeline().Events(timeline.Following(mark), timeline.Sent, m)
	if len(sent) < 2 {
		return "never"
	}
	return l.Span(sent[1].At - sent[0].At)
}

// timestampsOf reports whether the timestamps of the matching segments follow the clock
// or stand still.
func timestampsOf(l *lab.Lab, m timeline.Filter) string {
	sent := l.Net.Timeline().Events(timeline.Sent, m)
	if len(sent) == 0 {
		return lab.Nothing
	}
	for _, e := range sent[1:] {
		switch moved := e.Segment.Options.TSVal - sent[0].Segment.Options.TSVal; {
		case moved == 0:
			return "stand still"
		case time.Duration(moved)*time.Millisecond != e.At-sent[0].At:
			return "move, but not with the clock"
		}
	}
	return "follow the clock"
}
