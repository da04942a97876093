package timers

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timeOuts is C-45: the timeouts that end a connection.
func timeOuts() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-45",
		Group: "time-out",
		Title: "TCP_USER_TIMEOUT, retransmissions and keep-alives end a connection without RST or TIME-WAIT; a deadline ends only the call.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.3, MUST-20, MUST-21", "after R2 retransmissions the connection is closed; the application can set R2"),
			sources.Clause("RFC 9293, section 3.8.3, SHLD-11", "R2 should be at least 100 seconds"),
			sources.Clause("RFC 9293, section 3.10.8", "USER TIMEOUT: all queues are flushed and the connection is CLOSED"),
			sources.Folklore("A8", "a timeout of send or receive leads to CLOSED"),
		},
	}
	for _, x := range []struct {
		name string
		ends bool // before retransmissions would
		// grain is the granularity of the end: Linux looks at the timeout when it would
		// send again.
		grain time.Duration
		set   func(lab.Conn, *lab.Lab)
	}{
		{"read deadline of 1s", false, 0, func(c lab.Conn, l *lab.Lab) { lab.Must(c.SetReadDeadline(l.Net.Now().Add(time.Second))) }},
		{"TCP_USER_TIMEOUT of 1s", true, 0, func(c lab.Conn, _ *lab.Lab) { lab.Must(c.SetUserTimeout(time.Second)) }},
		{"TCP_USER_TIMEOUT of 10s", true, 5 * time.Second, func(c lab.Conn, _ *lab.Lab) { lab.Must(c.SetUserTimeout(10 * time.Second)) }},
		{"retransmissions", false, 0, func(lab.Conn, *lab.Lab) {}},
		{"keep-alive of 1s, 1s, 2", false, 3 * time.Second, func(c lab.Conn, _ *lab.Lab) {
			lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
		}},
	} {
		for _, data := range []bool{false, true} {
			name := x.name + ", nothing written: "
			if data {
				name = x.name + ", data written: "
			}
			s.Cases = append(s.Cases,
				lab.Observe(name+"read says", func(l *lab.Lab) string {
					_, r, _ := timedOut(l, x.set, data)
					return lab.Ended(r)
				}).To(x.grain),
				lab.Observe(name+"sent", func(l *lab.Lab) string {
					_, _, mark := timedOut(l, x.set, data)
					return lab.List(lab.Counted(l.FlagsSent("client", mark)), ", ")
				}),
			)
			if x.ends && data {
				continue // retransmissions would end it by then
			}
			s.Cases = append(s.Cases, lab.Observe(name+"state after 3 hours", func(l *lab.Lab) string {
				c, _, _ := timedOut(l, x.set, data)
				return c.State().String()
			}))
		}
	}
	return s.With(
		lab.Observe("TCP_USER_TIMEOUT of 5s, keep-alive of 1s, 1s, 9, nothing written: read says", func(l *lab.Lab) string {
			_, r, _ := timedOut(l, func(c lab.Conn, _ *lab.Lab) {
				lab.Must(c.SetUserTimeout(5 * time.Second))
				lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 9}))
			}, false)
			return lab.Ended(r)
		}).To(2500*time.Millisecond),
		lab.Observe("retransmissions, data written: sent when", func(l *lab.Lab) string {
			_, _, mark := timedOut(l, func(lab.Conn, *lab.Lab) {}, true)
			return l.SentWhen("client", mark)
		}).Retransmits(),
		lab.Observe("retransmissions, at most 3, data written: sent when", func(l *lab.Lab) string {
			l.Net.Host("client", lab.MaxRetries(3))
			_, _, mark := timedOut(l, func(lab.Conn, *lab.Lab) {}, true)
			return l.SentWhen("client", mark)
		}).Retransmits(),
		lab.Observe("write deadline of 1s, behind a full window: write says", func(l *lab.Lab) string {
			_, w := stuckWrite(l)
			return lab.Ended(w)
		}),
		lab.Observe("write deadline of 1s, behind a full window: state then", func(l *lab.Lab) string {
			c, _ := stuckWrite(l)
			return c.State().String()
		}),
		lab.Observe("after a read deadline: what the other side writes is read", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(c.SetReadDeadline(l.Net.Now().Add(time.Second)))
			r := l.Reads(c)
			l.Advance(time.Second)
			first := lab.Ended(r)
			lab.Got(p.Write([]byte("hello")))
			lab.Must(p.Close())
			lab.Must(c.SetReadDeadline(time.Time{}))
			return first + ", then " + lab.ReadAll(c)
		}),
	)
}

// timedOut connects, crashes the server, writes or does not write, reads, and advances
// the clock by an hour.
func timedOut(l *lab.Lab, set func(lab.Conn, *lab.Lab), data bool) (lab.Conn, lab.Call, int) {
	c, mark := vanishedPeer(l, net.KeepAliveConfig{})
	set(c, l)
	r := l.Reads(c)
	if data {
		lab.Got(c.Write([]byte("hello")))
	}
	l.Outlast(3*time.Hour, lab.Closed(c))
	return c, r, mark
}

// stuckWrite writes more than the buffers of server and client hold, with a deadline.
func stuckWrite(l *lab.Lab) (lab.Conn, lab.Call) {
	c, p := l.Connect("tcp4")
	lab.Must(p.SetReadBuffer(8 << 10))
	lab.Must(c.SetWriteBuffer(8 << 10))
	lab.Must(c.SetWriteDeadline(l.Net.Now().Add(time.Second)))
	w := l.Net.Go(func() error { _, err := c.Write(make([]byte, 1<<20)); return err })
	l.Advance(time.Second)
	return c, w
}
