package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// ackOfFIN is C-93: the acknowledgement of the local FIN comes on a segment that is not
// in sequence.
func ackOfFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-93",
		Group: "close",
		Title: "An acknowledgement of the FIN on old data, or ahead of a gap, is ignored; ahead of a gap it stops the retransmissions too, for ever.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped; an acceptable one is processed further"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "an acknowledged FIN leads from FIN-WAIT-1 to FIN-WAIT-2, from CLOSING to TIME-WAIT and from LAST-ACK to CLOSED"),
			sources.Clause("RFC 9293, section 3.6, case 1", "the local user closes: the FIN is retransmitted until it is acknowledged"),
		},
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		for _, x := range acknowledgements {
			s.Cases = append(s.Cases, lab.Observe(state.String()+", "+x.name, func(l *lab.Portable) string {
				i := finSent(l, state, x.closed)
				i.Peer.Send(x.flags|tcp.ACK, append(x.bends, tcp.Detached())...)
				return i.Response()
			}))
		}
	}
	for _, x := range acknowledgements {
		s.Cases = append(s.Cases,
			lab.Observe("FIN-WAIT-1, "+x.name+": sent in the next 10s", func(l *lab.Portable) string {
				i := finSent(l, tcp.FinWait1, x.closed)
				i.Peer.Send(x.flags|tcp.ACK, append(x.bends, tcp.Detached())...)
				l.Answer(i.Peer)
				mark := l.Mark()
				l.Advance(10 * time.Second)
				l.Answer(i.Peer)
				return lab.List(lab.Tally(l.FlagsSent("server", mark)), ", ")
			}),
		)
	}
	return s.With(
		lab.Observe("FIN-WAIT-1, ACK with RCV.NXT+5: state after a minute", func(l *lab.Portable) string {
			i := finSent(l, tcp.FinWait1, false)
			i.Peer.SendACK(tcp.SeqOffset(5))
			l.Advance(time.Minute)
			l.Answer(i.Peer)
			return i.State()
		}),
		lab.Observe("FIN-WAIT-1, ACK with RCV.NXT+5, then the ACK in sequence", func(l *lab.Portable) string {
			i := finSent(l, tcp.FinWait1, false)
			i.Peer.SendACK(tcp.SeqOffset(5))
			l.Advance(5 * time.Second)
			l.Answer(i.Peer)
			i.Peer.SendACK()
			return i.Response()
		}),
		lab.Observe("FIN-WAIT-1, nothing: sent in the next 10s", func(l *lab.Portable) string {
			i := finSent(l, tcp.FinWait1, false)
			mark := l.Mark()
			l.Advance(10 * time.Second)
			l.Answer(i.Peer)
			return lab.List(lab.Tally(l.FlagsSent("server", mark)), ", ")
		}),
	)
}

// acknowledgements are segments that acknowledge the server's FIN: the peer has sent 5
// bytes, and in CLOSING and LAST-ACK its FIN.
var acknowledgements = []struct {
	name   string
	closed bool
	flags  tcp.Flags
	bends  []tcp.Edit
}{
	{"ACK with RCV.NXT", false, 0, nil},
	{"ACK with RCV.NXT-1", false, 0, []tcp.Edit{tcp.SeqOffset(-1)}},
	{"the last bytes again", false, tcp.PSH, []tcp.Edit{tcp.SeqOffset(-2), tcp.WithPayload([]byte("lo"))}},
	{"ACK with RCV.NXT+5", false, 0, []tcp.Edit{tcp.SeqOffset(5)}},
	{"after Close, ACK with RCV.NXT", true, 0, nil},
	{"after Close, ACK with RCV.NXT+5", true, 0, []tcp.Edit{tcp.SeqOffset(5)}},
	{"after Close, the last bytes again", true, tcp.PSH, []tcp.Edit{tcp.SeqOffset(-2), tcp.WithPayload([]byte("lo"))}},
}

// finSent leads the server's end into a state in which its FIN is not acknowledged, by
// CloseWrite or by Close. The peer has sent 5 bytes.
func finSent(l *lab.Portable, state tcp.State, closed bool) lab.Conversation {
	i := l.PeerIn(tcp.Established)
	i.Peer.SendData([]byte("hello"))
	l.Answer(i.Peer)
	l.Soon(i.Socket) // unread bytes would make Close send a RST
	if state == tcp.LastAck {
		i.Peer.SendFIN()
		l.Answer(i.Peer)
	}
	if closed {
		lab.Must(i.Socket.Close())
	} else {
		lab.Must(i.Socket.CloseWrite())
	}
	i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	if state == tcp.Closing {
		i.Peer.SendFIN(tcp.AckOffset(-1))
		l.Answer(i.Peer)
	}
	lab.Require(i.State(), state.String())
	return i
}
