package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// threeSegments is C-28: when connect and accept return.
func threeSegments() Scenario {
	s := Scenario{
		ID:    "C-28",
		Group: "handshake",
		Title: "Connect returns when the second segment has arrived, accept when the third has, or data in its place.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5, figure 6", "the three-way handshake"},
			{Claim, "A60", "connect returns after the second segment, accept after the third"},
			{Claim, "A28", "the client is ESTABLISHED on the SYN-ACK, the server on the ACK"},
			{Claim, "A37", "a connection waits in the queue of SYNs, then in the accept queue, and then is accepted"},
		},
	}
	return s.add(
		Case{"10ms each way: connect and accept return", func(l *lab) string {
			client, ln := l.client(), got(l.server().Listen("tcp4", ":80"))
			must(l.net.Link("client", "server").SetLatency(10 * time.Millisecond))
			accept := l.net.Go(func() error { _, err := ln.Accept(); return err })
			connect := l.net.Go(func() error { _, err := client.Dial("tcp4", "server:80"); return err })
			l.advance(time.Second)
			return "connect " + ended(connect) + ", accept " + ended(accept)
		}},
		Case{"segments", func(l *lab) string {
			l.connect("tcp4")
			return l.sent(0)
		}},
		Case{"states of the server", func(l *lab) string {
			_, p := l.connect("tcp4")
			return l.opening(p)
		}},
		Case{"the third segment is late: states", func(l *lab) string {
			c, _, _ := l.lateThird()
			return c.State().String() + " and " + l.serverSide(c)
		}},
		Case{"the third segment is late: accept", func(l *lab) string {
			_, accept, late := l.lateThird()
			before := ended(accept)
			got(late.Release())
			return before + ", then " + ended(accept)
		}},
		Case{"the third segment is lost, the client writes: accept", func(l *lab) string {
			c, accept, late := l.lateThird()
			must(late.Remove())
			got(c.Write([]byte("hello")))
			return ended(accept)
		}},
		Case{"the third segment is lost, the client is silent: accept", func(l *lab) string {
			_, accept, late := l.lateThird()
			must(late.Remove())
			l.advance(time.Minute)
			return ended(accept)
		}},
		Case{"the third segment is lost, the client closes: states of the server", func(l *lab) string {
			c, _, late := l.lateThird()
			must(late.Remove())
			must(c.Close())
			return l.serverSide(c)
		}},
	)
}

// opening are the states of a connection up to ESTABLISHED.
func (l *lab) opening(c *fixture.Conn) string {
	var out []string
	for _, e := range l.changes(c) {
		out = append(out, e.To.String())
		if e.To == tcp.Established {
			break
		}
	}
	return list(out, arrow)
}

// lateThird connects without the third segment of the handshake, while the
// server accepts.
func (l *lab) lateThird() (client *fixture.Conn, accept *fixture.Call, late *fixture.Rule) {
	ln := got(l.server().Listen("tcp4", ":80"))
	d := fixture.Dialer{Host: l.client(), NoKeepAlive: true}
	accept = l.net.Go(func() error { _, err := ln.Accept(); return err })
	late = l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Times(1).Hold()
	must(late.Err())
	return got(d.Dial("tcp4", "server:80")), accept, late
}
