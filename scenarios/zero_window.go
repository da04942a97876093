package scenarios

import (
	"errors"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// resetInZeroWindow is C-49: RSTs to a receiver without room.
func resetInZeroWindow() Scenario {
	s := Scenario{
		ID:    "C-49",
		Group: "reset",
		Title: "A receiver whose window is closed accepts a RST with exactly the next sequence number, and acknowledgements.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.4, MUST-66", "RSTs must be processed even when the window is zero; ACKs are acceptable"},
			{Clause, "RFC 9293, section 3.10.7.4, first", "with a window of zero a segment is acceptable if it is empty and SEG.SEQ = RCV.NXT"},
		},
	}
	for _, offset := range []int{-1, 0, 1} {
		s.Cases = append(s.Cases, Case{"RST with " + relativeTo("RCV.NXT", offset), func(l *lab) string {
			i := l.zeroWindow()
			i.peer.SendRST(tcp.SeqOffset(offset))
			return i.reaction(l)
		}})
	}
	return s.add(
		Case{"a byte of data", func(l *lab) string {
			i := l.zeroWindow()
			i.peer.SendData([]byte("x"), tcp.Detached())
			return i.reaction(l)
		}},
		Case{"FIN", func(l *lab) string {
			i := l.zeroWindow()
			i.peer.SendFIN(tcp.Detached())
			return i.reaction(l)
		}},
		Case{"ACK of data that was sent", func(l *lab) string {
			i := l.zeroWindow()
			got(i.host.Write([]byte("hello")))
			i.peer.Expect(tcp.ACK, fixture.HasPayload())
			mark := l.mark()
			i.peer.SendACK()
			l.advance(time.Minute)
			l.answer(i.peer)
			return l.whats("server", mark)
		}},
		Case{"no ACK of data that was sent", func(l *lab) string {
			i := l.zeroWindow()
			got(i.socket.Write([]byte("hello")))
			i.peer.Expect(tcp.ACK, fixture.HasPayload())
			mark := l.mark()
			l.advance(time.Minute)
			l.answer(i.peer)
			return l.whats("server", mark)
		}},
	)
}

// zeroWindow connects a peer that sends until the server's window is closed.
func (l *lab) zeroWindow() incarnation {
	i := l.peerIn(tcp.Established)
	must(i.socket.SetKeepAlive(false))
	must(i.socket.SetReadBuffer(48 << 10)) // more than the first window, for netstack counts overhead too
	piece := make([]byte, 1400)
	for range 64 {
		window := int(lastWindow(i.peer))
		if window == 0 {
			if all := i.peer.Received(); all[len(all)-1].Ack != i.peer.SndNxt() {
				// As Linux does where the buffer becomes smaller than the window.
				panic(stop{errors.New("the receiver has dropped what was in its window")})
			}
			return i
		}
		i.peer.SendData(piece[:min(window, len(piece))])
		l.answer(i.peer)
	}
	panic(stop{errors.New("the window does not close")})
}

// lastWindow is the window in the last segment that a peer got.
func lastWindow(p *fixture.PeerConn) uint16 {
	all := p.Received()
	return all[len(all)-1].Window
}
