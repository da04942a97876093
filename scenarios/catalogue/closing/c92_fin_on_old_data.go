package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// finOnOldData is C-92: a new FIN on data that has arrived before, and a second FIN
// behind the first.
func finOnOldData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-92",
		Group: "close",
		Title: "A new FIN on data that has arrived before is thrown away, again and again; a second FIN behind the first moves RCV.NXT on.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "a segment with its last number in the window is acceptable, and is trimmed to the window"),
			sources.Clause("RFC 9293, section 3.10.7.4, eighth", "a FIN in sequence leads to CLOSE-WAIT, CLOSING or TIME-WAIT; in CLOSE-WAIT, CLOSING and LAST-ACK another one changes nothing"),
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait1, tcp.FinWait2} {
		for _, x := range []struct {
			name  string
			begin int // of what is sent again
			text  string
			times int
		}{
			{"5 old bytes and the FIN", -5, "hello", 1},
			{"5 old bytes and the FIN, 5 times", -5, "hello", 5},
			{"1 old byte and the FIN", -1, "o", 1},
			{"5 old bytes, a new one and the FIN", -5, "hello!", 1},
			{"the FIN alone", 0, "", 1},
		} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Portable) string {
				i := afterHello(l, state)
				for n := range x.times {
					if n > 0 {
						l.Answer(i.Peer)
						l.Advance(time.Second)
						l.Answer(i.Peer)
					}
					i.Peer.Send(tcp.FIN|tcp.PSH|tcp.ACK, tcp.SeqOffset(x.begin), tcp.WithPayload([]byte(x.text)), tcp.Detached())
				}
				return i.Response()
			}))
		}
		s.Cases = append(s.Cases, lab.Observe(state.String()+", 5 old bytes and the FIN, then the FIN alone", func(l *lab.Portable) string {
			i := afterHello(l, state)
			i.Peer.Send(tcp.FIN|tcp.PSH|tcp.ACK, tcp.SeqOffset(-5), tcp.WithPayload([]byte("hello")), tcp.Detached())
			l.Answer(i.Peer)
			i.Peer.SendFIN(tcp.Detached())
			return i.Response()
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("ESTABLISHED, 5 old bytes and the FIN: the application reads", func(l *lab.Portable) string {
			i := afterHello(l, tcp.Established)
			i.Peer.Send(tcp.FIN|tcp.PSH|tcp.ACK, tcp.SeqOffset(-5), tcp.WithPayload([]byte("hello")), tcp.Detached())
			l.Answer(i.Peer)
			l.Soon(i.Socket) // hello
			return l.Soon(i.Socket)
		}),
	)
	for _, state := range []tcp.State{tcp.CloseWait, tcp.Closing, tcp.LastAck} {
		for _, x := range []struct {
			name string
			send func(*peer.Conn)
		}{
			{"a second FIN", func(p *peer.Conn) { p.SendFIN(tcp.Detached()) }},
			{"a second FIN, which acknowledges nothing new", func(p *peer.Conn) { p.SendFIN(tcp.AckOffset(-1), tcp.Detached()) }},
			{"a second FIN beyond a gap", func(p *peer.Conn) { p.SendFIN(tcp.SeqOffset(1), tcp.Detached()) }},
			{"a second FIN without ACK", func(p *peer.Conn) { p.Send(tcp.FIN, tcp.Detached()) }},
		} {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Portable) string {
				i := l.PeerIn(state)
				x.send(i.Peer)
				return i.Response()
			}))
		}
	}
	return s.With(
		lab.Observe("CLOSE-WAIT, a second and a third FIN", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.CloseWait)
			i.Peer.SendFIN(tcp.Detached())
			l.Answer(i.Peer)
			i.Peer.SendFIN(tcp.SeqOffset(1), tcp.Detached())
			return i.Response()
		}),
		lab.Observe("CLOSE-WAIT, a second FIN, then CloseWrite", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.CloseWait)
			i.Peer.SendFIN(tcp.Detached())
			l.Answer(i.Peer)
			lab.Must(i.Socket.CloseWrite())
			return i.Response()
		}),
		lab.Observe("CLOSE-WAIT, a second FIN, then the first again", func(l *lab.Portable) string {
			i := l.PeerIn(tcp.CloseWait)
			i.Peer.SendFIN(tcp.Detached())
			l.Answer(i.Peer)
			i.Peer.SendFIN(tcp.SeqOffset(-1), tcp.Detached())
			return i.Response()
		}),
	)
}

// afterHello leads the server's end into a state in which the peer has sent 5 bytes and
// no FIN.
func afterHello(l *lab.Portable, state tcp.State) lab.Conversation {
	i := l.PeerIn(tcp.Established)
	i.Peer.SendData([]byte("hello"))
	l.Answer(i.Peer)
	if state == tcp.Established {
		return i
	}
	lab.Must(i.Socket.CloseWrite())
	i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	if state == tcp.FinWait2 {
		i.Peer.SendACK()
	}
	lab.Require(i.State(), state.String())
	return i
}
