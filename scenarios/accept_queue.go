package scenarios

import (
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// acceptQueue is C-50: an application that does not accept.
func acceptQueue() Scenario {
	s := Scenario{
		ID:    "C-50",
		Group: "backlog",
		Title: "When the accept queue is full SYNs are dropped, and so is the last ACK of a handshake: its client is connected to nobody, and waits.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, fifth", "in SYN-RECEIVED an ACK of the SYN leads to ESTABLISHED"},
			{Folklore, "A36", "tcp_abort_on_overflow answers the new SYN with a RST"},
			{Claim, "A38", "an application that accepts too slowly lets the queue fill"},
			{Claim, "A59", "the backlog is the length of the accept queue"},
		},
	}
	for _, backlog := range []int{0, 1, 4} {
		s.Cases = append(s.Cases, Case{"backlog " + strconv.Itoa(backlog) + ", 8 dials: at once", func(l *lab) string {
			l.queue(backlog)
			var out []string
			for range 8 {
				out = append(out, ended(l.dial()))
			}
			return list(tally(out), ", ")
		}})
	}
	return s.add(
		Case{"connections from the ports 2001, 2002 and 2003: accepted in the order", func(l *lab) string {
			ln := l.queue(4)
			for _, port := range []string{":2001", ":2002", ":2003"} {
				d := fixture.Dialer{Host: l.client(), LocalAddr: port, NoKeepAlive: true}
				got(d.Dial("tcp4", "server:80"))
			}
			var out []string
			for range 3 {
				_, port, err := net.SplitHostPort(got(ln.AcceptTCP()).RemoteAddr().String())
				must(err)
				out = append(out, port)
			}
			return strings.Join(out, ", ")
		}},
		Case{"queue full: answer to a SYN", func(l *lab) string {
			l.fullQueue()
			mark := l.mark()
			l.dial()
			return l.sent(mark)
		}},
		Case{"queue full for ever: connect says", func(l *lab) string {
			l.fullQueue()
			call := l.dial()
			l.advance(10 * time.Minute)
			return ended(call)
		}},
		Case{"queue full for 2s: connect says", func(l *lab) string {
			ln := l.fullQueue()
			call := l.dial()
			l.advance(2 * time.Second)
			got(ln.AcceptTCP())
			l.advance(10 * time.Minute)
			return ended(call)
		}},
		Case{"queue full, last ACK: states of client and server", func(l *lab) string {
			c, _, _ := l.lateACK()
			return c.State().String() + " and " + l.serverSide(c)
		}},
		Case{"queue full, last ACK: the server sends in the next 10 minutes", func(l *lab) string {
			_, _, mark := l.lateACK()
			l.advance(10 * time.Minute)
			return l.sentWhen("server", mark)
		}},
		Case{"queue full, last ACK, which answers a cookie: states of client and server", func(l *lab) string {
			l.net.Host("server", fixture.SynCookies(true))
			c, _, _ := l.lateACK()
			return c.State().String() + " and " + l.serverSide(c)
		}},
		Case{"queue full, last ACK, accepted 2s later: the server reads", func(l *lab) string {
			c, ln, _ := l.lateACK()
			got(c.Write([]byte("hello")))
			must(c.CloseWrite())
			l.advance(2 * time.Second)
			got(ln.AcceptTCP())
			got(ln.AcceptTCP())
			l.advance(10 * time.Second)
			return read(got(ln.AcceptTCP()))
		}},
		Case{"queue full, last ACK, never accepted: the client reads", func(l *lab) string {
			c, _, _ := l.lateACK()
			r := l.reads(c)
			l.advance(time.Hour)
			return ended(r) + ", and the server's side is " + l.serverSide(c)
		}},
	)
}

// queue has the server listen with a backlog, and accept nothing by itself.
func (l *lab) queue(backlog int) *fixture.Listener {
	if backlog == 0 {
		backlog = -1 // 0 would be the largest that there is
	}
	lc := fixture.ListenConfig{Host: l.server(), Backlog: backlog, NoKeepAlive: true}
	return got(lc.Listen("tcp4", ":80"))
}

// dial starts to connect to the server.
func (l *lab) dial() *fixture.Call {
	d := fixture.Dialer{Host: l.client(), NoKeepAlive: true}
	return l.net.Go(func() error {
		_, err := d.Dial("tcp4", "server:80")
		return err
	})
}

// fullQueue has the server listen with a queue that is full.
func (l *lab) fullQueue() *fixture.Listener {
	ln := l.queue(1)
	must(l.dial().Err())
	must(l.dial().Err())
	return ln
}

// lateACK holds back the last ACK of a handshake until the queue is full. The
// mark is before it arrives.
func (l *lab) lateACK() (client *fixture.Conn, ln *fixture.Listener, mark int) {
	ln = l.queue(1)
	d := fixture.Dialer{Host: l.client(), NoKeepAlive: true}
	late := l.net.On(fixture.Pure(tcp.ACK), fixture.From("client")).Nth(1).Hold()
	must(late.Err())
	client = got(d.Dial("tcp4", "server:80"))
	must(l.dial().Err())
	must(l.dial().Err())
	mark = l.mark()
	got(late.Release())
	return client, ln, mark
}

// serverSide is the state of the server's end of a connection of the client.
func (l *lab) serverSide(c *fixture.Conn) string {
	for _, s := range l.server().Sockets() {
		if s.Remote.String() == c.LocalAddr().String() {
			return s.State.String()
		}
	}
	return "gone"
}
