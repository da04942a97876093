package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// closeUnopened is C-53: close before the connection is open.
func closeUnopened() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-53",
		Group: "close",
		Title: "Close in SYN-SENT and LISTEN sends nothing for unopened connections, and later segments for them receive a RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE in SYN-SENT and in LISTEN deletes the TCB"),
			sources.Clause("RFC 9293, section 3.5.2, group 1", "in CLOSED and without a connection a RST answers any segment except a RST"),
		},
	}
	s.Cases = []lab.Case{
		lab.Observe("Close in SYN-SENT: segments of the next 5 minutes", func(l *lab.Portable) string {
			p, mark := closeInSynSent(l)
			l.Advance(5 * time.Minute)
			l.Answer(p)
			return l.Sent(mark)
		}),
		lab.Observe("Close in SYN-SENT, the SYN,ACK comes 1s later: answer", func(l *lab.Portable) string {
			p, _ := closeInSynSent(l)
			l.Advance(time.Second)
			p.SendSYNACK()
			return l.Answer(p)
		}),
		lab.Observe("Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST", func(l *lab.Portable) string {
			p, _ := closeInSynSent(l)
			l.Advance(time.Second)
			synAck := p.SendSYNACK()
			return lab.RelativeTo("SEG.ACK", int(int32(p.Expect().Seq-synAck.Ack)))
		}),
		lab.Observe("Close in SYN-SENT, a RST comes 1s later: answer", func(l *lab.Portable) string {
			p, _ := closeInSynSent(l)
			l.Advance(time.Second)
			p.Send(tcp.RST | tcp.ACK)
			return l.Answer(p)
		}),
		lab.Observe("Close in LISTEN, a handshake is under way: the peer gets", func(l *lab.Portable) string {
			ln := l.Listen()
			p := l.HalfOpen()
			lab.Must(ln.Close())
			return l.Answer(p)
		}),
		lab.Observe("Close in LISTEN, then a SYN: answer", func(l *lab.Portable) string {
			ln := l.Listen()
			lab.Must(ln.Close())
			p := l.Peer("peer").Dial("server:80")
			p.SendSYN()
			return l.Answer(p)
		}),
		lab.Observe("Close in LISTEN, then the last ACK of a handshake: answer", func(l *lab.Portable) string {
			ln := l.Listen()
			p := l.HalfOpen()
			lab.Must(ln.Close())
			p.SendACK()
			return l.Answer(p)
		}),
		lab.Observe("Close in LISTEN, a connection was not accepted yet: segments", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			lab.Got(l.Client().Dial("tcp4", "server:80"))
			mark := l.Mark()
			lab.Must(ln.Close())
			return l.Sent(mark)
		}),
		lab.Observe("Close in LISTEN, a connection was not accepted yet: its client reads", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			c := lab.Got(l.Client().Dial("tcp4", "server:80"))
			lab.Must(ln.Close())
			return lab.ReadAll(c)
		}),
		lab.Observe("Close in LISTEN, a connection was accepted: segments", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			c := lab.Got(l.Client().Dial("tcp4", "server:80"))
			lab.Got(ln.AcceptTCP())
			mark := l.Mark()
			lab.Must(ln.Close())
			lab.Write(c)
			return l.Sent(mark)
		}),
	}
	return s
}

// closeInSynSent closes the client before the peer has answered its SYN. The mark is
// before the close.
func closeInSynSent(l *lab.Portable) (p *peer.Conn, mark int) {
	client, other := l.Host("client"), l.Peer("peer")
	d := client.Dial("peer:80")
	p = other.Accept(80)
	mark = l.Mark()
	lab.Must(d.Close())
	return p, mark
}
