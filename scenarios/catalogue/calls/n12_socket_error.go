package calls

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// socketError is N-12: SO_ERROR.
func socketError() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-12",
		Group: "readiness",
		Title: "SO_ERROR has the error of a connection until a call returns it, and reading SO_ERROR takes it away from them.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, second", "a RST signals \"connection reset\" to the user"),
		},
	}
	for _, state := range lab.Synchronized {
		s.Cases = append(s.Cases, lab.Observe("a RST in "+state.String()+": SO_ERROR twice", func(l *lab.Lab) string {
			i, c := l.Reach(state, false)
			i.Peer.SendRST()
			l.Answer(i.Peer)
			return failed(c) + ", then " + failed(c)
		}))
	}
	reset := func(l *lab.Lab, unread bool) (lab.Conversation, lab.Conn) {
		i, c := l.Reach(tcp.Established, unread)
		i.Peer.SendRST()
		return i, c
	}
	return s.With(
		lab.Observe("no failure: SO_ERROR", func(l *lab.Lab) string {
			_, c := l.Reach(tcp.Established, false)
			return failed(c)
		}),
		lab.Observe("a RST, SO_ERROR, then Read", func(l *lab.Lab) string {
			i, c := reset(l, false)
			return failed(c) + ", then " + l.Soon(i.Socket)
		}),
		lab.Observe("a RST with unread data, SO_ERROR, then Read twice", func(l *lab.Lab) string {
			i, c := reset(l, true)
			return failed(c) + ", then " + l.Soon(i.Socket) + ", then " + l.Soon(i.Socket)
		}),
		lab.Observe("a RST with unread data, Read three times", func(l *lab.Lab) string {
			i, _ := reset(l, true)
			return l.Soon(i.Socket) + ", then " + l.Soon(i.Socket) + ", then " + l.Soon(i.Socket)
		}),
		lab.Observe("a RST, SO_ERROR, then Write", func(l *lab.Lab) string {
			i, c := reset(l, false)
			return failed(c) + ", then " + writes(l, i, c)
		}),
		lab.Observe("a RST, Read, then SO_ERROR", func(l *lab.Lab) string {
			i, c := reset(l, false)
			return l.Soon(i.Socket) + ", then " + failed(c)
		}),
		lab.Observe("a RST, Write, then SO_ERROR", func(l *lab.Lab) string {
			i, c := reset(l, false)
			return writes(l, i, c) + ", then " + failed(c)
		}),
		lab.Observe("a RST in CLOSE-WAIT, Write, then SO_ERROR", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.CloseWait, false)
			i.Peer.SendRST()
			return writes(l, i, c) + ", then " + failed(c)
		}),
		lab.Observe("keep-alives without an answer: SO_ERROR twice", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}))
			l.Advance(10 * time.Second)
			l.Answer(i.Peer)
			return failed(c) + ", then " + failed(c)
		}),
		lab.Observe("TCP_USER_TIMEOUT of 1s: SO_ERROR, then Read", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Must(c.SetUserTimeout(time.Second))
			lab.Got(c.Write([]byte("hello")))
			l.Advance(10 * time.Second)
			l.Answer(i.Peer)
			return failed(c) + ", then " + l.Soon(i.Socket)
		}),
	)
}

// writes returns the result of a write, whatever the peer gets.
func writes(l *lab.Lab, i lab.Conversation, c lab.Conn) string {
	said := lab.Write(c)
	l.Answer(i.Peer)
	return said
}

// failed returns SO_ERROR.
func failed(c lab.Conn) string {
	no, err := c.SocketError()
	if no != 0 && err == nil {
		err = no
	}
	return lab.ErrText(err)
}
