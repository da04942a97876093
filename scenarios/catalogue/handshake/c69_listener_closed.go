package handshake

import (
	"strconv"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// listenerClosed is C-69: a listener closes with connections in its queue.
func listenerClosed() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-69",
		Group: "backlog",
		Title: "Closing a listener resets the connections in its accept queue and no others.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, MUST-12", "the application must learn whether the connection was closed or aborted"),
			sources.Incident("Linux, net.ipv4.tcp_migrate_req", "closing a listener aborts handshakes and connections in its queue"),
		},
	}
	for _, n := range []int{1, 3} {
		s.Cases = append(s.Cases, lab.Observe(strconv.Itoa(n)+" in the queue, the listener closes: sent", func(l *lab.Lab) string {
			ln, _ := queued(l, n)
			mark := l.Mark()
			lab.Must(ln.Close())
			return lab.List(lab.Tally(l.FlagsSent("server", mark)), ", ")
		}))
	}
	return s.With(
		lab.Observe("in the queue, the listener closes: the client reads", func(l *lab.Lab) string {
			ln, c := queued(l, 1)
			lab.Must(ln.Close())
			return lab.ReadAll(c)
		}),
		lab.Observe("in the queue, with data and FIN of the client, the listener closes: the client reads", func(l *lab.Lab) string {
			ln, c := queued(l, 1)
			lab.Got(c.Write([]byte("hello")))
			lab.Must(c.CloseWrite())
			lab.Must(ln.Close())
			return lab.ReadAll(c)
		}),
		lab.Observe("accepted, then the listener closes: what both say to each other", func(l *lab.Lab) string {
			ln, c := queued(l, 1)
			p := lab.Got(ln.AcceptTCP())
			lab.Must(ln.Close())
			lab.Got(c.Write([]byte("ping")))
			lab.Must(c.CloseWrite())
			lab.Got(p.Write([]byte("pong")))
			lab.Must(p.CloseWrite())
			return lab.ReadAll(p) + "; " + lab.ReadAll(c)
		}),
		lab.Observe("half-open, the listener closes, then the ACK: answer", func(l *lab.Portable) string {
			ln, p := l.PeerSYN()
			p.Expect(timeline.ExactFlags(tcp.SYN | tcp.ACK))
			lab.Must(ln.Close())
			p.SendACK()
			return l.Answer(p)
		}),
		lab.Observe("the listener closes: answer to a SYN", func(l *lab.Lab) string {
			ln, _ := queued(l, 1)
			lab.Must(ln.Close())
			return lab.Ended(l.Dial())
		}),
		lab.Observe("a new listener before the old one closes, with SO_REUSEPORT: connect says", func(l *lab.Lab) string {
			lc := lab.ListenConfig{Host: l.Server(), ReusePort: true}
			old := lab.Got(lc.Listen("tcp4", ":80"))
			lab.Got(lc.Listen("tcp4", ":80"))
			lab.Must(old.Close())
			return lab.Ended(l.Dial())
		}),
	)
}

// queued connects the client n times to a server that does not accept. It returns the
// last connection.
func queued(l *lab.Lab, n int) (ln lab.Listener, c lab.Conn) {
	ln = lab.Got(l.Server().Listen("tcp4", ":80"))
	for range n {
		c = lab.Got(l.Client().Dial("tcp4", "server:80"))
	}
	return ln, c
}
