package reset

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// resetInZeroWindow is C-49: RSTs to a receiver with a zero window.
func resetInZeroWindow() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-49",
		Group: "reset",
		Title: "A receiver with a closed window accepts acknowledgements, and a RST with the exact next sequence number.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.4, MUST-66", "RSTs must be processed even when the window is zero; ACKs are acceptable"),
			sources.Clause("RFC 9293, section 3.10.7.4, first", "with a zero window a segment is acceptable if it is empty and SEG.SEQ = RCV.NXT"),
		},
	}
	for _, offset := range []int{-1, 0, 1} {
		s.Cases = append(s.Cases, lab.Observe("RST with "+lab.RelativeTo("RCV.NXT", offset), func(l *lab.Lab) string {
			i := zeroWindow(l)
			i.Peer.SendRST(tcp.SeqOffset(offset))
			return i.Reaction()
		}))
	}
	return s.With(
		lab.Observe("a byte of data", func(l *lab.Lab) string {
			i := zeroWindow(l)
			i.Peer.SendData([]byte("x"), tcp.Detached())
			return i.Reaction()
		}),
		lab.Observe("FIN", func(l *lab.Lab) string {
			i := zeroWindow(l)
			i.Peer.SendFIN(tcp.Detached())
			return i.Reaction()
		}),
		lab.Observe("ACK of data that was sent", func(l *lab.Lab) string {
			i := zeroWindow(l)
			lab.Got(l.Conn(i.Socket).Write([]byte("hello")))
			i.Peer.Expect(timeline.ExactFlags(tcp.ACK), timeline.Data())
			mark := l.Mark()
			i.Peer.SendACK()
			l.Advance(time.Minute)
			l.Answer(i.Peer)
			return l.Repetitions("server", mark)
		}),
		lab.Observe("no ACK of data that was sent", func(l *lab.Lab) string {
			i := zeroWindow(l)
			lab.Got(i.Socket.Write([]byte("hello")))
			i.Peer.Expect(timeline.ExactFlags(tcp.ACK), timeline.Data())
			mark := l.Mark()
			l.Advance(time.Minute)
			l.Answer(i.Peer)
			return l.Repetitions("server", mark)
		}),
	)
}

// zeroWindow connects a peer that sends until the server's window is closed.
func zeroWindow(l *lab.Lab) lab.Conversation {
	i := l.PeerIn(tcp.Established)
	lab.Must(i.Socket.SetKeepAlive(false))
	lab.Must(i.Socket.SetReadBuffer(48 << 10)) // more than the first window, for netstack counts overhead too
	piece := make([]byte, 1400)
	for range 64 {
		window := int(lastWindow(i.Peer))
		if window == 0 {
			if all := i.Peer.Received(); all[len(all)-1].Ack != i.Peer.SndNxt() {
				// Linux does so if the buffer becomes smaller than the window.
				l.NoBuffers("the receiver has dropped what was in its window")
			}
			return i
		}
		i.Peer.SendData(piece[:min(window, len(piece))])
		l.Answer(i.Peer)
	}
	l.NoBuffers("the window does not close")
	return i
}

// lastWindow returns the window of the last segment that a peer received.
func lastWindow(p *peer.Conn) uint16 {
	all := p.Received()
	return all[len(all)-1].Window
}
