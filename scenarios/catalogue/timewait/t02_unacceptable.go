package timewait

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// unacceptable is T-02: unacceptable segments in TIME-WAIT, and the numbers of the
// answer.
func unacceptable() lab.Scenario {
	s := lab.Scenario{
		ID:    "T-02",
		Group: "time-wait",
		Title: "TIME-WAIT answers a segment outside of the window, and any data, with an ACK that has SND.NXT and RCV.NXT.",
		Sources: []sources.Source{
			sources.Specification("OPEN Alliance TC8, TCP_UNACCEPTABLE_13", "in TIME-WAIT a segment outside of the window or with an unacceptable ACK is answered with an ACK with the correct numbers"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_INVALID_14", "in TIME-WAIT a segment outside of the window is answered with an ACK of the next expected number"),
			sources.Clause("RFC 9293, section 3.5.2, group 3", "in a synchronized state an unacceptable segment must elicit an empty acknowledgement"),
		},
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
		s.Cases = append(s.Cases, lab.Observe(x.name, func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			old.Peer.Send(x.flags, append(x.bends, tcp.Detached())...)
			return numbered(old) + ", then " + old.State()
		}))
	}
	return s
}

// numbered reads the peer's segments and names their numbers relative to the
// connection's.
func numbered(i lab.Conversation) string {
	snd, rcv := i.Peer.RcvNxt(), i.Peer.SndNxt()
	var out []string
	for len(i.Peer.Unread()) > 0 {
		a := i.Peer.Expect()
		text := a.Flags.String() + " with " + lab.RelativeTo("SND.NXT", int(int32(a.Seq-snd)))
		if a.Flags.Has(tcp.ACK) {
			text += " and " + lab.RelativeTo("RCV.NXT", int(int32(a.Ack-rcv)))
		}
		out = append(out, text)
	}
	return lab.List(out, ", ")
}
