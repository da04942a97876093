package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// earlyData is C-80: data before the handshake is over.
func earlyData() Scenario {
	s := Scenario{
		ID:    "C-80",
		Group: "handshake",
		Title: "Data on a SYN is not kept and has to come again; data on the third segment is.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.2", "other control or data on a SYN is processed in SYN-RECEIVED"},
			{Folklore, "A29", "only the third segment of the handshake may carry data"},
		},
		anyTarget: []string{"*"},
	}
	hello := tcp.WithPayload([]byte("hello"))
	return s.add(
		Case{"SYN with data, then the third segment: the server reads", func(l *lab) string {
			ln := l.listen()
			p := l.net.Peer("peer").Dial("server:80", fixture.ISN(1000))
			p.SendSYN(hello)
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendACK(tcp.WithSeq(1001))
			l.answer(p)
			return now(got(ln.Accept()))
		}},
		Case{"SYN with data, then the data again: the server reads", func(l *lab) string {
			ln := l.listen()
			p := l.net.Peer("peer").Dial("server:80", fixture.ISN(1000))
			p.SendSYN(hello)
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendACK(tcp.WithSeq(1001), hello)
			l.answer(p)
			return now(got(ln.Accept()))
		}},
		Case{"third segment with data: the server reads", func(l *lab) string {
			ln, p := l.peerSYN()
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendData([]byte("hello"))
			l.answer(p)
			return now(got(ln.Accept()))
		}},
		Case{"third segment with data and FIN: the server reads", func(l *lab) string {
			ln, p := l.peerSYN()
			p.Expect(tcp.SYN | tcp.ACK)
			p.SendFIN(hello)
			l.answer(p)
			return read(got(ln.Accept()))
		}},
		Case{"SYN,ACK with data: the client reads", func(l *lab) string {
			d := l.dialPeer()
			d.peer.SendSYNACK(hello)
			l.answer(d.peer)
			return now(got(d.call.Socket()))
		}},
		Case{"SYN with FIN: answer", func(l *lab) string {
			p := l.earlySYN()
			l.answer(p)
			q := l.net.Peer("peer").Dial("server:80")
			q.Send(tcp.SYN | tcp.FIN)
			return l.answer(q)
		}},
	)
}

// earlySYN has a SYN arrive, bent in some way.
func (l *lab) earlySYN(bends ...tcp.Edit) *fixture.PeerConn {
	l.listen()
	p := l.net.Peer("peer").Dial("server:80", fixture.ISN(1000))
	p.SendSYN(bends...)
	return p
}

// readsNow is what there is to be read without waiting.
func (l *lab) readsNow(c *fixture.Conn) string {
	b := make([]byte, 100)
	n := 0
	r := l.net.Go(func() (err error) { n, err = c.Read(b); return err })
	if !r.Done() {
		return none
	}
	return string(b[:n])
}
