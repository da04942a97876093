package scenarios

import (
	"errors"
	"strconv"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// duplicateSYNs is C-75: how many SYNs make how many connections.
func duplicateSYNs() Scenario {
	s := Scenario{
		ID:    "C-75",
		Group: "handshake",
		Title: "However often a SYN arrives there is one connection, and without the third segment none.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5", "the handshake keeps old duplicates from making connections"},
			{Claim, "A31", "duplicate SYNs make one connection"},
		},
		anyTarget: []string{"*"},
	}
	for _, n := range []int{1, 2, 5} {
		name := "SYN " + times(n)
		s.Cases = append(s.Cases,
			Case{name + ": answers", func(l *lab) string {
				l.manySYNs(n)
				return l.sentBy("server", 0)
			}},
			Case{name + " and no ACK: accepted", func(l *lab) string {
				ln, _ := l.manySYNs(n)
				return l.acceptAll(ln)
			}},
			Case{name + " and the ACK: accepted", func(l *lab) string {
				ln, p := l.manySYNs(n)
				p.SendACK()
				return l.acceptAll(ln)
			}},
		)
	}
	return s.add(
		Case{"the SYN again after the handshake: answer", func(l *lab) string {
			i := l.peerIn(tcp.Established)
			i.peer.SendSYN()
			return i.reaction(l)
		}},
		Case{"in SYN-RECEIVED, a SYN with another sequence number: answer", func(l *lab) string {
			i := l.peerIn(tcp.SynReceived)
			i.peer.SendSYN(tcp.SeqOffset(1000))
			return i.reaction(l)
		}},
		Case{"in SYN-RECEIVED, a SYN with an older sequence number: answer", func(l *lab) string {
			i := l.peerIn(tcp.SynReceived)
			i.peer.SendSYN(tcp.SeqOffset(-1000))
			return i.reaction(l)
		}},
	)
}

// manySYNs has the same SYN arrive n times.
func (l *lab) manySYNs(n int) (TargetListener, *fixture.PeerConn) {
	ln, p := l.peerSYN()
	for range n - 1 {
		l.answer(p)
		p.SendSYN()
	}
	l.answer(p)
	return ln, p
}

// acceptAll accepts until there is nothing to be accepted.
func (l *lab) acceptAll(ln TargetListener) string {
	n := 0
	for ; ; n++ {
		if _, err := ln.Accept(); errors.Is(err, fixture.ErrWaiting) {
			break
		} else {
			must(err)
		}
	}
	return strconv.Itoa(n)
}
