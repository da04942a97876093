package scenarios

import (
	"strconv"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// reopen is C-15: a SYN that arrives in TIME-WAIT.
func reopen() Scenario {
	s := Scenario{
		ID:    "C-15",
		Group: "incarnation",
		Title: "A SYN with a higher sequence number opens a connection anew out of TIME-WAIT, one that is equal or lower does not.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than any before"},
			{Folklore, "A20", "who connects again from the same port to a host in TIME_WAIT is told that the address is in use"},
			{Incident, "netdev mailing list, 2024-11-05", "clients that use a port again are refused by a server in TIME-WAIT"},
			{Folklore, "A21", "in TIME_WAIT the ports of both ends cannot be used"},
		},
		anyTarget: []string{"SYN with*: answer", "SYN with RCV.NXT, TIME-WAIT lasted", "the new connection reads", "the host's new sequence numbers*"},
	}
	for _, offset := range []int{-1000, -1, 0, 1, 1000, 1<<31 - 1, 1<<31 + 1} {
		name := "SYN with " + relativeTo("RCV.NXT", offset)
		s.Cases = append(s.Cases,
			Case{name + ": answer", func(l *lab) string {
				old := l.peerTimeWait()
				return l.answer(old.reopen(offset))
			}},
			Case{name + ": state of the old connection", func(l *lab) string {
				old := l.peerTimeWait()
				l.answer(old.reopen(offset))
				return old.host.State().String()
			}},
		)
	}
	for _, age := range []time.Duration{0, time.Minute - 1} {
		s.Cases = append(s.Cases, Case{"SYN with RCV.NXT+1 after " + age.String() + " in TIME-WAIT: answer", func(l *lab) string {
			old := l.peerTimeWait()
			l.advance(age)
			return l.answer(old.reopen(1))
		}})
	}
	s.Cases = append(s.Cases,
		Case{"SYN with RCV.NXT, TIME-WAIT lasted", func(l *lab) string {
			old := l.peerTimeWait()
			began := l.net.Elapsed()
			l.advance(time.Second)
			l.answer(old.reopen(0))
			return l.timeWaitOf(old, began)
		}},
		Case{"SYN with RCV.NXT+1 and nobody listens: answer", func(l *lab) string {
			old := l.peerTimeWait()
			must(old.listener.Close())
			return l.answer(old.reopen(1))
		}},
		Case{"SYN with RCV.NXT+1 and nobody listens: state of the old connection", func(l *lab) string {
			old := l.peerTimeWait()
			must(old.listener.Close())
			l.answer(old.reopen(1))
			return old.host.State().String()
		}},
		Case{"the new connection reads", func(l *lab) string {
			old := l.peerTimeWait()
			p := old.reopen(1)
			l.answer(p)
			p.SendACK()
			c := got(old.listener.Accept())
			p.SendData([]byte("hello"))
			p.SendFIN()
			l.answer(p)
			return read(c)
		}},
		Case{"the host's new sequence numbers, 1s later, begin", func(l *lab) string {
			old := l.peerTimeWait()
			l.advance(time.Second)
			return old.compareISN(l)
		}},
		Case{"the host's new sequence numbers, at the same instant, begin", func(l *lab) string {
			return l.peerTimeWait().compareISN(l)
		}},
		Case{"a host that connects again from the same port, 1s later", func(l *lab) string {
			ln := got(l.server().Listen("tcp4", ":80"))
			d := fixture.Dialer{Host: l.client(), LocalAddr: ":1500"}
			c := got(d.Dial("tcp4", "server:80"))
			l.closed(got(ln.AcceptTCP()), c)
			l.advance(time.Second)
			_, err := d.Dial("tcp4", "server:80")
			return outcome(err)
		}},
	)
	return s
}

// relativeTo names a number by its distance from another.
func relativeTo(name string, offset int) string {
	switch {
	case offset == 0:
		return name
	case offset < 0:
		return name + strconv.Itoa(offset)
	case offset == 1<<30:
		return name + "+2^30"
	case offset > 1<<30:
		return relativeTo(name+"+2^31", offset-1<<31)
	}
	return name + "+" + strconv.Itoa(offset)
}

// incarnation is a connection between a host and a peer that is in TIME-WAIT on
// the host.
type incarnation struct {
	listener TargetListener
	socket   TargetSocket
	host     *fixture.Conn // the socket, where the target is netstack
	peer     *fixture.PeerConn
}

// accepted takes the connection from the listener.
func (i *incarnation) accepted(ln TargetListener) {
	i.listener, i.socket = ln, got(ln.Accept())
	if s, ok := i.socket.(*hostSocket); ok {
		i.host = s.Conn
	}
}

// peerTimeWait connects a peer to the server, which closes first. The options are
// those of the peer's conversation.
func (l *lab) peerTimeWait(options ...fixture.PeerOption) incarnation {
	ln := l.listen()
	options = append(options, fixture.SourcePort(1500), fixture.ISN(1000))
	p := l.net.Peer("peer").Dial("server:80", options...)
	p.Open()
	i := incarnation{peer: p}
	i.accepted(ln)
	must(i.socket.Close())
	p.Expect(tcp.FIN | tcp.ACK)
	p.SendACK()
	p.SendFIN()
	p.Expect(tcp.ACK)
	return i
}

// reopen sends a SYN from the peer's old port, with a sequence number that lies
// offset beyond what the host expects next. The options are those of the new
// conversation.
func (i incarnation) reopen(offset int, options ...fixture.PeerOption) *fixture.PeerConn {
	options = append(options, fixture.SourcePort(1500), fixture.ISN(i.peer.SndNxt()+uint32(offset)))
	p := i.peer.Peer().Dial("server:80", options...)
	p.SendSYN()
	return p
}

// compareISN opens the connection anew and says where the host's new sequence
// numbers begin.
func (i incarnation) compareISN(l *lab) string {
	p := i.reopen(1)
	l.answer(p)
	switch diff := int32(p.IRS() - i.peer.RcvNxt()); {
	case diff > 0:
		return "above the old ones"
	case diff == 0:
		return "where the old ones ended"
	}
	return "below the end of the old ones"
}

// answer reads what has reached the peer and was not read, and names it.
func (l *lab) answer(p *fixture.PeerConn) string {
	var out []string
	for len(p.Unread()) > 0 {
		out = append(out, p.Expect().Flags.String())
	}
	return list(out, ", ")
}
