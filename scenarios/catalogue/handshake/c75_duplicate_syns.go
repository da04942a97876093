package handshake

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// duplicateSYNs is C-75: the number of connections that duplicate SYNs create.
func duplicateSYNs() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-75",
		Group: "handshake",
		Title: "Duplicate SYNs create one connection, and none without the third segment.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5", "the handshake prevents connections from old duplicates"),
			sources.Claim("A31", "duplicate SYNs create one connection"),
		},
	}
	for _, n := range []int{1, 2, 5} {
		name := "SYN " + lab.Times(n)
		s.Cases = append(s.Cases,
			lab.Observe(name+": answers", func(l *lab.Portable) string {
				manySYNs(l, n)
				return l.SentBy("server", 0)
			}),
			lab.Observe(name+" and no ACK: accepted", func(l *lab.Portable) string {
				ln, _ := manySYNs(l, n)
				return acceptAll(l, ln)
			}),
			lab.Observe(name+" and the ACK: accepted", func(l *lab.Portable) string {
				ln, p := manySYNs(l, n)
				p.SendACK()
				return acceptAll(l, ln)
			}),
		)
	}
	return s.With(
		lab.Observe("the SYN again after the handshake: answer", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.Established)
			i.Peer.SendSYN()
			return i.Reaction()
		}),
		lab.Observe("in SYN-RECEIVED, a SYN with another sequence number: answer", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.SynReceived)
			i.Peer.SendSYN(tcp.SeqOffset(1000))
			return i.Reaction()
		}),
		lab.Observe("in SYN-RECEIVED, a SYN with an older sequence number: answer", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.SynReceived)
			i.Peer.SendSYN(tcp.SeqOffset(-1000))
			return i.Reaction()
		}),
	)
}

// manySYNs sends the same SYN n times.
func manySYNs(l *lab.Portable, n int) (target.Listener, *peer.Conn) {
	ln, p := l.PeerSYN()
	for range n - 1 {
		l.Answer(p)
		p.SendSYN()
	}
	l.Answer(p)
	return ln, p
}
