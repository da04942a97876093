package linger

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// lingerWait is C-77: the time that Close waits.
func lingerWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-77",
		Group: "linger",
		Title: "With a positive SO_LINGER Close waits until all data and the FIN are acknowledged, or until the timeout.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "a FIN is retransmitted until it is acknowledged"),
			sources.Incident("cilium/cilium#38500", "a proxy sets SO_LINGER to 0 or 1 to free its four-tuples"),
		},
	}
	for _, how := range []struct {
		name        string
		prepare     func(l *lab.Lab)
		retransmits bool
	}{
		{"the other side acknowledges at once", func(*lab.Lab) {}, false},
		{"the other side acknowledges after 80ms", func(l *lab.Lab) {
			lab.Must(l.Net.Link("client", "server").SetLatency(40 * time.Millisecond))
		}, false},
		{"the FIN is lost once", func(l *lab.Lab) {
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("client")).Nth(1).Drop().Err())
		}, true},
		{"the acknowledgement is lost once", func(l *lab.Lab) {
			lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server")).Nth(1).Drop().Err())
		}, true},
		{"the other side is silent", func(l *lab.Lab) {
			lab.Must(l.Net.On(timeline.From("server")).Drop().Err())
		}, false},
	} {
		c := lab.Observe(how.name+", SO_LINGER of 2: Close", func(l *lab.Lab) string {
			c, _ := l.ConnectPlain()
			how.prepare(l)
			lab.Must(c.SetLinger(2))
			call := l.Net.Go(c.Close)
			lab.Got(l.Net.AdvanceUntil(call.Done, time.Minute))
			return closeReturned(call, c)
		}).To(60 * time.Millisecond)
		if how.retransmits {
			c = c.Retransmits()
		}
		s.Cases = append(s.Cases, c)
	}
	s.Cases = append(s.Cases,
		lab.Observe("nothing was acknowledged in time: the other side reads in the end", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(l.Net.On(timeline.From("client")).Times(3).Drop().Err())
			lab.Got(c.Write([]byte("hello")))
			lab.Must(c.SetLinger(1))
			call := l.Net.Go(c.Close)
			l.Advance(time.Minute)
			lab.Must(call.Err())
			return lab.ReadAll(p)
		}),
		lab.Observe("the other side resets after 1s, SO_LINGER of 5: Close", func(l *lab.Lab) string {
			c, p := l.ConnectPeer()
			closer := l.Conn(c) // whose Close waits on any target
			lab.Must(closer.SetLinger(5))
			p.Ignore(timeline.Repeated())
			call := l.Net.Go(closer.Close)
			p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
			l.Advance(time.Second)
			p.SendRST()
			return closeReturned(call, closer)
		}),
	)
	return s
}

// closeReturned returns the duration and the result of a call of Close, and the state
// after it.
func closeReturned(call lab.Call, c lab.Conn) string {
	if !call.Done() {
		return "waits"
	}
	return "took " + call.Took().String() + ", " + lab.ErrText(call.Err()) + ", in " + c.State().String()
}
