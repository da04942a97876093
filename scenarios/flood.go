package scenarios

import (
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// flood is C-51: SYNs without end.
func flood() Scenario {
	s := Scenario{
		ID:    "C-51",
		Group: "backlog",
		Title: "When the queue of half-open connections is full SYNs are answered with cookies: others can still connect, but without window scaling.",
		Sources: []Source{
			{Clause, "RFC 4987, section 3.6", "SYN cookies"},
			{Claim, "A35", "SYNs without an ACK fill the queue of half-open connections"},
			{Claim, "A39", "with SYN cookies there is no entry, and a valid ACK goes straight to the accept queue"},
		},
	}
	for _, offset := range []int{-1, 1, 100} {
		s.Cases = append(s.Cases, Case{"a cookie and an ACK of " + relativeTo("the right number", offset), func(l *lab) string {
			p := l.cookie()
			p.SendACK(tcp.AckOffset(offset))
			return l.established(p)
		}})
	}
	return s.add(
		Case{"10 SYNs, backlog 4: half-open", func(l *lab) string {
			l.flooded(10)
			return strconv.Itoa(l.server().Count(tcp.SynReceived))
		}},
		Case{"10 SYNs, backlog 4: answers", func(l *lab) string {
			l.flooded(10)
			return list(tally(l.flagsOf("server", tcp.ACK)), ", ")
		}},
		Case{"a flood goes on: another host's connect says", func(l *lab) string {
			l.flooded(10)
			return ended(l.dial())
		}},
		Case{"a flood goes on: options of the SYN-ACK to another host", func(l *lab) string {
			l.flooded(10)
			l.dial()
			return l.lastSYNACK()
		}},
		Case{"no flood: options of the SYN-ACK to another host", func(l *lab) string {
			l.flooded(0)
			l.dial()
			return l.lastSYNACK()
		}},
		Case{"a cookie and its ACK: accepted", func(l *lab) string {
			p := l.cookie()
			p.SendACK()
			return l.established(p)
		}},
		Case{"a cookie and its ACK a minute later", func(l *lab) string {
			p := l.cookie()
			l.advance(time.Minute)
			p.SendACK()
			return l.established(p)
		}},
		Case{"a cookie and its ACK 10 minutes later", func(l *lab) string {
			p := l.cookie()
			l.advance(10 * time.Minute)
			p.SendACK()
			return l.established(p)
		}},
		Case{"the flood is over for 3 minutes: half-open", func(l *lab) string {
			l.flooded(10)
			l.advance(3 * time.Minute)
			return strconv.Itoa(l.server().Count(tcp.SynReceived))
		}},
	)
}

// flooded has the server listen with a backlog of 4, and as many SYNs arrive
// that nobody will acknowledge, from addresses that nobody has.
func (l *lab) flooded(syns int) *fixture.Listener {
	ln := l.queue(4)
	server := got(l.net.LookupHost("server"))[0]
	for n := range syns {
		from := fmt.Sprintf("192.0.2.%d:1500", n+1)
		must(l.net.Inject(got(tcp.Segment{Src: netip.MustParseAddrPort(from), Dst: netip.MustParseAddrPort(server.String() + ":80"), Seq: 1, Flags: tcp.SYN, Window: 1000}.Packet())))
	}
	return ln
}

// cookie is a conversation whose SYN was answered with a cookie.
func (l *lab) cookie() *fixture.PeerConn {
	l.flooded(10)
	p := l.net.Peer("peer").Dial("server:80")
	p.SendSYN()
	p.Expect(tcp.SYN | tcp.ACK)
	return p
}

// established is what the server answered, and how many connections it has.
func (l *lab) established(p *fixture.PeerConn) string {
	return fmt.Sprintf("%s, established %d", l.answer(p), l.server().Count(tcp.Established))
}

// lastSYNACK names the options of the last SYN-ACK.
func (l *lab) lastSYNACK() string {
	e, _ := l.net.Timeline().Last(fixture.Sent(tcp.SYN | tcp.ACK))
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
	return list(out, ", ")
}
