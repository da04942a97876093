package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// resetInSynReceived is C-12: a handshake that is given up.
func resetInSynReceived() Scenario {
	s := Scenario{
		ID:    "C-12",
		Group: "handshake",
		Title: "A RST in SYN-RECEIVED deletes what a SYN began, and leaves the listener as it was.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.3.2, figure 5, note 1", "a RST in SYN-RECEIVED leads back to LISTEN after a passive OPEN"},
			{Clause, "RFC 9293, section 3.5, MUST-11", "a TCP remembers whether a passive or an active OPEN led to SYN-RECEIVED"},
			{Clause, "RFC 9293, section 3.10.7.4, second", "a RST counts with RCV.NXT; elsewhere in the window it is challenged, outside of it dropped"},
		},
		anyTarget: []string{"*"},
	}
	for _, offset := range []int{-1, 0, 5, 1 << 30} {
		name := "RST with " + relativeTo("RCV.NXT", offset) + ": "
		s.Cases = append(s.Cases,
			Case{name + "sockets of the server", func(l *lab) string {
				_, p := l.resetHalfOpen(offset)
				l.answer(p)
				return l.socketsOf(l.targetSockets())
			}},
			Case{name + "answer", func(l *lab) string {
				_, p := l.resetHalfOpen(offset)
				return l.answer(p)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"no RST: SYN,ACKs of the next 5 minutes", func(l *lab) string {
			l.listen()
			p := l.halfOpen()
			p.Ignore(fixture.Retransmitted())
			return l.synAcksLater(p)
		}},
		Case{"RST: SYN,ACKs of the next 5 minutes", func(l *lab) string {
			_, p := l.resetHalfOpen(0)
			return l.synAcksLater(p)
		}},
		Case{"RST, then the ACK of the handshake: answer", func(l *lab) string {
			_, p := l.resetHalfOpen(0)
			p.SendACK()
			return l.answer(p)
		}},
		Case{"RST, then a new connection from the same port: it reads", func(l *lab) string {
			ln, _ := l.resetHalfOpen(0)
			l.advance(time.Second)
			p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.ISN(5000))
			p.Open()
			c := got(ln.Accept())
			p.SendData([]byte("hello"))
			p.SendFIN()
			l.answer(p)
			return read(c)
		}},
	)
	return s
}

// resetHalfOpen has a peer begin a connection to the server and give it up, with a
// RST that lies offset beyond what the server expects.
func (l *lab) resetHalfOpen(offset int) (TargetListener, *fixture.PeerConn) {
	ln := l.listen()
	p := l.halfOpen(fixture.SourcePort(1500), fixture.ISN(1000))
	p.Ignore(fixture.Retransmitted())
	p.SendRST(tcp.SeqOffset(offset))
	return ln, p
}

// synAcksLater lets 5 minutes pass and says how many SYN,ACKs the peer got.
func (l *lab) synAcksLater(p *fixture.PeerConn) string {
	before := len(p.Received())
	l.advance(5 * time.Minute)
	return strconv.Itoa(len(p.Received()) - before)
}
