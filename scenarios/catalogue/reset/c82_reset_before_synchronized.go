package reset

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetBeforeSynchronized is C-82: a RST in SYN-RECEIVED and SYN-SENT, by its numbers.
func resetBeforeSynchronized() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-82",
		Group: "reset",
		Title: "In SYN-RECEIVED the sequence number alone decides about a RST, in SYN-SENT the acknowledgement number alone.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, second", "a RST is checked before its acknowledgement number is looked at; after an active OPEN it refuses the connection"),
			sources.Clause("RFC 9293, section 3.5.3", "in all states except SYN-SENT a RST is validated by its sequence number, in SYN-SENT by its acknowledgement number"),
			sources.Clause("RFC 9293, section 3.10.7.3, second", "in SYN-SENT a RST is valid if it acknowledges the SYN"),
			sources.Clause("RFC 5961, section 3.2", "a RST must have exactly the expected sequence number"),
		},
	}
	for _, x := range resets() {
		if !x.flags.Has(tcp.ACK) && !x.at.Right {
			continue // C-42 has those two
		}
		s.Cases = append(s.Cases, lab.Observe("SYN-RECEIVED, "+x.String(), func(l *lab.Portable) string {
			i := l.PeerIn(tcp.SynReceived)
			x.send(i.Peer)
			return i.Reaction()
		}))
	}
	for _, x := range resets() {
		s.Cases = append(s.Cases, lab.Observe("SYN-RECEIVED after SYN-SENT, "+x.String()+": connect says", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.SendSYN()
			d.Peer.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			x.send(d.Peer)
			return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
		}))
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
		bends []tcp.Edit
	}{
		{"RST,ACK with 0", tcp.RST | tcp.ACK, []tcp.Edit{tcp.WithSeq(0)}},
		{"RST,ACK with 2^31", tcp.RST | tcp.ACK, []tcp.Edit{tcp.WithSeq(1 << 31)}},
		{"RST,ACK with 5 bytes", tcp.RST | tcp.ACK, []tcp.Edit{tcp.WithPayload([]byte("hello"))}},
		{"SYN,RST,ACK", tcp.SYN | tcp.RST | tcp.ACK, nil},
		{"FIN,RST,ACK", tcp.FIN | tcp.RST | tcp.ACK, nil},
	} {
		for _, ack := range []int{-1, 0, 1} {
			s.Cases = append(s.Cases, lab.Observe("SYN-SENT, "+x.name+", acknowledging "+lab.RelativeTo("SND.NXT", ack)+": connect says", func(l *lab.Portable) string {
				d := l.DialPeer()
				d.Peer.Send(x.flags, append(x.bends, tcp.AckOffset(ack), tcp.Detached())...)
				return l.Answer(d.Peer) + ", then " + lab.Ended(d.Call)
			}))
		}
	}
	return s
}

// numberedReset is a RST by its sequence number, and with ACK by its acknowledgement
// number relative to SND.NXT too.
type numberedReset struct {
	flags tcp.Flags
	at    lab.Spot
	ack   int
}

// resets lists RSTs at both edges of the window, without ACK and with acknowledgement
// numbers on both sides of SND.UNA, which is SND.NXT-1, and of SND.NXT.
func resets() (out []numberedReset) {
	for _, at := range lab.Edges() {
		out = append(out, numberedReset{flags: tcp.RST, at: at})
		for _, ack := range []int{-2, -1, 0, 1} {
			out = append(out, numberedReset{tcp.RST | tcp.ACK, at, ack})
		}
	}
	return out
}

func (r numberedReset) String() string {
	name := r.flags.String() + " with " + r.at.String()
	if r.flags.Has(tcp.ACK) {
		name += ", acknowledging " + lab.RelativeTo("SND.NXT", r.ack)
	}
	return name
}

func (r numberedReset) send(p *peer.Conn) {
	p.Send(r.flags, tcp.AckOffset(r.ack), lab.At(p, r.at))
}
