package timers

import (
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// userTimeout is C-98: TCP_USER_TIMEOUT beside other timers and in the closing states.
func userTimeout() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-98",
		Group: "time-out",
		Title: "TCP_USER_TIMEOUT ends a connection with unacknowledged data or FIN, behind a closed window, and instead of the count of keep-alives.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.3, MUST-20, MUST-21", "after R2 retransmissions the connection is closed; the application can set R2"),
			sources.Clause("RFC 9293, section 3.8.6.1, MUST-35, MUST-36", "a closed window is probed, and a connection whose probes are answered stays open"),
			sources.Clause("RFC 9293, section 3.10.8", "USER TIMEOUT: all queues are flushed and the connection is CLOSED"),
		},
	}
	for _, d := range []time.Duration{500 * time.Millisecond, 2500 * time.Millisecond, 5500 * time.Millisecond} {
		s.Cases = append(s.Cases,
			lab.Observe("user timeout of "+d.String()+", keep-alive of 1s, 1s, 20, no answer: read says", func(l *lab.Lab) string {
				i, c := probing(l, d)
				r := l.Reads(c)
				l.Advance(15 * time.Second)
				l.Answer(i.Peer)
				return lab.Ended(r)
			}),
			lab.Observe("user timeout of "+d.String()+", keep-alive of 1s, 1s, 20, no answer: sent", func(l *lab.Lab) string {
				i, _ := probing(l, d)
				mark := l.Mark()
				l.Advance(15 * time.Second)
				l.Answer(i.Peer)
				return lab.List(lab.Counted(l.FlagsSent("server", mark)), ", ")
			}),
		)
	}
	for _, state := range []tcp.State{tcp.Established, tcp.CloseWait} {
		s.Cases = append(s.Cases,
			lab.Observe("data in "+state.String()+", user timeout of 3s: write says, then", func(l *lab.Lab) string {
				i, c := l.Reach(state, false)
				lab.Must(c.SetUserTimeout(3 * time.Second))
				lab.Write(c)
				l.Advance(15 * time.Second)
				l.Answer(i.Peer)
				return lab.Write(c) + ", then " + i.State()
			}),
			lab.Observe("data in "+state.String()+", user timeout of 3s: "+state.String()+" lasted", func(l *lab.Lab) string {
				i, c := l.Reach(state, false)
				lab.Must(c.SetUserTimeout(3 * time.Second))
				lab.Write(c)
				l.Advance(15 * time.Second)
				l.Answer(i.Peer)
				return l.Stay(c, state)
			}),
		)
	}
	for _, state := range []tcp.State{tcp.FinWait1, tcp.Closing, tcp.LastAck} {
		for _, orphan := range []bool{false, true} {
			name := "a FIN in " + state.String()
			if orphan {
				name += ", closed"
			}
			s.Cases = append(s.Cases, lab.Observe(name+", user timeout of 3s: "+state.String()+" lasted", func(l *lab.Lab) string {
				i, c := l.Reach(tcp.Established, false)
				lab.Must(c.SetUserTimeout(3 * time.Second))
				l.Lead(i, c, state)
				if orphan {
					lab.Must(c.Close())
				}
				l.Advance(15 * time.Second)
				l.Answer(i.Peer)
				return l.Stay(c, state)
			}))
		}
	}
	for _, closes := range []bool{false, true} {
		for _, answers := range []bool{false, true} {
			name := "a closed window"
			if closes {
				name += ", then Close"
			}
			if answers {
				name += ", probes are answered"
			}
			s.Cases = append(s.Cases, lab.Observe(name+", user timeout of 3s: state 15s later", func(l *lab.Lab) string {
				i, c := l.Reach(tcp.Established, false)
				lab.Must(c.SetUserTimeout(3 * time.Second))
				i.Peer.SendACK(tcp.WithWindow(0))
				lab.Write(c)
				if closes {
					lab.Must(c.Close())
				}
				answered(l, i, 15, func() {
					if answers {
						i.Peer.SendACK(tcp.WithWindow(0))
					}
				})
				return i.State()
			}))
		}
	}
	return s.With(
		lab.Observe("nothing unacknowledged in FIN-WAIT-2, user timeout of 3s: state 15s later", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.FinWait2, false)
			lab.Must(c.SetUserTimeout(3 * time.Second))
			l.Advance(15 * time.Second)
			return i.State()
		}),
		lab.Observe("a closed window, probes are answered, user timeout of 3s: read says", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Must(c.SetUserTimeout(3 * time.Second))
			i.Peer.SendACK(tcp.WithWindow(0))
			lab.Write(c)
			r := l.Reads(c)
			answered(l, i, 15, func() { i.Peer.SendACK(tcp.WithWindow(0)) })
			return lab.Ended(r)
		}),
		lab.Observe("SYN-SENT, user timeout of 2500ms: connect says", func(l *lab.Lab) string {
			d := l.DialPeer()
			lab.Must(l.Dialled(d).SetUserTimeout(2500 * time.Millisecond))
			l.Advance(15 * time.Second)
			l.Answer(d.Peer)
			return lab.ErrText(d.Call.Err())
		}),
		lab.Observe("set to 3s after 5s of retransmissions: state 10s later", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Write(c)
			l.Advance(5 * time.Second)
			lab.Must(c.SetUserTimeout(3 * time.Second))
			l.Advance(10 * time.Second)
			l.Answer(i.Peer)
			return i.State()
		}),
		lab.Observe("3s, and off again after 1s: state 15s later", func(l *lab.Lab) string {
			i, c := l.Reach(tcp.Established, false)
			lab.Must(c.SetUserTimeout(3 * time.Second))
			lab.Write(c)
			l.Advance(time.Second)
			lab.Must(c.SetUserTimeout(0))
			l.Advance(15 * time.Second)
			l.Answer(i.Peer)
			return i.State()
		}),
	)
}

// probing returns a connection without data, with a user timeout and with keep-alives of
// 1s, 1s and 20 probes.
func probing(l *lab.Lab, d time.Duration) (lab.Conversation, lab.Conn) {
	i, c := l.Reach(tcp.Established, false)
	lab.Must(c.SetUserTimeout(d))
	lab.Must(c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 20}))
	return i, c
}
