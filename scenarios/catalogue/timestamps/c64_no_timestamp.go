package timestamps

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// noTimestamp is C-64: a segment without the negotiated timestamps.
func noTimestamp() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-64",
		Group: "timestamps",
		Title: "A segment without the negotiated timestamps is accepted, except the last ACK of the handshake.",
		Sources: []sources.Source{
			sources.Clause("RFC 7323, section 3.2", "a segment without the negotiated timestamps is dropped, except a RST"),
			sources.Incident("google/gvisor#11536", "a peer that omits timestamps from its ACK never becomes connected"),
		},
	}
	bare := tcp.WithoutTimestamps()
	s.Cases = []lab.Case{
		lab.Observe("the last ACK of the handshake without: state", func(l *lab.Portable) string {
			l.Listen()
			p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.Timestamps(lab.TSStart))
			p.SendSYN()
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendACK(bare)
			l.Answer(p)
			return l.Left()
		}),
		lab.Observe("data without: the application reads", func(l *lab.Portable) string {
			c, p := quietPeer(l)
			p.SendData([]byte("hello"), bare)
			l.Answer(p)
			return l.Soon(c)
		}),
		lab.Observe("data without: answer", func(l *lab.Portable) string {
			_, p := quietPeer(l)
			p.SendData([]byte("hello"), bare)
			return l.Answer(p)
		}),
		lab.Observe("data with: the application reads", func(l *lab.Portable) string {
			c, p := quietPeer(l)
			p.SendData([]byte("hello"))
			l.Answer(p)
			return l.Soon(c)
		}),
		lab.Observe("FIN without: state", func(l *lab.Portable) string {
			c, p := quietPeer(l)
			p.SendFIN(bare)
			l.Answer(p)
			return stateOf(c)
		}),
		lab.Observe("RST without: state", func(l *lab.Portable) string {
			c, p := quietPeer(l)
			p.SendRST(bare)
			l.Answer(p)
			return stateOf(c)
		}),
		lab.Observe("the ACK of the FIN without: state", func(l *lab.Portable) string {
			c, p := quietPeer(l)
			lab.Must(c.CloseWrite())
			p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
			p.SendACK(bare)
			l.Answer(p)
			return stateOf(c)
		}),
		lab.Observe("data with, though nobody agreed: the application reads", func(l *lab.Portable) string {
			c, p := l.PeerConnected()
			p.SendData([]byte("hello"), tcp.WithTimestamps(lab.TSStart, 0))
			l.Answer(p)
			return l.Soon(c)
		}),
	}
	stamped := func(l *lab.Portable) lab.Conversation { return l.PeerTimeWait(peer.Timestamps(lab.TSStart)) }
	s.Cases = append(s.Cases, lab.Arrivals("in TIME-WAIT, the FIN again without", stamped, func(old lab.Conversation) *peer.Conn {
		old.Peer.SendFIN(tcp.SeqOffset(-1), bare)
		return old.Peer
	})...)
	return s
}

// stateOf returns the state of a socket.
func stateOf(s target.Socket) string { return lab.Got(s.State()).String() }
