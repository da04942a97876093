package timers

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// keepAliveFinWait2 is C-97: keep-alives in FIN-WAIT-2.
func keepAliveFinWait2() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-97",
		Group: "keep-alive",
		Title: "Keep-alives go on in FIN-WAIT-2, before and after Close, and end it when they find no answer or a RST.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.4, MUST-29", "one unanswered keep-alive does not mean that the peer is dead"),
			sources.Clause("RFC 9293, section 3.10.8", "the timeouts: FIN-WAIT-2 has none"),
			sources.Incident("kubernetes/kubernetes#17641", "connections stay in FIN_WAIT2 for hours although tcp_fin_timeout is 60"),
		},
	}
	quick := net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 3}
	for _, orphan := range []bool{false, true} {
		name := "held: "
		if orphan {
			name = "closed: "
		}
		begin := func(l *lab.Lab, k net.KeepAliveConfig) (i lab.Conversation, c lab.Conn, mark int) {
			i, c = l.Reach(tcp.FinWait2, false)
			lab.Must(c.SetKeepAliveConfig(k))
			if orphan {
				lab.Must(c.Close())
			}
			return i, c, l.Mark()
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"no answer: sent when", func(l *lab.Lab) string {
				i, _, mark := begin(l, quick)
				l.Advance(10 * time.Second)
				l.Answer(i.Peer)
				return l.SentWhen("server", mark)
			}),
			lab.Observe(name+"no answer: FIN-WAIT-2 lasted", func(l *lab.Lab) string {
				i, c, _ := begin(l, quick)
				l.Advance(10 * time.Second)
				l.Answer(i.Peer)
				return l.Stay(c, tcp.FinWait2)
			}),
			lab.Observe(name+"no answer: sockets 10s later", func(l *lab.Lab) string {
				i, _, _ := begin(l, quick)
				l.Advance(10 * time.Second)
				l.Answer(i.Peer)
				return l.Sockets()
			}),
			lab.Observe(name+"each probe is answered: state 10s later", func(l *lab.Lab) string {
				i, _, _ := begin(l, quick)
				answered(l, i, 10, func() { i.Peer.SendACK() })
				return i.State()
			}),
			lab.Observe(name+"the answer is a RST: answer, then", func(l *lab.Lab) string {
				i, _, _ := begin(l, quick)
				l.Advance(1100 * time.Millisecond)
				l.Answer(i.Peer)
				i.Peer.SendRST()
				return i.Reaction()
			}),
			lab.Observe(name+"the peer's FIN was lost, the answer has the number behind it: answer, then", func(l *lab.Lab) string {
				i, _, _ := begin(l, quick)
				l.Advance(1100 * time.Millisecond)
				l.Answer(i.Peer)
				i.Peer.SendACK(tcp.SeqOffset(1))
				return i.Reaction()
			}),
			lab.Observe(name+"the FIN comes between two probes: answer, then", func(l *lab.Lab) string {
				i, _, _ := begin(l, quick)
				l.Advance(1500 * time.Millisecond)
				l.Answer(i.Peer)
				i.Peer.SendFIN()
				return i.Reaction()
			}),
			lab.Observe(name+"Go's defaults, each probe is answered: probes in 40s", func(l *lab.Lab) string {
				i, _, _ := begin(l, net.KeepAliveConfig{Enable: true})
				return lab.Times(answered(l, i, 40, func() { i.Peer.SendACK() }))
			}),
		)
	}
	return s.With(
		lab.Observe("closed: each probe is answered: FIN-WAIT-2 lasted", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.FinWait2, false)
			lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true}))
			lab.Must(c.Close())
			answered(l, i, 75, func() { i.Peer.SendACK() })
			return l.Stay(c, tcp.FinWait2)
		}),
		lab.Observe("held: no answer: read says", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.FinWait2, false)
			lab.Must(c.SetKeepAliveConfig(quick))
			r := l.Reads(c)
			l.Advance(10 * time.Second)
			l.Answer(i.Peer)
			return lab.Ended(r)
		}),
		lab.Observe("held: two hosts, the other side's FINs are lost: state 10s later", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(c.SetKeepAliveConfig(quick))
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Drop().Err())
			lab.Must(c.CloseWrite())
			lab.Must(p.Close())
			l.Advance(10 * time.Second)
			return c.State().String()
		}),
		lab.Observe("closed: two hosts, the other side's FINs are lost: RSTs in 10s", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Must(c.SetKeepAliveConfig(quick))
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Drop().Err())
			lab.Must(c.Close())
			lab.Must(p.Close())
			l.Advance(10 * time.Second)
			return lab.List(l.FlagsOf("client", timeline.Flags(tcp.RST)), ", ")
		}),
	)
}

// answered moves the clock by so many seconds, in steps, and answers what the server sends.
// It returns how often that was.
func answered(l *lab.Lab, i lab.Conversation, seconds int, answer func()) (n int) {
	for range seconds * 2 {
		l.Advance(time.Second / 2)
		if len(l.Answers(i.Peer)) > 0 {
			n++
			answer()
		}
	}
	return n
}
