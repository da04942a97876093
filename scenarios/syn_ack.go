package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// synACK is C-65: a SYN,ACK that arrives in TIME-WAIT. It opens nothing, for it
// answers a SYN.
func synACK() Scenario {
	s := Scenario{
		ID:    "C-65",
		Group: "time-wait",
		Title: "A SYN,ACK above RCV.NXT ends TIME-WAIT if somebody listens at the port, and is then answered with a RST.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, fourth", "a SYN in a synchronized state is answered with an ACK and dropped"},
			{Clause, "RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than any before"},
			{Clause, "RFC 1337, section 1", "an old duplicate can end TIME-WAIT early"},
		},
		anyTarget: []string{"*"},
	}
	for _, listening := range []bool{true, false} {
		for _, offset := range []int{-1000, 0, 1, 1000} {
			name := "SYN,ACK with " + relativeTo("RCV.NXT", offset)
			if !listening {
				name += ", nobody listens"
			}
			s.Cases = append(s.Cases, arrivals(name, plainTimeWait, func(old incarnation) *fixture.PeerConn {
				if !listening {
					must(old.listener.Close())
				}
				old.peer.Send(tcp.SYN|tcp.ACK, tcp.WithSeq(old.peer.SndNxt()+uint32(offset)), tcp.Detached())
				return old.peer
			})...)
		}
	}
	s.Cases = append(s.Cases, Case{"SYN,ACK with RCV.NXT+1, then the FIN again: answer to the FIN", func(l *lab) string {
		old := l.peerTimeWait()
		old.peer.Send(tcp.SYN|tcp.ACK, tcp.WithSeq(old.peer.SndNxt()+1), tcp.Detached())
		l.answer(old.peer)
		old.peer.SendFIN(tcp.SeqOffset(-1))
		return l.answer(old.peer)
	}})
	return s
}
