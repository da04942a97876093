package scenarios

import (
	"github.com/twcheck/twcheck/fixture/tcp"
)

// unacceptable is T-02: segments that TIME-WAIT cannot take, and the numbers of the
// answer.
func unacceptable() Scenario {
	s := Scenario{
		ID:    "T-02",
		Group: "time-wait",
		Title: "In TIME-WAIT a segment outside of the window, and data whatever it acknowledges, is answered with an ACK that has SND.NXT and RCV.NXT.",
		Sources: []Source{
			{Specification, "OPEN Alliance TC8, TCP_UNACCEPTABLE_13", "in TIME-WAIT a segment outside of the window or with an unacceptable ACK is answered with an ACK that has the right numbers"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_INVALID_14", "in TIME-WAIT any segment outside of the window is answered with an ACK of the next expected number"},
			{Clause, "RFC 9293, section 3.5.2, group 3", "in a synchronized state such a segment must elicit an empty acknowledgement"},
		},
		anyTarget: []string{"*"},
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"5 bytes with RCV.NXT+2^30", tcp.PSH | tcp.ACK, []tcp.Edit{tcp.SeqOffset(1 << 30), tcp.WithPayload([]byte("hello"))}},
		{"FIN with RCV.NXT+2^30", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.SeqOffset(1 << 30)}},
		{"5 bytes with RCV.NXT, acknowledging SND.NXT+2^30", tcp.PSH | tcp.ACK, []tcp.Edit{tcp.AckOffset(1 << 30), tcp.WithPayload([]byte("hello"))}},
		{"5 bytes with RCV.NXT, acknowledging SND.NXT", tcp.PSH | tcp.ACK, []tcp.Edit{tcp.WithPayload([]byte("hello"))}},
	} {
		s.Cases = append(s.Cases, Case{x.name, func(l *lab) string {
			old := l.peerTimeWait()
			old.peer.Send(x.flags, append(x.bends, tcp.Detached())...)
			return old.numbered() + ", then " + old.state(l)
		}})
	}
	return s
}

// numbered reads what the peer has got and names its numbers in terms of what the
// connection has come to.
func (i incarnation) numbered() string {
	snd, rcv := i.peer.RcvNxt(), i.peer.SndNxt()
	var out []string
	for len(i.peer.Unread()) > 0 {
		a := i.peer.Expect()
		text := a.Flags.String() + " with " + relativeTo("SND.NXT", int(int32(a.Seq-snd)))
		if a.Flags.Has(tcp.ACK) {
			text += " and " + relativeTo("RCV.NXT", int(int32(a.Ack-rcv)))
		}
		out = append(out, text)
	}
	return list(out, ", ")
}
