package ipv6

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timeWaitOver is C-103: TIME-WAIT over IPv6.
func timeWaitOver() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-103",
		Group: "over-ipv6",
		Title: "Over IPv6 TIME-WAIT lasts as long as over IPv4, answers and gives way to the same segments, and its port is separate from that of IPv4.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts 2 MSL"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN can reopen the connection in TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "in TIME-WAIT a FIN restarts the 2 MSL timeout"),
		},
	}
	for _, offset := range []int{-1, 0, 1, 1000} {
		s.Cases = append(s.Cases, lab.Observe("SYN with "+lab.RelativeTo("RCV.NXT", offset)+": answer", func(l *lab.Lab) string {
			i, _ := reach(l, tcp.TimeWait, false)
			p := dial(l, peer.ISN(i.Peer.SndNxt()+uint32(offset)))
			p.SendSYN()
			return l.Answer(p)
		}))
	}
	for _, x := range []struct {
		name string
		send func(*peer.Conn)
	}{
		{"nothing", func(*peer.Conn) {}},
		{"the FIN again", func(p *peer.Conn) { p.SendFIN(tcp.SeqOffset(-1)) }},
		{"an ACK", func(p *peer.Conn) { p.SendACK() }},
		{"data", func(p *peer.Conn) { p.SendData([]byte("hello"), tcp.SeqOffset(-6)) }},
	} {
		s.Cases = append(s.Cases, lab.Observe(x.name+" arrives after 30s: answer, TIME-WAIT lasted", func(l *lab.Lab) string {
			i, c := reach(l, tcp.TimeWait, false)
			l.Advance(30 * time.Second)
			x.send(i.Peer)
			answer := l.Answer(i.Peer)
			return answer + ", " + l.WholeTimeWait(c)
		}))
	}
	from := func(l *lab.Lab) lab.Dialer {
		return lab.Dialer{Host: l.Client(), LocalAddr: "[" + l.Addr6(l.Client()).String() + "]:1500", ReuseAddr: true, NoKeepAlive: true}
	}
	left := func(l *lab.Lab) {
		ln := lab.Got((&lab.ListenConfig{Host: l.Server(), NoKeepAlive: true}).Listen("tcp6", ":80"))
		d := from(l)
		c := lab.Got(d.Dial("tcp6", "server:80"))
		l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
	}
	return s.With(
		lab.Observe("the client holds it, connects again from the port: connect says", func(l *lab.Lab) string {
			left(l)
			d := from(l)
			_, err := d.Dial("tcp6", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("the client holds it, connects from the same port over IPv4: connect says", func(l *lab.Lab) string {
			left(l)
			lab.Got(l.Server().Listen("tcp4", ":80"))
			d := l.FromPort1500()
			_, err := d.Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("only one ephemeral port, held by TIME-WAIT over IPv6: connect over IPv6 says", func(l *lab.Lab) string {
			l.Few(1)
			c, p := plain(l)
			l.CloseBoth(c, p)
			_, err := l.Client().Dial("tcp6", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("only one ephemeral port, held by TIME-WAIT over IPv6: connect over IPv4 says", func(l *lab.Lab) string {
			l.Net.Host("client", lab.PortRange(1500, 1500))
			c, p := plain(l)
			l.CloseBoth(c, p)
			lab.Got(l.Server().Listen("tcp4", ":80"))
			_, err := l.Client().Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
		lab.Observe("the server holds it, listens again over IPv6 and over IPv4: result", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp6", ":80"))
			c := lab.Got(l.Client().Dial("tcp6", "server:80"))
			p := lab.Got(ln.AcceptTCP())
			lab.Must(ln.Close())
			l.CloseBoth(p, c)
			_, six := l.Server().Listen("tcp6", ":80")
			_, four := l.Server().Listen("tcp4", ":80")
			return lab.ErrText(six) + ", " + lab.ErrText(four)
		}),
		lab.Observe("the server holds it, without SO_REUSEADDR, listens again over IPv6: result", func(l *lab.Lab) string {
			lc := lab.ListenConfig{Host: l.Server(), NoReuseAddr: true}
			ln := lab.Got(lc.Listen("tcp6", ":80"))
			c := lab.Got(l.Client().Dial("tcp6", "server:80"))
			p := lab.Got(ln.AcceptTCP())
			lab.Must(ln.Close())
			l.CloseBoth(p, c)
			_, err := lc.Listen("tcp6", ":80")
			return lab.ErrText(err)
		}),
		lab.Observe("a listener for both families: an IPv4 client connects, closes, is in", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp", ":80"))
			c := lab.Got(l.Client().Dial("tcp4", "server:80"))
			l.CloseBoth(c, lab.Got(ln.AcceptTCP()))
			return l.SocketsOf(l.Client())
		}),
	)
}
