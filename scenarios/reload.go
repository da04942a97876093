package scenarios

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// reload is C-69: a listener that is closed with connections in its queue.
func reload() Scenario {
	s := Scenario{
		ID:    "C-69",
		Group: "backlog",
		Title: "A listener that is closed resets the connections that nobody has accepted, and no others.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, MUST-12", "the application must be told whether a connection was closed or aborted"},
			{Incident, "Linux, net.ipv4.tcp_migrate_req", "closing a listener aborts handshakes and connections in its queue"},
		},
		anyTarget: []string{"half-open*"},
	}
	for _, n := range []int{1, 3} {
		s.Cases = append(s.Cases, Case{strconv.Itoa(n) + " in the queue, the listener closes: sent", func(l *lab) string {
			ln, _ := l.queued(n)
			mark := l.mark()
			must(ln.Close())
			return list(tally(l.flagsSent("server", mark)), ", ")
		}})
	}
	return s.add(
		Case{"in the queue, the listener closes: the client reads", func(l *lab) string {
			ln, c := l.queued(1)
			must(ln.Close())
			return read(c)
		}},
		Case{"in the queue, with data and FIN of the client, the listener closes: the client reads", func(l *lab) string {
			ln, c := l.queued(1)
			got(c.Write([]byte("hello")))
			must(c.CloseWrite())
			must(ln.Close())
			return read(c)
		}},
		Case{"accepted, then the listener closes: what both say to each other", func(l *lab) string {
			ln, c := l.queued(1)
			p := got(ln.AcceptTCP())
			must(ln.Close())
			got(c.Write([]byte("ping")))
			must(c.CloseWrite())
			got(p.Write([]byte("pong")))
			must(p.CloseWrite())
			return read(p) + "; " + read(c)
		}},
		Case{"half-open, the listener closes, then the ACK: answer", func(l *lab) string {
			ln, p := l.peerSYN()
			p.Expect(tcp.SYN | tcp.ACK)
			must(ln.Close())
			p.SendACK()
			return l.answer(p)
		}},
		Case{"the listener closes: answer to a SYN", func(l *lab) string {
			ln, _ := l.queued(1)
			must(ln.Close())
			return ended(l.dial())
		}},
		Case{"a new listener before the old one closes, with SO_REUSEPORT: connect says", func(l *lab) string {
			lc := fixture.ListenConfig{Host: l.server(), ReusePort: true}
			old := got(lc.Listen("tcp4", ":80"))
			got(lc.Listen("tcp4", ":80"))
			must(old.Close())
			return ended(l.dial())
		}},
	)
}

// queued has the client connect n times to a server that does not accept, and
// returns the last of its connections.
func (l *lab) queued(n int) (ln *fixture.Listener, c *fixture.Conn) {
	ln = got(l.server().Listen("tcp4", ":80"))
	for range n {
		c = got(l.client().Dial("tcp4", "server:80"))
	}
	return ln, c
}
