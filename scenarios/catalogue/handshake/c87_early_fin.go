package handshake

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// earlyFIN is C-87: FINs and data before the end of the handshake.
func earlyFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-87",
		Group: "handshake",
		Title: "SYN-SENT ignores FINs and data without a SYN; in SYN-RECEIVED a FIN in sequence with the right ACK opens and closes at once.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.3, first", "in SYN-SENT a RST answers an acknowledgement of anything but the SYN"),
			sources.Clause("RFC 9293, section 3.10.7.3, fifth", "in SYN-SENT a segment with neither SYN nor RST is dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "in SYN-RECEIVED the acknowledgement of the SYN leads to ESTABLISHED, and any other is answered with a RST"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN in SYN-RECEIVED leads to CLOSE-WAIT; in SYN-SENT it is not processed"),
		},
	}
	hello := tcp.WithPayload([]byte("hello"))
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"FIN", tcp.FIN, nil},
		{"FIN with 5 bytes", tcp.FIN, []tcp.Edit{hello}},
	} {
		s.Cases = append(s.Cases, inSYNSent(x.name, x.flags, x.bends...))
	}
	for _, ack := range []int{-1, 0, 1} {
		of := ", acknowledging " + lab.RelativeTo("SND.NXT", ack)
		s.Cases = append(s.Cases,
			inSYNSent("FIN,ACK"+of, tcp.FIN|tcp.ACK, tcp.AckOffset(ack)),
			inSYNSent("FIN,ACK with 5 bytes"+of, tcp.FIN|tcp.ACK, tcp.AckOffset(ack), hello),
			inSYNSent("ACK with 5 bytes"+of, tcp.ACK, tcp.AckOffset(ack), hello),
		)
	}
	s.Cases = append(s.Cases, lab.Observe("SYN-SENT, FIN,ACK of the SYN, then the SYN,ACK: connect says", func(l *lab.Portable) string {
		d := l.DialPeer()
		d.Peer.Send(tcp.FIN|tcp.ACK, tcp.Detached())
		l.Answer(d.Peer)
		d.Peer.SendSYNACK()
		return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
	}))
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"FIN with RCV.NXT", tcp.FIN, nil},
		{"FIN,ACK with RCV.NXT-1", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.SeqOffset(-1)}},
		{"FIN,ACK with RCV.NXT", tcp.FIN | tcp.ACK, nil},
		{"FIN,ACK with RCV.NXT+5", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.SeqOffset(5)}},
		{"FIN,ACK with RCV.NXT, acknowledging SND.NXT-1", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.AckOffset(-1)}},
		{"FIN,ACK with RCV.NXT, acknowledging SND.NXT+1", tcp.FIN | tcp.ACK, []tcp.Edit{tcp.AckOffset(1)}},
		{"ACK with RCV.NXT, acknowledging SND.NXT-1", tcp.ACK, []tcp.Edit{tcp.AckOffset(-1)}},
		{"ACK with RCV.NXT+5", tcp.ACK, []tcp.Edit{tcp.SeqOffset(5)}},
		{"ACK with RCV.NXT+5, 5 bytes", tcp.ACK, []tcp.Edit{tcp.SeqOffset(5), hello}},
		{"5 bytes with RCV.NXT, without ACK", tcp.PSH, []tcp.Edit{hello}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe("SYN-RECEIVED, "+x.name, func(l *lab.Portable) string {
				i := l.PeerIn(tcp.SynReceived)
				i.Peer.Send(x.flags, append(x.bends, tcp.Detached())...)
				return i.Response()
			}),
			lab.Observe("SYN-RECEIVED after SYN-SENT, "+x.name+": connect says", func(l *lab.Portable) string {
				d := l.DialPeer()
				d.Peer.SendSYN()
				d.Peer.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
				d.Peer.Send(x.flags, append(x.bends, tcp.Detached())...)
				return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
			}),
		)
	}
	return s
}

// inSYNSent is a case about a segment that arrives in SYN-SENT.
func inSYNSent(name string, flags tcp.Flags, bends ...tcp.Edit) lab.Case {
	return lab.Observe("SYN-SENT, "+name+": connect says", func(l *lab.Portable) string {
		d := l.DialPeer()
		d.Peer.Send(flags, append(bends, tcp.Detached())...)
		return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
	})
}
