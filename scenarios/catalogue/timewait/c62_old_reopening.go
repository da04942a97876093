package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// oldReopening is C-62: the SYN that reopened the connection was an old duplicate.
func oldReopening() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-62",
		Group: "time-wait",
		Title: "TIME-WAIT does not return if the SYN that ended it was an old duplicate.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if TIME-WAIT returns after an old duplicate"),
		},
	}
	for _, answer := range []struct {
		name string
		send func(*peer.Conn)
	}{
		{"a RST", func(p *peer.Conn) { p.SendRST() }},
		{"a RST,ACK", func(p *peer.Conn) { p.Send(tcp.RST | tcp.ACK) }},
	} {
		name := "the SYN,ACK is answered with " + answer.name + ": "
		refuse := func(l *lab.Portable) (lab.Conversation, *peer.Conn) {
			old := l.PeerTimeWait()
			p := old.Reopen(1)
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			answer.send(p)
			return old, p
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"what is left", func(l *lab.Portable) string {
				refuse(l)
				return l.Left()
			}),
			lab.Observe(name+"answer to the old FIN", func(l *lab.Portable) string {
				old, p := refuse(l)
				p.Send(tcp.FIN|tcp.ACK, tcp.WithSeq(old.Peer.SndNxt()-1), tcp.WithAck(old.Peer.RcvNxt()), tcp.Detached())
				return l.Answer(p)
			}),
			lab.Observe(name+"answer to a SYN that is new", func(l *lab.Portable) string {
				old, _ := refuse(l)
				return l.Answer(old.Reopen(1000))
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("the SYN,ACK is not answered: left after 1m is", func(l *lab.Portable) string {
			p := l.PeerTimeWait().Reopen(1)
			p.Ignore(timeline.Flags(tcp.SYN | tcp.ACK))
			l.Advance(time.Minute)
			return l.Left()
		}),
	)
	return s
}
