package scenarios

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// hops is C-59: a packet lives for so many routers.
func hops() Scenario {
	s := Scenario{
		ID:    "C-59",
		Group: "icmp",
		Title: "A segment whose time to live is used up dies on the way; the ICMP message about it does not hurt the connection.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.9.2.2, MUST-56", "soft errors must not abort the connection: Destination Unreachable 0, 1 and 5, Time Exceeded, Parameter Problem"},
			{Claim, "A13", "the time to live, 255 at most, bounds how long a segment lives"},
			{Claim, "A24", "a packet with a time to live of 0 is dropped, and its sender told by ICMP"},
		},
	}
	for _, x := range []struct {
		name    string
		routers int
	}{{"63 routers", 63}, {"64 routers", 64}} {
		s.Cases = append(s.Cases, Case{x.name + ": connect says", func(l *lab) string {
			l.client()
			got(l.server().Listen("tcp4", ":80"))
			must(l.net.Link("client", "server").SetHops(x.routers))
			call := l.dial()
			l.advance(5 * time.Minute)
			return ended(call)
		}})
	}
	return s.add(
		Case{"a loop of routers for 10s: read then", func(l *lab) string {
			c, p := l.connect("tcp4")
			link := l.net.Link("client", "server")
			must(link.SetHops(64))
			got(c.Write([]byte("hello")))
			l.advance(10 * time.Second)
			must(link.SetHops(1))
			must(c.Close())
			l.advance(time.Minute)
			return read(p)
		}},
		Case{"a loop of routers for 10s: the sender gets of ICMP meanwhile", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.Link("client", "server").SetHops(64))
			mark := l.mark()
			got(c.Write([]byte("hello")))
			l.advance(10 * time.Second)
			sent, told := 0, 0
			for e := range l.net.Timeline().Since(mark) {
				switch {
				case e.Kind == fixture.EventSent && e.Host == "client":
					sent++
				case e.Kind == fixture.EventDelivered && e.Host == "client" && e.NotTCP:
					told++
				}
			}
			return fmt.Sprintf("%d messages about %d segments", told, sent)
		}},
		Case{"a loop of routers for 10s: state of the sender meanwhile", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.Link("client", "server").SetHops(64))
			got(c.Write([]byte("hello")))
			l.advance(10 * time.Second)
			return c.State().String()
		}},
		Case{"a loop of routers for good: the sender is told", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.Link("client", "server").SetHops(64))
			got(c.Write([]byte("hello")))
			r := l.reads(c)
			l.advance(time.Hour)
			return ended(r)
		}},
		Case{"segments with a time to live of 2, two routers: answer", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			must(l.net.Link("peer", "server").SetHops(2))
			i.peer.SendData([]byte("x"), tcp.WithTTL(2), tcp.Detached())
			return i.reaction(l)
		}},
		Case{"segments with a time to live of 3, two routers: answer", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			must(l.net.Link("peer", "server").SetHops(2))
			i.peer.SendData([]byte("x"), tcp.WithTTL(3))
			return i.reaction(l)
		}},
	)
}
