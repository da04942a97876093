package handshake

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// synWithFIN is C-86: SYN and FIN in one segment.
func synWithFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-86",
		Group: "handshake",
		Title: "SYN,FIN counts as a SYN whose FIN is ignored: it opens, and above RCV.NXT it ends TIME-WAIT.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.1", "CLOSED: a RST that acknowledges SEG.SEQ+SEG.LEN"),
			sources.Clause("RFC 9293, section 3.10.7.2", "LISTEN: other control on a SYN is processed in SYN-RECEIVED"),
			sources.Clause("RFC 9293, section 3.10.7.3, fourth", "SYN-SENT: a SYN without ACK leads to SYN-RECEIVED, and other control is processed afterwards"),
			sources.Clause("RFC 9293, section 3.10.7.4, fourth", "in a synchronized state a SYN is answered with a challenge ACK, whatever its sequence number"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than all earlier ones"),
		},
	}
	both := tcp.SYN | tcp.FIN
	hello := tcp.WithPayload([]byte("hello"))
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"SYN,FIN", both, nil},
		{"SYN,FIN with 5 bytes", both, []tcp.Edit{hello}},
		{"SYN,FIN,ACK", both | tcp.ACK, []tcp.Edit{tcp.WithAck(7000)}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe("CLOSED, "+x.name, func(l *lab.Portable) string {
				l.Host("server")
				p := l.Peer("peer").Dial("server:80", peer.ISN(1000))
				p.Send(x.flags, x.bends...)
				return countedFrom(1000, l.Answers(p))
			}),
			lab.Observe("LISTEN, "+x.name, func(l *lab.Portable) string {
				l.Listen()
				p := l.Peer("peer").Dial("server:80", peer.ISN(1000))
				p.Send(x.flags, x.bends...)
				return countedFrom(1000, l.Answers(p))
			}),
		)
	}
	for _, ack := range []struct {
		name string
		seq  uint32
	}{{"ISN+1", 1001}, {"ISN+2", 1002}} {
		s.Cases = append(s.Cases, lab.Observe("LISTEN, SYN,FIN, then an ACK with "+ack.name+": state", func(l *lab.Portable) string {
			l.Listen()
			p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.ISN(1000))
			p.Send(both)
			l.Answer(p)
			p.SendACK(tcp.WithSeq(ack.seq), tcp.Detached())
			l.Answer(p)
			return l.Left()
		}))
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"SYN,FIN", both, nil},
		{"SYN,FIN with 5 bytes", both, []tcp.Edit{hello}},
		{"SYN,FIN,ACK of the SYN", both | tcp.ACK, nil},
		{"SYN,FIN,ACK of what was not sent", both | tcp.ACK, []tcp.Edit{tcp.AckOffset(5)}},
	} {
		s.Cases = append(s.Cases, lab.Observe("SYN-SENT, "+x.name+": connect says", func(l *lab.Portable) string {
			d := l.DialPeer(peer.ISN(1000))
			d.Peer.Send(x.flags, append(x.bends, tcp.Detached())...)
			return countedFrom(1000, l.Answers(d.Peer)) + ", then " + lab.Ended(d.Call)
		}))
	}
	for _, state := range []tcp.State{tcp.SynReceived, tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.Closing, tcp.LastAck} {
		for _, at := range []lab.Spot{lab.OutsideLeft, lab.LeftEdge} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", SYN,FIN with "+at.String(), func(l *lab.Portable) string {
				i := l.PeerIn(state)
				i.Peer.Send(both, lab.At(i.Peer, at))
				return i.Response()
			}))
		}
	}
	for _, flags := range []tcp.Flags{both, both | tcp.ACK} {
		for _, at := range []lab.Spot{{Offset: -2}, lab.OutsideLeft, lab.LeftEdge, {Offset: 1}, lab.RightEdge, lab.OutsideRight} {
			s.Cases = append(s.Cases, lab.Observe("TIME-WAIT, "+flags.String()+" with "+at.String(), func(l *lab.Portable) string {
				i := l.PeerTimeWait()
				i.Peer.Send(flags, lab.At(i.Peer, at))
				return i.Reaction()
			}))
		}
	}
	return s.With(
		lab.Observe("TIME-WAIT, nobody listens, SYN,FIN with RCV.NXT+1", func(l *lab.Portable) string {
			i := l.PeerTimeWait()
			lab.Must(i.Listener.Close())
			i.Peer.Send(both, lab.At(i.Peer, lab.Spot{Offset: 1}))
			return i.Reaction()
		}),
		lab.Observe("TIME-WAIT, SYN,FIN with RCV.NXT+1, then the FIN again: answer", func(l *lab.Portable) string {
			i := l.PeerTimeWait()
			i.Peer.Send(both, lab.At(i.Peer, lab.Spot{Offset: 1}))
			l.Answer(i.Peer)
			i.Peer.SendFIN(tcp.SeqOffset(-1))
			return l.Answer(i.Peer)
		}),
	)
}

// countedFrom names the flags of answers, and what they acknowledge relative to the
// initial sequence number of the peer.
func countedFrom(isn uint32, answers []tcp.Segment) string {
	var out []string
	for _, a := range answers {
		text := a.Flags.String()
		if a.Flags.Has(tcp.ACK) {
			text += " of " + lab.RelativeTo("ISN", int(int32(a.Ack-isn)))
		}
		out = append(out, text)
	}
	return lab.List(out, ", ")
}
