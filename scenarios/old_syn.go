package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// oldSYN is C-19: a SYN that is too old to open a connection anew.
func oldSYN() Scenario {
	s := Scenario{
		ID:    "C-19",
		Group: "time-wait",
		Title: "An old SYN in TIME-WAIT is dropped without a word, as often as it comes, until TIME-WAIT ends.",
		Sources: []Source{
			{Clause, "RFC 6191, section 2", "a SYN that has neither a newer timestamp nor a higher sequence number is dropped silently"},
			{Clause, "RFC 5961, section 4.2", "a SYN in a synchronized state is answered with an ACK, whatever its sequence number"},
			{Incident, "netdev mailing list, 2024-11-05", "clients that use a port again are refused by a server in TIME-WAIT"},
		},
		anyTarget: []string{"*", "!again at the end*"},
	}
	s.Cases = arrivals("SYN with RCV.NXT-1000", plainTimeWait, func(old incarnation) *fixture.PeerConn { return old.reopen(-1000) })
	s.Cases = append(s.Cases, arrivals("SYN with RCV.NXT-1000 and 5 bytes", plainTimeWait, func(old incarnation) *fixture.PeerConn {
		old.peer.Send(tcp.SYN, tcp.WithSeq(old.peer.SndNxt()-1000), tcp.WithPayload([]byte("hello")))
		return old.peer
	})...)
	s.Cases = append(s.Cases,
		Case{"again in the same instant: answer", func(l *lab) string {
			p := l.peerTimeWait().reopen(-1000)
			l.answer(p)
			p.SendSYN()
			return l.answer(p)
		}},
		Case{"again after 1s: answer", func(l *lab) string {
			p := l.peerTimeWait().reopen(-1000)
			l.answer(p)
			l.advance(time.Second)
			p.SendSYN()
			return l.answer(p)
		}},
		Case{"again at the end of TIME-WAIT: answer", func(l *lab) string {
			p := l.peerTimeWait().reopen(-1000)
			l.answer(p)
			l.advance(time.Minute)
			p.SendSYN()
			return l.answer(p)
		}},
		Case{"then one with RCV.NXT+1: answer", func(l *lab) string {
			old := l.peerTimeWait()
			l.answer(old.reopen(-1000))
			return l.answer(old.reopen(1))
		}},
	)
	return s
}
