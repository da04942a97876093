package handshake

import (
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// flood is C-51: a SYN flood.
func flood() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-51",
		Group: "backlog",
		Title: "A full SYN queue answers SYNs with cookies: other clients can still connect, but without window scaling.",
		Sources: []sources.Source{
			sources.Clause("RFC 4987, section 3.6", "SYN cookies"),
			sources.Claim("A35", "SYNs without an ACK fill the queue of half-open connections"),
			sources.Claim("A39", "with SYN cookies there is no queue entry, and a valid ACK leads directly to the accept queue"),
		},
	}
	for _, offset := range []int{-1, 1, 100} {
		s.Cases = append(s.Cases, lab.Observe("a cookie and an ACK of "+lab.RelativeTo("the right number", offset), func(l *lab.Lab) string {
			p := cookie(l)
			p.SendACK(tcp.AckOffset(offset))
			return established(l, p)
		}))
	}
	return s.With(
		lab.Observe("10 SYNs, backlog 4: half-open", func(l *lab.Lab) string {
			flooded(l, 10)
			return strconv.Itoa(l.Server().Count(tcp.SynReceived))
		}),
		lab.Observe("10 SYNs, backlog 4: answers", func(l *lab.Lab) string {
			flooded(l, 10)
			return lab.List(lab.Tally(l.FlagsOf("server", timeline.Flags(tcp.ACK))), ", ")
		}),
		lab.Observe("a flood goes on: another host's connect says", func(l *lab.Lab) string {
			flooded(l, 10)
			return lab.Ended(l.Dial())
		}),
		lab.Observe("a flood goes on: options of the SYN-ACK to another host", func(l *lab.Lab) string {
			flooded(l, 10)
			l.Dial()
			return lastSYNACK(l)
		}),
		lab.Observe("no flood: options of the SYN-ACK to another host", func(l *lab.Lab) string {
			flooded(l, 0)
			l.Dial()
			return lastSYNACK(l)
		}),
		lab.Observe("a cookie and its ACK: accepted", func(l *lab.Lab) string {
			p := cookie(l)
			p.SendACK()
			return established(l, p)
		}),
		lab.Observe("a cookie and its ACK a minute later", func(l *lab.Lab) string {
			p := cookie(l)
			l.Advance(time.Minute)
			p.SendACK()
			return established(l, p)
		}),
		lab.Observe("a cookie and its ACK 10 minutes later", func(l *lab.Lab) string {
			p := cookie(l)
			l.Advance(10 * time.Minute)
			p.SendACK()
			return established(l, p)
		}),
		lab.Observe("the flood is over for 3 minutes: half-open", func(l *lab.Lab) string {
			flooded(l, 10)
			l.Advance(3 * time.Minute)
			return strconv.Itoa(l.Server().Count(tcp.SynReceived))
		}),
	)
}

// flooded makes the server listen with a backlog of 4. The given number of SYNs arrives
// from unused addresses, and nothing acknowledges the SYN,ACKs.
func flooded(l *lab.Lab, syns int) lab.Listener {
	ln := l.Queue(4)
	server := l.Server().Addr()
	for n := range syns {
		from := fmt.Sprintf("192.0.2.%d:1500", n+1)
		lab.Must(l.Net.Inject(lab.Got(tcp.Segment{Src: netip.MustParseAddrPort(from), Dst: netip.MustParseAddrPort(server.String() + ":80"), Seq: 1, Flags: tcp.SYN, Window: 1000}.Packet())))
	}
	return ln
}

// cookie returns a conversation whose SYN was answered with a cookie.
func cookie(l *lab.Lab) *peer.Conn {
	flooded(l, 10)
	p := l.Peer("peer").Dial("server:80")
	p.SendSYN()
	p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
	return p
}

// lastSYNACK lists the options of the last SYN,ACK.
func lastSYNACK(l *lab.Lab) string {
	e, _ := l.Net.Timeline().Last(timeline.Sent, timeline.Flags(tcp.SYN|tcp.ACK))
	o := e.Segment.Options
	var out []string
	for _, x := range []struct {
		name string
		has  bool
	}{
		{"MSS", o.MSS != 0}, {"window scale", o.WindowScaling}, {"SACK permitted", o.SACKPermitted}, {"timestamps", o.Timestamps},
	} {
		if x.has {
			out = append(out, x.name)
		}
	}
	return lab.List(out, ", ")
}
