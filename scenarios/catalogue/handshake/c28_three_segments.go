package handshake

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// threeSegments is C-28: the time at which connect and accept return.
func threeSegments() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-28",
		Group: "handshake",
		Title: "Connect returns after the second segment; Accept returns after the third, or after data in its place.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5, figure 6", "the three-way handshake"),
			sources.Claim("A60", "connect returns after the second segment, accept after the third"),
			sources.Claim("A28", "the client is ESTABLISHED after the SYN,ACK, the server after the ACK"),
			sources.Claim("A37", "a connection waits in the SYN queue and then in the accept queue"),
		},
	}
	return s.With(
		lab.Observe("10ms each way: connect and accept return", func(l *lab.Lab) string {
			client, ln := l.Client(), lab.Got(l.Server().Listen("tcp4", ":80"))
			lab.Must(l.Net.Link("client", "server").SetLatency(10 * time.Millisecond))
			accept := l.Net.Go(func() error { _, err := ln.Accept(); return err })
			connect := l.Net.Go(func() error { _, err := client.Dial("tcp4", "server:80"); return err })
			l.Advance(time.Second)
			return "connect " + lab.Ended(connect) + ", accept " + lab.Ended(accept)
		}).To(100*time.Millisecond),
		lab.Observe("segments", func(l *lab.Lab) string {
			l.Connect("tcp4")
			return l.Sent(0)
		}),
		lab.Observe("states of the server", func(l *lab.Lab) string {
			_, p := l.Connect("tcp4")
			return opening(l, p)
		}),
		lab.Observe("the third segment is late: states", func(l *lab.Lab) string {
			c, _, _ := lateThird(l)
			return c.State().String() + " and " + serverSide(l, c)
		}),
		lab.Observe("the third segment is late: accept", func(l *lab.Lab) string {
			_, accept, late := lateThird(l)
			before := lab.Ended(accept)
			lab.Got(late.Release())
			return before + ", then " + lab.Ended(accept)
		}),
		lab.Observe("the third segment is lost, the client writes: accept", func(l *lab.Lab) string {
			c, accept, late := lateThird(l)
			lab.Must(late.Remove())
			lab.Got(c.Write([]byte("hello")))
			return lab.Ended(accept)
		}),
		lab.Observe("the third segment is lost, the client is silent: accept", func(l *lab.Lab) string {
			_, accept, late := lateThird(l)
			lab.Must(late.Remove())
			l.Advance(time.Minute)
			return lab.Ended(accept)
		}),
		lab.Observe("the third segment is lost, the client closes: states of the server", func(l *lab.Lab) string {
			c, _, late := lateThird(l)
			lab.Must(late.Remove())
			lab.Must(c.Close())
			return serverSide(l, c)
		}),
	)
}

// lateThird connects while the server accepts, and holds back the third segment of the
// handshake.
func lateThird(l *lab.Lab) (client lab.Conn, accept lab.Call, late *fixture.Rule) {
	ln := lab.Got(l.Server().Listen("tcp4", ":80"))
	d := lab.Dialer{Host: l.Client(), NoKeepAlive: true}
	accept = l.Net.Go(func() error { _, err := ln.Accept(); return err })
	late = l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Times(1).Hold()
	lab.Must(late.Err())
	return lab.Got(d.Dial("tcp4", "server:80")), accept, late
}
