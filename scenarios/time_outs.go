package scenarios

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// timeOuts is C-45: which of the time-outs end a connection.
func timeOuts() Scenario {
	s := Scenario{
		ID:    "C-45",
		Group: "time-out",
		Title: "A deadline ends a call and not the connection; TCP_USER_TIMEOUT, retransmissions and keep-alives end the connection, without a RST and without TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.3, MUST-20, MUST-21", "after R2 retransmissions the connection is closed, which the application can set"},
			{Clause, "RFC 9293, section 3.8.3, SHLD-11", "R2 should be at least 100 seconds"},
			{Clause, "RFC 9293, section 3.10.8", "USER TIMEOUT: all queues are flushed and the connection is CLOSED"},
			{Folklore, "A8", "a time-out of send or receive leads to CLOSED"},
		},
	}
	for _, x := range []struct {
		name string
		ends bool // before retransmissions would
		set  func(*fixture.Conn, *lab)
	}{
		{"read deadline of 1s", false, func(c *fixture.Conn, l *lab) { must(c.SetReadDeadline(l.net.Now().Add(time.Second))) }},
		{"TCP_USER_TIMEOUT of 1s", true, func(c *fixture.Conn, _ *lab) { must(c.SetUserTimeout(time.Second)) }},
		{"TCP_USER_TIMEOUT of 10s", true, func(c *fixture.Conn, _ *lab) { must(c.SetUserTimeout(10 * time.Second)) }},
		{"retransmissions", false, func(*fixture.Conn, *lab) {}},
		{"keep-alive of 1s, 1s, 2", false, func(c *fixture.Conn, _ *lab) {
			must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
		}},
	} {
		for _, data := range []bool{false, true} {
			name := x.name + ", nothing written: "
			if data {
				name = x.name + ", data written: "
			}
			s.Cases = append(s.Cases,
				Case{name + "read says", func(l *lab) string {
					_, r, _ := l.timedOut(x.set, data)
					return ended(r)
				}},
				Case{name + "sent", func(l *lab) string {
					_, _, mark := l.timedOut(x.set, data)
					return list(counted(l.flagsSent("client", mark)), ", ")
				}},
			)
			if x.ends && data {
				continue // retransmissions would end it by then
			}
			s.Cases = append(s.Cases, Case{name + "state after 3 hours", func(l *lab) string {
				c, _, _ := l.timedOut(x.set, data)
				return c.State().String()
			}})
		}
	}
	return s.add(
		Case{"TCP_USER_TIMEOUT of 5s, keep-alive of 1s, 1s, 9, nothing written: read says", func(l *lab) string {
			_, r, _ := l.timedOut(func(c *fixture.Conn, _ *lab) {
				must(c.SetUserTimeout(5 * time.Second))
				must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 9}))
			}, false)
			return ended(r)
		}},
		Case{"retransmissions, data written: sent when", func(l *lab) string {
			_, _, mark := l.timedOut(func(*fixture.Conn, *lab) {}, true)
			return l.sentWhen("client", mark)
		}},
		Case{"retransmissions, at most 3, data written: sent when", func(l *lab) string {
			l.net.Host("client", fixture.MaxRetries(3))
			_, _, mark := l.timedOut(func(*fixture.Conn, *lab) {}, true)
			return l.sentWhen("client", mark)
		}},
		Case{"write deadline of 1s, behind a full window: write says", func(l *lab) string {
			_, w := l.stuckWrite()
			return ended(w)
		}},
		Case{"write deadline of 1s, behind a full window: state then", func(l *lab) string {
			c, _ := l.stuckWrite()
			return c.State().String()
		}},
		Case{"after a read deadline: what the other side writes is read", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.SetReadDeadline(l.net.Now().Add(time.Second)))
			r := l.reads(c)
			l.advance(time.Second)
			first := ended(r)
			got(p.Write([]byte("hello")))
			must(p.Close())
			must(c.SetReadDeadline(time.Time{}))
			return first + ", then " + read(c)
		}},
	)
}

// timedOut connects, lets the server vanish, writes something or not, reads, and
// lets an hour pass.
func (l *lab) timedOut(set func(*fixture.Conn, *lab), data bool) (*fixture.Conn, *fixture.Call, int) {
	c, mark := l.vanishedPeer(net.KeepAliveConfig{})
	set(c, l)
	r := l.reads(c)
	if data {
		got(c.Write([]byte("hello")))
	}
	l.advance(3 * time.Hour)
	return c, r, mark
}

// stuckWrite writes more than the server's buffer and the client's take, with a
// deadline.
func (l *lab) stuckWrite() (*fixture.Conn, *fixture.Call) {
	c, p := l.connect("tcp4")
	must(p.SetReadBuffer(8 << 10))
	must(c.SetWriteBuffer(8 << 10))
	must(c.SetWriteDeadline(l.net.Now().Add(time.Second)))
	w := l.net.Go(func() error { _, err := c.Write(make([]byte, 1<<20)); return err })
	l.advance(time.Second)
	return c, w
}
