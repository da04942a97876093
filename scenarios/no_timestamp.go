package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// noTimestamp is C-64: a segment without the timestamps that were agreed on.
func noTimestamp() Scenario {
	s := Scenario{
		ID:    "C-64",
		Group: "timestamps",
		Title: "A segment without the timestamps that were agreed on is taken as any other, but for the last ACK of the handshake.",
		Sources: []Source{
			{Clause, "RFC 7323, section 3.2", "a segment other than a RST that lacks the timestamps that were agreed on is dropped"},
			{Incident, "google/gvisor#11536", "a peer that leaves timestamps out of its ACK never gets its connection"},
		},
		anyTarget: []string{"*"},
	}
	bare := tcp.WithoutTimestamps()
	s.Cases = []Case{
		{"the last ACK of the handshake without: state", func(l *lab) string {
			l.listen()
			p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.Timestamps(tsStart))
			p.SendSYN()
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendACK(bare)
			l.answer(p)
			return l.left()
		}},
		{"data without: the application reads", func(l *lab) string {
			c, p := l.quietPeer()
			p.SendData([]byte("hello"), bare)
			l.answer(p)
			return l.soon(c)
		}},
		{"data without: answer", func(l *lab) string {
			_, p := l.quietPeer()
			p.SendData([]byte("hello"), bare)
			return l.answer(p)
		}},
		{"data with: the application reads", func(l *lab) string {
			c, p := l.quietPeer()
			p.SendData([]byte("hello"))
			l.answer(p)
			return l.soon(c)
		}},
		{"FIN without: state", func(l *lab) string {
			c, p := l.quietPeer()
			p.SendFIN(bare)
			l.answer(p)
			return stateOf(c)
		}},
		{"RST without: state", func(l *lab) string {
			c, p := l.quietPeer()
			p.SendRST(bare)
			l.answer(p)
			return stateOf(c)
		}},
		{"the ACK of the FIN without: state", func(l *lab) string {
			c, p := l.quietPeer()
			must(c.CloseWrite())
			p.Expect(tcp.FIN | tcp.ACK)
			p.SendACK(bare)
			l.answer(p)
			return stateOf(c)
		}},
		{"data with, though nobody agreed: the application reads", func(l *lab) string {
			c, p := l.peerConnected()
			p.SendData([]byte("hello"), tcp.WithTimestamps(tsStart, 0))
			l.answer(p)
			return l.soon(c)
		}},
	}
	stamped := func(l *lab) incarnation { return l.peerTimeWait(fixture.Timestamps(tsStart)) }
	s.Cases = append(s.Cases, arrivals("in TIME-WAIT, the FIN again without", stamped, func(old incarnation) *fixture.PeerConn {
		old.peer.SendFIN(tcp.SeqOffset(-1), bare)
		return old.peer
	})...)
	return s
}
