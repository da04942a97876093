package ipv6

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetOver is C-102: RSTs over IPv6.
func resetOver() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-102",
		Group: "over-ipv6",
		Title: "Over IPv6 SO_LINGER 0, unread data and segments for nobody send a RST as over IPv4, and RSTs are believed as over IPv4.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.2, group 1", "in CLOSED and without a connection a RST answers any segment except a RST"),
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "CLOSE with unread data sends a RST, to show that data was lost"),
			sources.Clause("RFC 5961, section 3.2", "a RST needs the exact next sequence number"),
		},
	}
	for _, state := range lab.Synchronized {
		s.Cases = append(s.Cases, lab.Observe("SO_LINGER 0 in "+state.String()+": sent, then", func(l *lab.Lab) string {
			i, c := reach(l, state, false)
			l.Abort(c)
			return l.Answer(i.Peer) + ", then " + c.State().String()
		}))
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2, tcp.CloseWait, tcp.TimeWait} {
		s.Cases = append(s.Cases, lab.Observe("Close with unread data in "+state.String()+": sent, then", func(l *lab.Lab) string {
			i, c := reach(l, state, true)
			lab.Must(c.Close())
			return l.Answer(i.Peer) + ", then " + c.State().String()
		}))
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2, tcp.TimeWait} {
		for _, offset := range []int{-1, 0, 5} {
			s.Cases = append(s.Cases, lab.Observe("RST with "+lab.RelativeTo("RCV.NXT", offset)+" in "+state.String()+": answer, then", func(l *lab.Lab) string {
				i, c := reach(l, state, false)
				i.Peer.SendRST(tcp.SeqOffset(offset))
				return l.Answer(i.Peer) + ", then " + c.State().String()
			}))
		}
	}
	for _, x := range []struct {
		name  string
		flags tcp.Flags
	}{{"a SYN", tcp.SYN}, {"an ACK", tcp.ACK}, {"a FIN,ACK", tcp.FIN | tcp.ACK}, {"a RST", tcp.RST}} {
		s.Cases = append(s.Cases, lab.Observe(x.name+" for a port without a listener: answer", func(l *lab.Lab) string {
			p := l.Peer("peer").Dial(server(l, "80"))
			p.Send(x.flags)
			return l.Answer(p)
		}))
	}
	return s.With(
		lab.Observe("data after Close: answer, then", func(l *lab.Lab) string {
			i, c := reach(l, tcp.FinWait2, false)
			lab.Must(c.Close())
			i.Peer.SendData([]byte("hello"))
			return l.Answer(i.Peer) + ", then " + c.State().String()
		}),
		lab.Observe("SO_LINGER 0: the other side reads, and writes", func(l *lab.Lab) string {
			c, p := plain(l)
			l.Abort(c)
			return lab.ReadAll(p) + ", " + lab.Write(p)
		}),
		lab.Observe("connect to a port without a listener says", func(l *lab.Lab) string {
			l.Server()
			_, err := l.Client().Dial("tcp6", "server:80")
			return lab.ErrText(err)
		}),
		lab.Observe("keep-alives of 1s, 1s, 2 to a crashed host: read says", func(l *lab.Lab) string {
			c, _ := plain(l)
			lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
			lab.Must(l.Server().Crash())
			r := l.Reads(c)
			l.Advance(10 * time.Second)
			return lab.Ended(r)
		}),
	)
}
