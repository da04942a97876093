package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// closeUnopened is C-53: close before there is a connection.
func closeUnopened() Scenario {
	s := Scenario{
		ID:    "C-53",
		Group: "close",
		Title: "Close in SYN-SENT or LISTEN sends nothing for what is not open yet, and whatever arrives for it later meets a RST.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.4", "CLOSE in SYN-SENT and in LISTEN deletes the TCB"},
			{Clause, "RFC 9293, section 3.5.2, group 1", "in CLOSED and for no connection a RST answers whatever is not a RST"},
		},
		anyTarget: []string{"Close in SYN-SENT*", "Close in LISTEN, a handshake*", "Close in LISTEN, then*"},
	}
	s.Cases = []Case{
		{"Close in SYN-SENT: segments of the next 5 minutes", func(l *lab) string {
			p, mark := l.closeInSynSent()
			l.advance(5 * time.Minute)
			l.answer(p)
			return l.sent(mark)
		}},
		{"Close in SYN-SENT, the SYN,ACK comes 1s later: answer", func(l *lab) string {
			p, _ := l.closeInSynSent()
			l.advance(time.Second)
			p.SendSYNACK()
			return l.answer(p)
		}},
		{"Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST", func(l *lab) string {
			p, _ := l.closeInSynSent()
			l.advance(time.Second)
			synAck := p.SendSYNACK()
			return relativeTo("SEG.ACK", int(int32(p.Expect().Seq-synAck.Ack)))
		}},
		{"Close in SYN-SENT, a RST comes 1s later: answer", func(l *lab) string {
			p, _ := l.closeInSynSent()
			l.advance(time.Second)
			p.Send(tcp.RST | tcp.ACK)
			return l.answer(p)
		}},
		{"Close in LISTEN, a handshake is under way: the peer gets", func(l *lab) string {
			ln := l.listen()
			p := l.halfOpen()
			must(ln.Close())
			return l.answer(p)
		}},
		{"Close in LISTEN, then a SYN: answer", func(l *lab) string {
			ln := l.listen()
			must(ln.Close())
			p := l.net.Peer("peer").Dial("server:80")
			p.SendSYN()
			return l.answer(p)
		}},
		{"Close in LISTEN, then the last ACK of a handshake: answer", func(l *lab) string {
			ln := l.listen()
			p := l.halfOpen()
			must(ln.Close())
			p.SendACK()
			return l.answer(p)
		}},
		{"Close in LISTEN, a connection was not accepted yet: segments", func(l *lab) string {
			ln := got(l.server().Listen("tcp4", ":80"))
			got(l.client().Dial("tcp4", "server:80"))
			mark := l.mark()
			must(ln.Close())
			return l.sent(mark)
		}},
		{"Close in LISTEN, a connection was not accepted yet: its client reads", func(l *lab) string {
			ln := got(l.server().Listen("tcp4", ":80"))
			c := got(l.client().Dial("tcp4", "server:80"))
			must(ln.Close())
			return read(c)
		}},
		{"Close in LISTEN, a connection was accepted: segments", func(l *lab) string {
			ln := got(l.server().Listen("tcp4", ":80"))
			c := got(l.client().Dial("tcp4", "server:80"))
			got(ln.AcceptTCP())
			mark := l.mark()
			must(ln.Close())
			write(c)
			return l.sent(mark)
		}},
	}
	return s
}

// closeInSynSent has the client close before the peer has answered its SYN. The
// mark is before that.
func (l *lab) closeInSynSent() (p *fixture.PeerConn, mark int) {
	client, peer := l.at("client"), l.net.Peer("peer")
	d := client.Dial("peer:80")
	p = peer.Accept(80)
	mark = l.mark()
	must(d.Close())
	return p, mark
}

// halfOpen has a peer send a SYN to the server and take the answer, no more.
func (l *lab) halfOpen(options ...fixture.PeerOption) *fixture.PeerConn {
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.SendSYN()
	p.Expect(tcp.SYN | tcp.ACK)
	return p
}
