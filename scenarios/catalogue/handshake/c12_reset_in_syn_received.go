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

// resetInSynReceived is C-12: an aborted handshake.
func resetInSynReceived() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-12",
		Group: "handshake",
		Title: "A RST in SYN-RECEIVED deletes the half-open connection and does not affect the listener.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.3.2, figure 5, note 1", "a RST in SYN-RECEIVED leads back to LISTEN after a passive OPEN"),
			sources.Clause("RFC 9293, section 3.5, MUST-11", "TCP remembers whether a passive or an active OPEN led to SYN-RECEIVED"),
			sources.Clause("RFC 9293, section 3.10.7.4, second", "a RST with RCV.NXT resets; elsewhere in the window it triggers a challenge ACK, and outside of it it is dropped"),
		},
	}
	for _, offset := range []int{-1, 0, 5, 1 << 30} {
		name := "RST with " + lab.RelativeTo("RCV.NXT", offset) + ": "
		s.Cases = append(s.Cases,
			lab.Observe(name+"sockets of the server", func(l *lab.Portable) string {
				_, p := resetHalfOpen(l, offset)
				l.Answer(p)
				return l.Sockets()
			}),
			lab.Observe(name+"answer", func(l *lab.Portable) string {
				_, p := resetHalfOpen(l, offset)
				return l.Answer(p)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("no RST: SYN,ACKs of the next 5 minutes", func(l *lab.Portable) string {
			l.Listen()
			p := l.HalfOpen()
			p.Ignore(timeline.Repeated())
			return synAcksLater(l, p)
		}),
		lab.Observe("RST: SYN,ACKs of the next 5 minutes", func(l *lab.Portable) string {
			_, p := resetHalfOpen(l, 0)
			return synAcksLater(l, p)
		}),
		lab.Observe("RST, then the ACK of the handshake: answer", func(l *lab.Portable) string {
			_, p := resetHalfOpen(l, 0)
			p.SendACK()
			return l.Answer(p)
		}),
		lab.Observe("RST, then a new connection from the same port: it reads", func(l *lab.Portable) string {
			ln, _ := resetHalfOpen(l, 0)
			l.Advance(time.Second)
			p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.ISN(5000))
			p.Open()
			c := lab.Got(ln.Accept())
			p.SendData([]byte("hello"))
			p.SendFIN()
			l.Answer(p)
			return lab.ReadAll(c)
		}),
	)
	return s
}

// resetHalfOpen makes a peer start a connection to the server and abort it with a RST,
// whose sequence number is offset above the expected one.
func resetHalfOpen(l *lab.Portable, offset int) (target.Listener, *peer.Conn) {
	ln := l.Listen()
	p := l.HalfOpen(peer.SourcePort(1500), peer.ISN(1000))
	p.Ignore(timeline.Repeated())
	p.SendRST(tcp.SeqOffset(offset))
	return ln, p
}

// synAcksLater advances the clock by 5 minutes and counts the SYN,ACKs that the peer
// received.
func synAcksLater(l *lab.Portable, p *peer.Conn) string {
	before := len(p.Received())
	l.Advance(5 * time.Minute)
	return strconv.Itoa(len(p.Received()) - before)
}
