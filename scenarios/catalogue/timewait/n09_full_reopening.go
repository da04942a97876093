package timewait

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// fullReopening is N-09: a SYN ends TIME-WAIT, but no connection follows.
func fullReopening() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-09",
		Group: "time-wait",
		Title: "A SYN that reopens a connection ends TIME-WAIT even if the listener's accept queue is full.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen a connection in TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"),
		},
	}
	for _, full := range []bool{false, true} {
		name := "room in the queue: "
		if full {
			name = "the queue is full: "
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"answer to the SYN", func(l *lab.Lab) string {
				return l.Answer(fullTimeWait(l, full).Reopen(1))
			}),
			lab.Observe(name+"state of the old connection", func(l *lab.Lab) string {
				i := fullTimeWait(l, full)
				l.Answer(i.Reopen(1))
				return l.Conn(i.Socket).State().String()
			}),
			lab.Observe(name+"answer to the old FIN afterwards", func(l *lab.Lab) string {
				i := fullTimeWait(l, full)
				p := i.Reopen(1)
				l.Answer(p)
				i.Peer.SendFIN(tcp.SeqOffset(-1))
				return l.Answer(p) // it has the same port now
			}),
			lab.Observe(name+"answer to an old SYN", func(l *lab.Lab) string {
				return l.Answer(fullTimeWait(l, full).Reopen(-1000))
			}),
		)
	}
	return s
}

// fullTimeWait returns a conversation in TIME-WAIT. Its listener's queue has room for
// one connection, and has one if full is set.
func fullTimeWait(l *lab.Lab, full bool) lab.Conversation {
	ln := l.Queue(0)
	p := l.Peer("peer").Dial("server:80", peer.SourcePort(1500), peer.ISN(1000))
	p.Open()
	c := lab.Got(ln.AcceptTCP())
	lab.Must(c.Close())
	p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	p.SendACK()
	p.SendFIN()
	p.Expect(timeline.ExactFlags(tcp.ACK))
	if full {
		lab.Got(l.Client().Dial("tcp4", "server:80"))
	}
	l.Advance(1000)
	return l.Converse(lab.InState(c, tcp.TimeWait), p)
}
