package reset

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// hops is C-59: the time to live limits the number of routers.
func hops() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-59",
		Group: "icmp",
		Title: "A segment without hops left is dropped; the ICMP message about it does not affect the connection.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.9.2.2, MUST-56", "soft errors must not abort the connection: Destination Unreachable 0, 1 and 5, Time Exceeded, Parameter Problem"),
			sources.Claim("A13", "the time to live, at most 255, limits a segment's lifetime"),
			sources.Claim("A24", "a packet with a time to live of 0 is dropped, and an ICMP message informs its sender"),
		},
	}
	for _, x := range []struct {
		name    string
		routers int
	}{{"63 routers", 63}, {"64 routers", 64}} {
		s.Cases = append(s.Cases, lab.Observe(x.name+": connect says", func(l *lab.Lab) string {
			l.Client()
			lab.Got(l.Server().Listen("tcp4", ":80"))
			lab.Must(l.Net.Link("client", "server").SetHops(x.routers))
			call := l.Dial()
			l.Outlast(5*time.Minute, call.Done)
			return lab.Ended(call)
		}))
	}
	return s.With(
		lab.Observe("a loop of routers for 10s: read then", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			link := l.Net.Link("client", "server")
			lab.Must(link.SetHops(64))
			lab.Got(c.Write([]byte("hello")))
			l.Advance(10 * time.Second)
			lab.Must(link.SetHops(1))
			lab.Must(c.Close())
			l.Advance(time.Minute)
			return lab.ReadAll(p)
		}),
		lab.Observe("a loop of routers for 10s: the sender gets of ICMP meanwhile", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(l.Net.Link("client", "server").SetHops(64))
			mark := l.Mark()
			lab.Got(c.Write([]byte("hello")))
			l.Advance(10 * time.Second)
			sent, told := 0, 0
			for e := range l.Net.Timeline().Since(mark) {
				switch {
				case e.Kind == timeline.Sent && e.Host == "client":
					sent++
				case e.Kind == timeline.Delivered && e.Host == "client" && e.NotTCP:
					told++
				}
			}
			return fmt.Sprintf("%d messages about %d segments", told, sent)
		}),
		lab.Observe("a loop of routers for 10s: state of the sender meanwhile", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(l.Net.Link("client", "server").SetHops(64))
			lab.Got(c.Write([]byte("hello")))
			l.Advance(10 * time.Second)
			return c.State().String()
		}),
		lab.Observe("a loop of routers for good: the sender is told", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(l.Net.Link("client", "server").SetHops(64))
			lab.Got(c.Write([]byte("hello")))
			r := l.Reads(c)
			l.Advance(time.Hour)
			return lab.Ended(r)
		}),
		lab.Observe("segments with a time to live of 2, two routers: answer", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			lab.Must(l.Net.Link("peer", "server").SetHops(2))
			i.Peer.SendData([]byte("x"), tcp.WithTTL(2), tcp.Detached())
			return i.Reaction()
		}),
		lab.Observe("segments with a time to live of 3, two routers: answer", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			lab.Must(l.Net.Link("peer", "server").SetHops(2))
			i.Peer.SendData([]byte("x"), tcp.WithTTL(3))
			return i.Reaction()
		}),
	)
}
