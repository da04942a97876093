package timewait

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// synACK is C-65: a SYN,ACK that arrives in TIME-WAIT. It cannot open a connection,
// because it answers a SYN.
func synACK() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-65",
		Group: "time-wait",
		Title: "A SYN,ACK above RCV.NXT ends TIME-WAIT if the port has a listener, which answers it with a RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, fourth", "a SYN in a synchronized state is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than all earlier ones"),
			sources.Clause("RFC 1337, section 1", "an old duplicate can end TIME-WAIT early"),
		},
	}
	for _, listening := range []bool{true, false} {
		for _, offset := range []int{-1000, 0, 1, 1000} {
			name := "SYN,ACK with " + lab.RelativeTo("RCV.NXT", offset)
			if !listening {
				name += ", nobody listens"
			}
			s.Cases = append(s.Cases, lab.Arrivals(name, plainTimeWait, func(old lab.Conversation) *peer.Conn {
				if !listening {
					lab.Must(old.Listener.Close())
				}
				old.Peer.Send(tcp.SYN|tcp.ACK, tcp.WithSeq(old.Peer.SndNxt()+uint32(offset)), tcp.Detached())
				return old.Peer
			})...)
		}
	}
	s.Cases = append(s.Cases, lab.Observe("SYN,ACK with RCV.NXT+1, then the FIN again: answer to the FIN", func(l *lab.Portable) string {
		old := l.PeerTimeWait()
		old.Peer.Send(tcp.SYN|tcp.ACK, tcp.WithSeq(old.Peer.SndNxt()+1), tcp.Detached())
		l.Answer(old.Peer)
		old.Peer.SendFIN(tcp.SeqOffset(-1))
		return l.Answer(old.Peer)
	}))
	return s
}
