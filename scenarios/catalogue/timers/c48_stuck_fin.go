package timers

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// stuckFIN is C-48: close with data beyond the peer's window.
func stuckFIN() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-48",
		Group: "orphan",
		Title: "A FIN waits behind data for a closed window as long as the peer acknowledges the probes.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE is queued until all preceding SENDs are segmentized; in any case enter FIN-WAIT-1"),
			sources.Clause("RFC 9293, section 3.8.6.1, MUST-36, MUST-37", "a zero window is probed, and the connection stays open while the peer acknowledges probes"),
		},
	}
	return s.With(
		lab.Observe("state after close", func(l *lab.Portable) string {
			return closeFull(l).State()
		}),
		lab.Observe("probes are answered for an hour: state then", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			answerProbes(l, i, time.Hour)
			return i.State()
		}),
		lab.Observe("probes are answered: sent when", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			mark := l.Mark()
			answerProbes(l, i, 10*time.Minute)
			return l.SentWhen("server", mark)
		}),
		lab.Observe("probes are answered: what they are", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			mark := l.Mark()
			answerProbes(l, i, 10*time.Minute)
			return l.Repetitions("server", mark)
		}),
		lab.Observe("probes are answered, and the window opens after an hour: sent", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			answerProbes(l, i, time.Hour)
			mark := l.Mark()
			openWindow(l, i)
			return l.SentBy("server", mark)
		}),
		lab.Observe("probes are answered, and the window opens after an hour: states", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			answerProbes(l, i, time.Hour)
			openWindow(l, i)
			i.Peer.SendACK()
			i.Peer.SendFIN()
			l.Answer(i.Peer)
			return l.States(l.Conn(i.Socket))
		}),
		lab.Observe("probes are not answered: over after", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			l.Advance(24 * time.Hour)
			l.Answer(i.Peer)
			return l.Stay(l.Conn(i.Socket), tcp.FinWait1) + ", " + l.Cause(l.Conn(i.Socket))
		}),
		lab.Observe("probes are not answered: sent", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			mark := l.Mark()
			l.Advance(24 * time.Hour)
			l.Answer(i.Peer)
			return l.Repetitions("server", mark)
		}),
		lab.Observe("the peer closes too: state", func(l *lab.Lab) string {
			i := closeFull(l.Portable)
			i.Peer.SendFIN(tcp.WithWindow(0))
			return i.State()
		}),
		lab.Observe("the peer resets: state", func(l *lab.Portable) string {
			i := closeFull(l)
			i.Peer.SendRST()
			return i.State()
		}),
	)
}

// closeFull closes a connection with data for which the peer's window has no room.
func closeFull(l *lab.Portable) lab.Conversation {
	i := l.PeerIn(tcp.Established)
	lab.Must(i.Socket.SetKeepAlive(false)) // they go on beside the probes
	i.Peer.SendACK(tcp.WithWindow(0))
	lab.Got(i.Socket.Write([]byte(strings.Repeat("x", 1000))))
	lab.Must(i.Socket.Close())
	return i
}

// openWindow makes the peer open its window and acknowledge the next segments. The
// first answer is one segment, because netstack counts the probes as losses.
func openWindow(l *lab.Lab, i lab.Conversation) {
	for range 2 {
		i.Peer.SendACK()
		l.Answer(i.Peer)
	}
}

// answerProbes advances the clock. The peer answers every segment with a zero window.
func answerProbes(l *lab.Lab, i lab.Conversation, d time.Duration) {
	end := l.Elapsed() + d
	for i.State() == tcp.FinWait1.String() {
		sum := lab.Got(l.Net.AdvanceUntil(func() bool { return len(i.Peer.Unread()) > 0 }, end-l.Elapsed()))
		if !sum.Reached {
			return
		}
		l.Answer(i.Peer)
		i.Peer.SendACK(tcp.WithWindow(0))
	}
}
