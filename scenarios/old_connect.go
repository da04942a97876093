package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// oldConnect is C-27: the SYN of an old connection arrives before that of the new
// one.
func oldConnect() Scenario {
	s := Scenario{
		ID:    "C-27",
		Group: "handshake",
		Title: "An old SYN that arrives first is found out by the RST to its SYN,ACK, and one connection comes of the new one.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5, figure 8", "recovery from an old duplicate SYN"},
			{Clause, "RFC 9293, section 3.10.7.3, first", "in SYN-SENT an ACK of something else is answered with a RST"},
			{Claim, "A30", "an old SYN with 90 is answered, reset with 91, and the new SYN with 100 then works"},
			{Claim, "A31", "duplicate SYNs make one connection"},
		},
		anyTarget: []string{"SYN 90*: answers", "SYN 90*: half-open is", "SYN 90*: the application reads"},
	}
	s.Cases = []Case{
		{"SYN 90, RST 91, SYN 100: answers", func(l *lab) string {
			_, p, first := l.figure8(true)
			return first + arrow + l.answer(p)
		}},
		{"SYN 90, RST 91: half-open is", func(l *lab) string {
			l.listen()
			p := l.oldSYN(90)
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendRST()
			return l.left()
		}},
		{"SYN 90, RST 91, SYN 100: accepted", func(l *lab) string {
			ln, p, _ := l.figure8(true)
			l.answer(p)
			p.SendACK()
			return l.accepted(listener(ln))
		}},
		{"SYN 90, RST 91, SYN 100: the application reads", func(l *lab) string {
			ln, p, _ := l.figure8(true)
			l.answer(p)
			p.SendACK()
			p.SendData([]byte("hello"))
			l.answer(p)
			return l.soon(got(ln.Accept()))
		}},
		{"SYN 90, SYN 100: answers", func(l *lab) string {
			_, p, first := l.figure8(false)
			return first + arrow + l.answer(p)
		}},
		{"10 SYNs with 90, then the ACK: accepted before and after", func(l *lab) string {
			ln := got(l.server().Listen("tcp4", ":80"))
			p := l.oldSYN(90)
			for range 9 {
				l.answer(p)
				p.SendSYN()
			}
			l.answer(p)
			before := l.accepted(ln)
			l.answer(p)
			p.SendACK()
			return before + ", " + l.accepted(ln)
		}},
		{"two hosts: segments", func(l *lab) string {
			mark, _ := l.oldSYNFirst()
			return l.sent(mark)
		}},
		{"two hosts: connected", func(l *lab) string {
			_, how := l.oldSYNFirst()
			return how
		}},
	}
	return s
}

// oldSYN sends a SYN to the server, from port 1500.
func (l *lab) oldSYN(isn uint32) *fixture.PeerConn {
	p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.ISN(isn))
	p.SendSYN()
	return p
}

// figure8 plays the figure of RFC 9293, with or without the RST, up to the new
// SYN. first is the answer to the old one.
func (l *lab) figure8(rst bool) (ln TargetListener, p *fixture.PeerConn, first string) {
	ln = l.listen()
	old := l.oldSYN(90)
	first = l.answer(old)
	if rst {
		old.SendRST()
	}
	return ln, l.oldSYN(100), first
}

// accepted counts what a listener has to accept.
func (l *lab) accepted(ln *fixture.Listener) string {
	n := 0
	for {
		must(ln.SetDeadline(l.net.Now().Add(time.Second)))
		err := l.net.Await(func() error { _, err := ln.AcceptTCP(); return err }, time.Minute)
		if err != nil {
			return strconv.Itoa(n)
		}
		n++
	}
}

// oldSYNFirst has a client connect twice from the same port. The second time its
// first SYN arrives once more, before the new one, which is lost.
func (l *lab) oldSYNFirst() (mark int, how string) {
	l.client()
	old := l.net.On(tcp.SYN, fixture.From("client")).Nth(1).Copy()
	must(old.Err())
	l.transfer(0)
	l.advance(2 * time.Minute)
	must(l.net.On(tcp.SYN, fixture.From("client")).Nth(1).Drop().Err())
	mark = l.mark()
	d := l.fromPort1500()
	dial := l.net.Go(func() error { _, err := d.Dial("tcp4", "server:80"); return err })
	got(old.Release())
	got(l.net.AdvanceUntil(dial.Done, 5*time.Minute))
	if err := dial.Err(); err != nil {
		return mark, errText(err)
	}
	return mark, "after " + dial.Took().String()
}
