package incarnation

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// reopen is C-15: a SYN that arrives in TIME-WAIT.
func reopen() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-15",
		Group: "incarnation",
		Title: "A SYN with a higher sequence number reopens a connection in TIME-WAIT; an equal or lower one does not.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, MAY-2", "a SYN may reopen the connection if its sequence number is larger than all earlier ones"),
			sources.Folklore("A20", "a client that reconnects from the same port to a host in TIME_WAIT gets \"address already in use\""),
			sources.Incident("netdev mailing list, 2024-11-05", "a server in TIME-WAIT rejects clients that reuse a port"),
			sources.Folklore("A21", "in TIME_WAIT the ports of both sides are unusable"),
		},
	}
	for _, offset := range []int64{-1000, -1, 0, 1, 1000, 1<<31 - 1, 1<<31 + 1} {
		name := "SYN with " + lab.RelativeTo("RCV.NXT", offset)
		s.Cases = append(s.Cases,
			lab.Observe(name+": answer", func(l *lab.Portable) string {
				old := l.PeerTimeWait()
				return l.Answer(old.Reopen(offset))
			}),
			lab.Observe(name+": state of the old connection", func(l *lab.Lab) string {
				old := l.PeerTimeWait()
				l.Answer(old.Reopen(offset))
				return l.Conn(old.Socket).State().String()
			}),
		)
	}
	for _, age := range []time.Duration{0, time.Minute - 1} {
		s.Cases = append(s.Cases, lab.Observe("SYN with RCV.NXT+1 after "+age.String()+" in TIME-WAIT: answer", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			l.Pass(age)
			return l.Answer(old.Reopen(1))
		}))
	}
	s.Cases = append(s.Cases,
		lab.Observe("SYN with RCV.NXT, TIME-WAIT lasted", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			began := l.Elapsed()
			l.Advance(time.Second)
			l.Answer(old.Reopen(0))
			return l.TimeWaitOf(old, began)
		}),
		lab.Observe("SYN with RCV.NXT+1 and nobody listens: answer", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			lab.Must(old.Listener.Close())
			return l.Answer(old.Reopen(1))
		}),
		lab.Observe("SYN with RCV.NXT+1 and nobody listens: state of the old connection", func(l *lab.Lab) string {
			old := l.PeerTimeWait()
			lab.Must(old.Listener.Close())
			l.Answer(old.Reopen(1))
			return l.Conn(old.Socket).State().String()
		}),
		lab.Observe("the new connection reads", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			p := old.Reopen(1)
			l.Answer(p)
			p.SendACK()
			c := lab.Got(old.Listener.Accept())
			p.SendData([]byte("hello"))
			p.SendFIN()
			l.Answer(p)
			return lab.ReadAll(c)
		}),
		lab.Observe("the host's new sequence numbers, 1s later, begin", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			l.Advance(time.Second)
			return compareISN(old, l)
		}),
		lab.Observe("the host's new sequence numbers, at the same instant, begin", func(l *lab.Portable) string {
			return compareISN(l.PeerTimeWait(), l)
		}),
		lab.Observe("a host that connects again from the same port, 1s later", func(l *lab.Lab) string {
			ln := lab.Got(l.Server().Listen("tcp4", ":80"))
			d := lab.Dialer{Host: l.Client(), LocalAddr: ":1500"}
			c := lab.Got(d.Dial("tcp4", "server:80"))
			l.CloseBoth(lab.Got(ln.AcceptTCP()), c)
			l.Advance(time.Second)
			_, err := d.Dial("tcp4", "server:80")
			return lab.Outcome(err)
		}),
	)
	return s
}

// compareISN reopens the connection and compares the host's new sequence numbers with
// the old ones.
func compareISN(i lab.Conversation, l *lab.Portable) string {
	p := i.Reopen(1)
	l.Answer(p)
	switch diff := int32(p.IRS() - i.Peer.RcvNxt()); {
	case diff > 0:
		return "above the old ones"
	case diff == 0:
		return "where the old ones ended"
	}
	return "below the end of the old ones"
}
