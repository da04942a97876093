package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// halfOpenLife is C-76: how long a SYN-ACK waits for an answer.
func halfOpenLife() Scenario {
	s := Scenario{
		ID:    "C-76",
		Group: "handshake",
		Title: "A connection in SYN-RECEIVED sends its SYN-ACK seven times, and is gone after 127 s without a word.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.8.3, MUST-22", "R1 and R2 hold for SYNs too"},
			{Claim, "A35", "SYNs without an ACK fill the queue of half-open connections"},
		},
		anyTarget: []string{"SYN-ACKs", "the SYN again*", "the listener closes*"},
	}
	return s.add(
		Case{"SYN-ACKs", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(10 * time.Minute)
			l.answer(p)
			return l.sentWhen("server", 0)
		}},
		Case{"in SYN-RECEIVED after 126.999999999s", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(127*time.Second - 1)
			l.answer(p)
			return strconv.Itoa(l.server().Count(tcp.SynReceived))
		}},
		Case{"in SYN-RECEIVED after 127s", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(127 * time.Second)
			l.answer(p)
			return strconv.Itoa(l.server().Count(tcp.SynReceived))
		}},
		Case{"the ACK after 2 minutes: answer", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(2 * time.Minute)
			l.answer(p)
			p.SendACK()
			return l.established(p)
		}},
		Case{"the ACK after 3 minutes: answer", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(3 * time.Minute)
			l.answer(p)
			p.SendACK()
			return l.established(p)
		}},
		Case{"the SYN again after 3 minutes: answer", func(l *lab) string {
			_, p := l.peerSYN()
			l.advance(3 * time.Minute)
			l.answer(p)
			p.SendSYN()
			return l.answer(p)
		}},
		Case{"the listener closes: sent", func(l *lab) string {
			ln, p := l.peerSYN()
			mark := l.mark()
			must(ln.Close())
			l.advance(10 * time.Minute)
			l.answer(p)
			return l.sentWhen("server", mark)
		}},
	)
}
