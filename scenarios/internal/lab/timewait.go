package lab

import (
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// PeerTimeWait connects a peer to the server, which closes first and enters TIME-WAIT.
// The options are those of the peer's connection.
func (l *Portable) PeerTimeWait(options ...peer.Option) Conversation {
	ln := l.Listen()
	options = append(options, peer.SourcePort(peerPort), peer.ISN(1000))
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.Open()
	i := l.Converse(ln, p)
	Must(i.Socket.Close())
	p.Expect(timeline.ExactFlags(tcp.FIN | tcp.ACK))
	p.SendACK()
	p.SendFIN()
	p.Expect(timeline.ExactFlags(tcp.ACK))
	return i
}

// Reopen sends a SYN from the peer's old port. Its sequence number is offset above the
// next number that the host expects. The options are those of the new connection.
func (i Conversation) Reopen(offset int64, options ...peer.Option) *peer.Conn {
	options = append(options, peer.SourcePort(peerPort), peer.ISN(i.Peer.SndNxt()+uint32(offset)))
	p := i.Peer.Peer().Dial("server:80", options...)
	p.SendSYN()
	return p
}

// TimeWaitThrough leads the server's end of a conversation to TIME-WAIT, through
// FIN-WAIT-2 or CLOSING. The descriptor remains open.
func (l *Portable) TimeWaitThrough(before tcp.State) Conversation {
	i := l.PeerIn(before)
	if before == tcp.Closing {
		i.Peer.SendACK()
		return i
	}
	i.Peer.SendFIN()
	i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
	return i
}

// TimeWaitOf waits for the end of TIME-WAIT and returns its length. began is the
// virtual time at its start. On targets other than netstack, TimeWaitOf checks the
// state every second and truncates the length to tens of seconds. A kernel's timers may
// be late by an eighth of their time (Linux, kernel/time/timer.c).
func (l *Portable) TimeWaitOf(i Conversation, began time.Duration) string {
	if s, ok := i.Socket.(*hostSocket); ok {
		return l.whole().WholeTimeWait(s.Conn)
	}
	for range 3600 {
		if i.State() != tcp.TimeWait.String() {
			return l.coarse(l.net.Elapsed() - began).String()
		}
		l.Advance(time.Second)
	}
	return "still in TIME-WAIT"
}

// TimeWait returns the time that a connection spent in TIME-WAIT.
func (l *Lab) TimeWait(c Conn) string {
	if d, ok := l.inState(c, tcp.TimeWait); ok {
		return d.String()
	}
	if c.State() == tcp.TimeWait {
		return "still in TIME-WAIT"
	}
	return "never in TIME-WAIT"
}

// WholeTimeWait waits for the end of a connection and returns the time that it spent in
// TIME-WAIT.
func (l *Lab) WholeTimeWait(c Conn) string {
	l.Until(c, tcp.Closed)
	return l.TimeWait(c)
}

// Holders names the hosts with a connection in TIME-WAIT.
func (l *Lab) Holders() string {
	var out []string
	for _, h := range l.Net.Hosts() {
		if h.Count(tcp.TimeWait) > 0 {
			out = append(out, h.Name())
		}
	}
	if len(out) == 0 {
		return "nobody"
	}
	return strings.Join(out, " and ")
}

// Arrivals returns two cases about a segment that arrives in TIME-WAIT. The first
// observes the answer. The second observes the length of TIME-WAIT if the segment
// arrives after 30 s. send returns the connection that receives an answer.
func Arrivals(name string, begin func(*Portable) Conversation, send func(Conversation) *peer.Conn) []Case {
	return []Case{
		Observe(name+": answer", func(l *Portable) string {
			return l.Answer(send(begin(l)))
		}),
		Observe(name+" after 30s: TIME-WAIT lasted", func(l *Portable) string {
			old := begin(l)
			began := l.net.Elapsed()
			l.Advance(30 * time.Second)
			l.Answer(send(old))
			return l.TimeWaitOf(old, began)
		}),
	}
}

// Repeated calls send n times in one instant and returns the number and kind of
// answers.
func (l *Portable) Repeated(n int, send func() *peer.Conn) string {
	var answers []string
	for range n {
		if p := send(); len(p.Unread()) > 0 {
			answers = append(answers, l.Answer(p))
		}
	}
	if len(answers) < 2 {
		return List(answers, ", ")
	}
	return strconv.Itoa(len(answers)) + " times " + answers[0]
}

// TSStart is the initial timestamp of the old connection.
const TSStart = 1_000_000
