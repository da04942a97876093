package scenarios

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// stuckFIN is C-48: closed with data that the peer has no room for.
func stuckFIN() Scenario {
	s := Scenario{
		ID:    "C-48",
		Group: "orphan",
		Title: "A FIN waits behind data for a window that is closed, as long as probes are answered.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.4", "CLOSE is queued until all that was sent before is in segments; in any case enter FIN-WAIT-1"},
			{Clause, "RFC 9293, section 3.8.6.1, MUST-36, MUST-37", "a zero window is probed, and as long as probes are acknowledged the connection stays open"},
		},
		anyTarget: []string{"state after close", "the peer resets: state"},
	}
	return s.add(
		Case{"state after close", func(l *lab) string {
			return l.closeFull().state(l)
		}},
		Case{"probes are answered for an hour: state then", func(l *lab) string {
			i := l.closeFull()
			l.answerProbes(i, time.Hour)
			return i.state(l)
		}},
		Case{"probes are answered: sent when", func(l *lab) string {
			i := l.closeFull()
			mark := l.mark()
			l.answerProbes(i, 10*time.Minute)
			return l.sentWhen("server", mark)
		}},
		Case{"probes are answered: what they are", func(l *lab) string {
			i := l.closeFull()
			mark := l.mark()
			l.answerProbes(i, 10*time.Minute)
			return l.whats("server", mark)
		}},
		Case{"probes are answered, and the window opens after an hour: sent", func(l *lab) string {
			i := l.closeFull()
			l.answerProbes(i, time.Hour)
			mark := l.mark()
			l.openWindow(i)
			return l.sentBy("server", mark)
		}},
		Case{"probes are answered, and the window opens after an hour: states", func(l *lab) string {
			i := l.closeFull()
			l.answerProbes(i, time.Hour)
			l.openWindow(i)
			i.peer.SendACK()
			i.peer.SendFIN()
			l.answer(i.peer)
			return l.states(i.host)
		}},
		Case{"probes are not answered: over after", func(l *lab) string {
			i := l.closeFull()
			l.advance(24 * time.Hour)
			l.answer(i.peer)
			return l.stay(i.host, tcp.FinWait1) + ", " + l.cause(i.host)
		}},
		Case{"probes are not answered: sent", func(l *lab) string {
			i := l.closeFull()
			mark := l.mark()
			l.advance(24 * time.Hour)
			l.answer(i.peer)
			return l.whats("server", mark)
		}},
		Case{"the peer closes too: state", func(l *lab) string {
			i := l.closeFull()
			i.peer.SendFIN(tcp.WithWindow(0))
			return i.state(l)
		}},
		Case{"the peer resets: state", func(l *lab) string {
			i := l.closeFull()
			i.peer.SendRST()
			return i.state(l)
		}},
	)
}

// closeFull closes a connection with data for which the peer's window has no
// room.
func (l *lab) closeFull() incarnation {
	i := l.peerIn(tcp.Established)
	must(i.socket.SetKeepAlive(false)) // they go on beside the probes
	i.peer.SendACK(tcp.WithWindow(0))
	got(i.socket.Write([]byte(strings.Repeat("x", 1000))))
	must(i.socket.Close())
	return i
}

// openWindow has the peer make room, and acknowledge what comes then. That is one
// segment at first: the probes were taken for losses.
func (l *lab) openWindow(i incarnation) {
	for range 2 {
		i.peer.SendACK()
		l.answer(i.peer)
	}
}

// answerProbes lets time pass and has the peer answer whatever comes with a
// window of zero.
func (l *lab) answerProbes(i incarnation, d time.Duration) {
	end := l.net.Elapsed() + d
	for i.state(l) == tcp.FinWait1.String() {
		sum := got(l.net.AdvanceUntil(func() bool { return len(i.peer.Unread()) > 0 }, end-l.net.Elapsed()))
		if !sum.Reached {
			return
		}
		l.answer(i.peer)
		i.peer.SendACK(tcp.WithWindow(0))
	}
}
