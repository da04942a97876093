package closing

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// dataAfterFIN is C-91: data from a peer that has sent its FIN.
func dataAfterFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-91",
		Group: "close",
		Title: "Data behind the peer's FIN is dropped in CLOSE-WAIT and resets CLOSING and LAST-ACK, unless it is ahead of what is expected.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, seventh", "in CLOSE-WAIT, CLOSING and LAST-ACK data cannot come after the FIN and is ignored"),
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "in CLOSING and LAST-ACK the acknowledgement of the FIN leads to TIME-WAIT and CLOSED"),
		},
	}
	for _, owner := range []struct {
		after  string
		closed bool
	}{{"", false}, {" after Close", true}} {
		for _, state := range []tcp.State{tcp.CloseWait, tcp.Closing, tcp.LastAck} {
			if state == tcp.CloseWait && owner.closed {
				continue // Close leads to LAST-ACK
			}
			for _, x := range []struct {
				name  string
				flags tcp.Flags
				bends []tcp.Edit
			}{
				{"5 bytes with RCV.NXT-3", tcp.PSH, []tcp.Edit{tcp.SeqOffset(-3)}},
				{"5 bytes with RCV.NXT-1", tcp.PSH, []tcp.Edit{tcp.SeqOffset(-1)}},
				{"5 bytes with RCV.NXT", tcp.PSH, nil},
				{"5 bytes with RCV.NXT, acknowledging SND.NXT-1", tcp.PSH, []tcp.Edit{tcp.AckOffset(-1)}},
				{"5 bytes with RCV.NXT+5", tcp.PSH, []tcp.Edit{tcp.SeqOffset(5)}},
				{"FIN with 5 bytes with RCV.NXT", tcp.FIN, nil},
				{"FIN with 5 bytes with RCV.NXT-6", tcp.FIN, []tcp.Edit{tcp.SeqOffset(-6)}},
			} {
				s.Cases = append(s.Cases, lab.Observe(state.String()+owner.after+", "+x.name, func(l *lab.Portable) string {
					i := afterFIN(l, state, owner.closed)
					i.Peer.Send(x.flags|tcp.ACK, append(x.bends, tcp.WithPayload([]byte("hello")), tcp.Detached())...)
					return i.Response()
				}))
			}
		}
	}
	return s.With(
		lab.Observe("CLOSE-WAIT, 5 bytes with RCV.NXT: the application reads", func(l *lab.Portable) string {
			i := afterFIN(l, tcp.CloseWait, false)
			i.Peer.SendData([]byte("hello"), tcp.Detached())
			l.Answer(i.Peer)
			return lab.ReadAll(i.Socket)
		}),
		lab.Observe("CLOSE-WAIT, 5 bytes with RCV.NXT: the application writes", func(l *lab.Portable) string {
			i := afterFIN(l, tcp.CloseWait, false)
			i.Peer.SendData([]byte("hello"), tcp.Detached())
			l.Answer(i.Peer)
			says := lab.Write(i.Socket)
			l.Answer(i.Peer)
			return says
		}),
	)
}

// afterFIN leads the server's end into a state after the peer's FIN, by CloseWrite or by
// Close.
func afterFIN(l *lab.Portable, state tcp.State, closed bool) lab.Conversation {
	if !closed {
		return l.PeerIn(state)
	}
	from := tcp.Established
	if state == tcp.LastAck {
		from = tcp.CloseWait
	}
	i := l.PeerIn(from)
	lab.Must(i.Socket.Close())
	i.Peer.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	if state == tcp.Closing {
		i.Peer.SendFIN(tcp.AckOffset(-1))
		i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	}
	lab.Require(i.State(), state.String())
	return i
}
