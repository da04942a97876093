package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// oldReopening is C-62: the SYN that has opened the connection anew turns out to
// be an old duplicate.
func oldReopening() Scenario {
	s := Scenario{
		ID:    "C-62",
		Group: "time-wait",
		Title: "TIME-WAIT does not come back when the SYN that ended it turns out to be an old duplicate.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if TIME-WAIT comes back should it be an old duplicate"},
		},
		anyTarget: []string{"*"},
	}
	for _, answer := range []struct {
		name string
		send func(*fixture.PeerConn)
	}{
		{"a RST", func(p *fixture.PeerConn) { p.SendRST() }},
		{"a RST,ACK", func(p *fixture.PeerConn) { p.Send(tcp.RST | tcp.ACK) }},
	} {
		name := "the SYN,ACK is answered with " + answer.name + ": "
		refuse := func(l *lab) (incarnation, *fixture.PeerConn) {
			old := l.peerTimeWait()
			p := old.reopen(1)
			p.Expect(tcp.SYN | tcp.ACK)
			answer.send(p)
			return old, p
		}
		s.Cases = append(s.Cases,
			Case{name + "what is left", func(l *lab) string {
				refuse(l)
				return l.left()
			}},
			Case{name + "answer to the old FIN", func(l *lab) string {
				old, p := refuse(l)
				p.Send(tcp.FIN|tcp.ACK, tcp.WithSeq(old.peer.SndNxt()-1), tcp.WithAck(old.peer.RcvNxt()), tcp.Detached())
				return l.answer(p)
			}},
			Case{name + "answer to a SYN that is new", func(l *lab) string {
				old, _ := refuse(l)
				return l.answer(old.reopen(1000))
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"the SYN,ACK is not answered: left after 1m is", func(l *lab) string {
			p := l.peerTimeWait().reopen(1)
			p.Ignore(tcp.SYN | tcp.ACK)
			l.advance(time.Minute)
			return l.left()
		}},
	)
	return s
}

// left are the states of the server's connections.
func (l *lab) left() string {
	var out []string
	for _, s := range l.targetSockets() {
		if s.State != tcp.Listen && s.State != tcp.Closed {
			out = append(out, s.State.String())
		}
	}
	return list(out, ", ")
}
