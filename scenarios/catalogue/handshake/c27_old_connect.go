package handshake

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// oldConnect is C-27: the SYN of an old connection arrives before the SYN of the new
// one.
func oldConnect() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-27",
		Group: "handshake",
		Title: "The RST to its SYN,ACK exposes an old duplicate SYN, and the new SYN creates one connection.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5, figure 8", "recovery from an old duplicate SYN"),
			sources.Clause("RFC 9293, section 3.10.7.3, first", "in SYN-SENT an unacceptable ACK is answered with a RST"),
			sources.Claim("A30", "an old SYN with 90 is answered and reset with 91, and the new SYN with 100 succeeds"),
			sources.Claim("A31", "duplicate SYNs create one connection"),
		},
	}
	s.Cases = []lab.Case{
		lab.Observe("SYN 90, RST 91, SYN 100: answers", func(l *lab.Portable) string {
			_, p, first := figure8(l, true)
			return first + lab.Arrow + l.Answer(p)
		}),
		lab.Observe("SYN 90, RST 91: half-open is", func(l *lab.Portable) string {
			l.Listen()
			p := oldSYN(l, 90)
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendRST()
			return l.Left()
		}),
		lab.Observe("SYN 90, RST 91, SYN 100: accepted", func(l *lab.Lab) string {
			ln, p, _ := figure8(l.Portable, true)
			l.Answer(p)
			p.SendACK()
			return accepted(l, l.Listener(ln))
		}),
		lab.Observe("SYN 90, RST 91, SYN 100: the application reads", func(l *lab.Portable) string {
			ln, p, _ := figure8(l, true)
			l.Answer(p)
			p.SendACK()
			p.SendData([]byte("hello"))
			l.Answer(p)
			return l.Soon(lab.Got(ln.Accept()))
		}),
		lab.Observe("SYN 90, SYN 100: answers", func(l *lab.Portable) string {
			_, p, first := figure8(l, false)
			return first + lab.Arrow + l.Answer(p)
		}),
		lab.Observe("10 SYNs with 90, then the ACK: accepted before and after", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			p := oldSYN(l.Portable, 90)
			for range 9 {
				l.Answer(p)
				p.SendSYN()
			}
			l.Answer(p)
			before := accepted(l, ln)
			l.Answer(p)
			p.SendACK()
			return before + ", " + accepted(l, ln)
		}),
		lab.Observe("two hosts: segments", func(l *lab.Lab) string {
			mark, _ := oldSYNFirst(l)
			return l.Sent(mark)
		}),
		lab.Observe("two hosts: connected", func(l *lab.Lab) string {
			_, how := oldSYNFirst(l)
			return how
		}),
	}
	return s
}

// oldSYN sends a SYN to the server, from port 1500.
func oldSYN(l *lab.Portable, isn uint32) *peer.Conn {
	p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.ISN(isn))
	p.SendSYN()
	return p
}

// figure8 follows figure 8 of RFC 9293 up to the new SYN, with or without the RST.
// first is the answer to the old SYN.
func figure8(l *lab.Portable, rst bool) (ln target.Listener, p *peer.Conn, first string) {
	ln = l.Listen()
	old := oldSYN(l, 90)
	first = l.Answer(old)
	if rst {
		old.SendRST()
	}
	return ln, oldSYN(l, 100), first
}

// accepted counts the connections in a listener's queue.
func accepted(l *lab.Lab, ln lab.Listener) string {
	n := 0
	for {
		lab.Must(ln.SetDeadline(l.Net.Now().Add(time.Second)))
		err := l.Net.Await(func() error { _, err := ln.AcceptTCP(); return err }, time.Minute)
		if err != nil {
			return strconv.Itoa(n)
		}
		n++
	}
}

// oldSYNFirst connects a client twice from the same port. The second time a copy of its
// first SYN arrives before the new SYN, which is lost.
func oldSYNFirst(l *lab.Lab) (mark int, how string) {
	l.Client()
	old := l.Net.On(timeline.Flags(tcp.SYN), timeline.From("client")).Nth(1).Copy()
	lab.Must(old.Err())
	l.Transfer(0)
	l.Advance(2 * time.Minute)
	lab.Must(l.Net.On(timeline.Flags(tcp.SYN), timeline.From("client")).Nth(1).Drop().Err())
	mark = l.Mark()
	d := l.FromPort1500()
	dial := l.Net.Go(func() error { _, err := d.Dial("tcp4", "server:80"); return err })
	lab.Got(old.Release())
	lab.Got(l.Net.AdvanceUntil(dial.Done, 5*time.Minute))
	if err := dial.Err(); err != nil {
		return mark, lab.ErrText(err)
	}
	return mark, "after " + dial.Took().String()
}
