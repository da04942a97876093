package handshake

import (
	"errors"
	"io"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

// earlyData is C-80: data before the end of the handshake.
func earlyData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-80",
		Group: "handshake",
		Title: "Data on a SYN is discarded and must be sent again; data on the third segment is kept.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.2", "other control or data on a SYN is processed in SYN-RECEIVED"),
			sources.Folklore("A29", "only the third segment of the handshake may carry data"),
		},
	}
	hello := tcp.WithPayload([]byte("hello"))
	return s.With(
		lab.Observe("SYN with data, then the third segment: the server reads", func(l *lab.Portable) string {
			ln := l.Listen()
			p := l.Peer("peer").Dial("server:80", peer.ISN(1000))
			p.SendSYN(hello)
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendACK(tcp.WithSeq(1001))
			l.Answer(p)
			return now(lab.Got(ln.Accept()))
		}),
		lab.Observe("SYN with data, then the data again: the server reads", func(l *lab.Portable) string {
			ln := l.Listen()
			p := l.Peer("peer").Dial("server:80", peer.ISN(1000))
			p.SendSYN(hello)
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendACK(tcp.WithSeq(1001), hello)
			l.Answer(p)
			return now(lab.Got(ln.Accept()))
		}),
		lab.Observe("third segment with data: the server reads", func(l *lab.Portable) string {
			ln, p := l.PeerSYN()
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendData([]byte("hello"))
			l.Answer(p)
			return now(lab.Got(ln.Accept()))
		}),
		lab.Observe("third segment with data and FIN: the server reads", func(l *lab.Portable) string {
			ln, p := l.PeerSYN()
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			p.SendFIN(hello)
			l.Answer(p)
			return lab.ReadAll(lab.Got(ln.Accept()))
		}),
		lab.Observe("SYN,ACK with data: the client reads", func(l *lab.Portable) string {
			d := l.DialPeer()
			d.Peer.SendSYNACK(hello)
			l.Answer(d.Peer)
			return now(lab.Got(d.Call.Socket()))
		}),
		lab.Observe("SYN with FIN: answer", func(l *lab.Portable) string {
			p := earlySYN(l)
			l.Answer(p)
			q := l.Peer("peer").Dial("server:80")
			q.Send(tcp.SYN | tcp.FIN)
			return l.Answer(q)
		}),
	)
}

// earlySYN sends an edited SYN.
func earlySYN(l *lab.Portable, bends ...tcp.Edit) *peer.Conn {
	l.Listen()
	p := l.Peer("peer").Dial("server:80", peer.ISN(1000))
	p.SendSYN(bends...)
	return p
}

// now returns the data that can be read without waiting.
func now(s target.Socket) string {
	b := make([]byte, 100)
	n, err := s.Read(b)
	if errors.Is(err, fixture.ErrWaiting) || err == io.EOF {
		return lab.Nothing
	}
	lab.Must(err)
	return string(b[:n])
}
