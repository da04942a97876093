package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// arrivals are two cases of a segment that reaches a host in TIME-WAIT: how it is
// answered, and how long TIME-WAIT lasts where it comes after 30 s. send returns
// the conversation that an answer goes to.
func arrivals(name string, begin func(*lab) incarnation, send func(incarnation) *fixture.PeerConn) []Case {
	return []Case{
		{name + ": answer", func(l *lab) string {
			return l.answer(send(begin(l)))
		}},
		{name + " after 30s: TIME-WAIT lasted", func(l *lab) string {
			old := begin(l)
			began := l.net.Elapsed()
			l.advance(30 * time.Second)
			l.answer(send(old))
			return l.timeWaitOf(old, began)
		}},
	}
}

// plainTimeWait is peerTimeWait, without options.
func plainTimeWait(l *lab) incarnation { return l.peerTimeWait() }

// repeated sends something several times in one instant and says how often it is
// answered, and with what.
func (l *lab) repeated(n int, send func() *fixture.PeerConn) string {
	var answers []string
	for range n {
		if p := send(); len(p.Unread()) > 0 {
			answers = append(answers, l.answer(p))
		}
	}
	if len(answers) < 2 {
		return list(answers, ", ")
	}
	return strconv.Itoa(len(answers)) + " times " + answers[0]
}
