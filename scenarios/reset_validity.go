package scenarios

import "github.com/twcheck/twcheck/fixture"

// synchronized are the states with sequence numbers of both sides, but for
// TIME-WAIT, which is C-16's.
var synchronized = []fixture.State{
	fixture.Established, fixture.FinWait1, fixture.FinWait2, fixture.CloseWait, fixture.Closing, fixture.LastAck,
}

// resetValidity is C-42: which RST is believed.
func resetValidity() Scenario {
	s := Scenario{
		ID:    "C-42",
		Group: "reset",
		Title: "A RST ends a connection only with exactly the sequence number that is expected; elsewhere in the window it is asked for again.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, second", "outside of the window: drop; exactly RCV.NXT: reset; elsewhere in the window: challenge ACK"},
			{Clause, "RFC 5961, section 3.2", "a RST must have exactly the sequence number that is expected"},
			{Clause, "RFC 9293, section 3.5.3", "in SYN-RECEIVED a RST leads back to LISTEN; in SYN-SENT it must acknowledge the SYN"},
			{Clause, "RFC 9293, section 3.10.7.3, second", "in SYN-SENT a RST counts if it acknowledges the SYN"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_INVALID_15", "a RST outside of the window is ignored, from SYN-RECEIVED to TIME-WAIT"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_PROCESSING_03", "a RST in CLOSING and LAST-ACK leads to CLOSED"},
		},
		anyTarget: []string{"*"},
	}
	for _, state := range append([]fixture.State{fixture.SynReceived}, synchronized...) {
		for _, offset := range []int{-1, 0, 5, 1 << 30} {
			s.Cases = append(s.Cases, Case{state.String() + ", RST with " + relativeTo("RCV.NXT", offset), func(l *lab) string {
				i := l.peerIn(state)
				i.peer.SendRST(fixture.SeqOffset(offset))
				return i.reaction(l)
			}})
		}
	}
	s.Cases = append(s.Cases,
		Case{"SYN-RECEIVED, RST with RCV.NXT, then a new SYN", func(l *lab) string {
			i := l.peerIn(fixture.SynReceived)
			i.peer.SendRST()
			l.advance(1)
			return l.answer(i.reopen(1))
		}},
		Case{"ESTABLISHED, RST after a challenge ACK, with its acknowledgement number", func(l *lab) string {
			i := l.peerIn(fixture.Established)
			i.peer.SendRST(fixture.SeqOffset(5))
			challenge := i.peer.Expect(fixture.ACK)
			i.peer.SendRST(fixture.WithSeq(challenge.Ack))
			return i.reaction(l)
		}},
		Case{"ESTABLISHED, 10 RSTs with RCV.NXT+5 at once", func(l *lab) string {
			i := l.peerIn(fixture.Established)
			mark := l.mark()
			for range 10 {
				i.peer.SendRST(fixture.SeqOffset(5))
				l.answer(i.peer)
			}
			return l.sentBy("server", mark)
		}},
	)
	for _, x := range []struct {
		name  string
		flags fixture.Flags
		ack   int
	}{
		{"RST without ACK", fixture.RST, 0},
		{"RST,ACK of what was not sent", fixture.RST | fixture.ACK, 5},
		{"RST,ACK of what was before the SYN", fixture.RST | fixture.ACK, -1},
		{"RST,ACK of the SYN", fixture.RST | fixture.ACK, 0},
	} {
		s.Cases = append(s.Cases, Case{"SYN-SENT, " + x.name + ": connect says", func(l *lab) string {
			d := l.dialPeer()
			d.peer.Send(x.flags, fixture.AckOffset(x.ack))
			return l.answer(d.peer) + ", then " + ended(d.call)
		}})
	}
	return s
}
