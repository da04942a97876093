package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// fullReopening is N-09: a SYN ends TIME-WAIT, and nothing comes of it.
func fullReopening() Scenario {
	s := Scenario{
		ID:    "N-09",
		Group: "time-wait",
		Title: "A SYN that is high enough ends TIME-WAIT before anybody asks whether the listener has room for it.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MAY-2", "a SYN may open a connection anew out of TIME-WAIT"},
			{Clause, "RFC 9293, section 3.6.1, MUST-13", "TIME-WAIT lasts two maximum segment lifetimes"},
		},
	}
	for _, full := range []bool{false, true} {
		name := "room in the queue: "
		if full {
			name = "the queue is full: "
		}
		s.Cases = append(s.Cases,
			Case{name + "answer to the SYN", func(l *lab) string {
				return l.answer(l.fullTimeWait(full).reopen(1))
			}},
			Case{name + "state of the old connection", func(l *lab) string {
				i := l.fullTimeWait(full)
				l.answer(i.reopen(1))
				return i.host.State().String()
			}},
			Case{name + "answer to the old FIN afterwards", func(l *lab) string {
				i := l.fullTimeWait(full)
				p := i.reopen(1)
				l.answer(p)
				i.peer.SendFIN(tcp.SeqOffset(-1))
				return l.answer(p) // it has the same port now
			}},
			Case{name + "answer to an old SYN", func(l *lab) string {
				return l.answer(l.fullTimeWait(full).reopen(-1000))
			}},
		)
	}
	return s
}

// fullTimeWait is peerTimeWait with a listener whose queue takes one connection,
// and may have one.
func (l *lab) fullTimeWait(full bool) incarnation {
	ln := l.queue(0)
	p := l.net.Peer("peer").Dial("server:80", fixture.SourcePort(1500), fixture.ISN(1000))
	p.Open()
	c := got(ln.AcceptTCP())
	must(c.Close())
	p.Expect(tcp.FIN | tcp.ACK)
	p.SendACK()
	p.SendFIN()
	p.Expect(tcp.ACK)
	if full {
		got(l.client().Dial("tcp4", "server:80"))
	}
	l.advance(1000)
	return incarnation{host: l.expect(c, tcp.TimeWait), peer: p}
}
