package ipv6

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// closeOver is C-101: the ways to close a connection over IPv6.
func closeOver() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-101",
		Group: "over-ipv6",
		Title: "Over IPv6 connections close as over IPv4: one after the other, together, half, and with lost segments.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, figure 12", "the normal close sequence"),
			sources.Clause("RFC 9293, section 3.6, figure 13", "a simultaneous close leads both sides to TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.7.1, MUST-15", "without the MSS option segments have at most 536 bytes over IPv4 and 1220 over IPv6"),
		},
	}
	both := func(l *lab.Lab, mark int, c, p lab.Conn) string { return l.Sent(mark) }
	states := func(l *lab.Lab, _ int, c, p lab.Conn) string { return l.States(c) + "; " + l.States(p) }
	for _, x := range []struct {
		name string
		run  func(l *lab.Lab, c, p lab.Conn)
	}{
		{"the client closes first", func(l *lab.Lab, c, p lab.Conn) { l.CloseBoth(c, p) }},
		{"the server closes first", func(l *lab.Lab, c, p lab.Conn) { l.CloseBoth(p, c) }},
		{"both close at once", func(l *lab.Lab, c, p lab.Conn) {
			fins := l.Net.On(timeline.Flags(tcp.FIN)).Times(2).Hold()
			lab.Must(fins.Err())
			l.CloseBoth(c, p)
			lab.Got(fins.Release())
		}},
		{"half-close, data, and the other half", func(l *lab.Lab, c, p lab.Conn) {
			lab.Must(c.CloseWrite())
			lab.Got(p.Write([]byte("hello")))
			lab.Must(p.CloseWrite())
		}},
		{"the first FIN is lost", func(l *lab.Lab, c, p lab.Conn) {
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN)).Nth(1).Drop().Err())
			lab.Must(c.Close())
			l.Advance(5 * time.Second)
			lab.Must(p.Close())
		}},
		{"the last ACK is lost", func(l *lab.Lab, c, p lab.Conn) {
			lab.Must(c.Close())
			lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.From("client")).Nth(1).Drop().Err())
			lab.Must(p.Close())
			l.Advance(5 * time.Second)
		}},
	} {
		for _, seen := range []struct {
			name string
			tell func(l *lab.Lab, mark int, c, p lab.Conn) string
		}{{"segments", both}, {"states of client and server", states}} {
			s.Cases = append(s.Cases, lab.Observe(x.name+": "+seen.name, func(l *lab.Lab) string {
				c, p := plain(l)
				mark := l.Mark()
				x.run(l, c, p)
				return seen.tell(l, mark, c, p)
			}))
		}
	}
	return s.With(
		lab.Observe("FIN-WAIT-2 after Close lasted", func(l *lab.Lab) string {
			c, _ := plain(l)
			lab.Must(c.Close())
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait2)
		}),
		lab.Observe("the other side's host has crashed: FIN-WAIT-1 lasted", func(l *lab.Lab) string {
			c, _ := plain(l)
			lab.Must(l.Server().Crash())
			lab.Must(c.Close())
			l.Until(c, tcp.Closed)
			return l.Stay(c, tcp.FinWait1)
		}),
		lab.Observe("bytes in the largest segment to a peer without the MSS option", func(l *lab.Lab) string { return largest(l) }),
		lab.Observe("bytes in the largest segment to a peer with an MSS of 1440", func(l *lab.Lab) string { return largest(l, peer.MSS(1440)) }),
	)
}

// largest makes the server send 5000 bytes and returns the size of the largest segment.
func largest(l *lab.Lab, options ...peer.Option) string {
	i, c := reach(l, tcp.Established, false, options...)
	lab.Got(c.Write(make([]byte, 5000)))
	most := 0
	for _, s := range l.Answers(i.Peer) {
		most = max(most, s.Len)
	}
	return strconv.Itoa(most)
}
