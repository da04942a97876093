package handshake

import (
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// acceptQueue is C-50: an application that does not call accept.
func acceptQueue() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-50",
		Group: "backlog",
		Title: "A full accept queue drops SYNs and the last ACK of a handshake: the client is connected, but the server is not.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, fifth", "in SYN-RECEIVED an ACK of the SYN leads to ESTABLISHED"),
			sources.Folklore("A36", "tcp_abort_on_overflow answers the new SYN with a RST"),
			sources.Claim("A38", "the accept queue fills if the application accepts too slowly"),
			sources.Claim("A59", "the backlog is the length of the accept queue"),
		},
	}
	for _, backlog := range []int{0, 1, 4} {
		s.Cases = append(s.Cases, lab.Observe("backlog "+strconv.Itoa(backlog)+", 8 dials: at once", func(l *lab.Lab) string {
			l.Queue(backlog)
			var out []string
			for range 8 {
				out = append(out, lab.Ended(l.Dial()))
			}
			return lab.List(lab.Tally(out), ", ")
		}))
	}
	return s.With(
		lab.Observe("connections from the ports 2001, 2002 and 2003: accepted in the order", func(l *lab.Lab) string {
			ln := l.Queue(4)
			for _, port := range []string{":2001", ":2002", ":2003"} {
				d := lab.Dialer{Host: l.Client(), LocalAddr: port, NoKeepAlive: true}
				lab.Got(d.Dial("tcp4", "server:80"))
			}
			var out []string
			for range 3 {
				out = append(out, lab.PortOf(lab.Got(ln.AcceptTCP()).RemoteAddr()))
			}
			return strings.Join(out, ", ")
		}),
		lab.Observe("queue full: answer to a SYN", func(l *lab.Lab) string {
			fullQueue(l)
			mark := l.Mark()
			l.Dial()
			return l.Sent(mark)
		}),
		lab.Observe("queue full for ever: connect says", func(l *lab.Lab) string {
			fullQueue(l)
			call := l.Dial()
			l.Advance(10 * time.Minute)
			return lab.Ended(call)
		}),
		lab.Observe("queue full for 2s: connect says", func(l *lab.Lab) string {
			ln := fullQueue(l)
			call := l.Dial()
			l.Advance(2 * time.Second)
			lab.Got(ln.AcceptTCP())
			l.Advance(10 * time.Minute)
			return lab.Ended(call)
		}),
		lab.Observe("queue full, last ACK: states of client and server", func(l *lab.Lab) string {
			c, _, _ := lateACK(l)
			return c.State().String() + " and " + serverSide(l, c)
		}),
		lab.Observe("queue full, last ACK: the server sends in the next 10 minutes", func(l *lab.Lab) string {
			_, _, mark := lateACK(l)
			l.Advance(10 * time.Minute)
			return l.SentWhen("server", mark)
		}),
		lab.Observe("queue full, last ACK, which answers a cookie: states of client and server", func(l *lab.Lab) string {
			l.Net.Host("server", lab.SynCookies(true))
			c, _, _ := lateACK(l)
			return c.State().String() + " and " + serverSide(l, c)
		}),
		lab.Observe("queue full, last ACK, accepted 2s later: the server reads", func(l *lab.Lab) string {
			c, ln, _ := lateACK(l)
			lab.Got(c.Write([]byte("hello")))
			lab.Must(c.CloseWrite())
			l.Advance(2 * time.Second)
			lab.Got(ln.AcceptTCP())
			lab.Got(ln.AcceptTCP())
			l.Advance(10 * time.Second)
			return lab.ReadAll(lab.Got(ln.AcceptTCP()))
		}),
		lab.Observe("queue full, last ACK, never accepted: the client reads", func(l *lab.Lab) string {
			c, _, _ := lateACK(l)
			r := l.Reads(c)
			l.Advance(time.Hour)
			return lab.Ended(r) + ", and the server's side is " + serverSide(l, c)
		}),
	)
}

// fullQueue makes the server listen, and fills the accept queue.
func fullQueue(l *lab.Lab) lab.Listener {
	ln := l.Queue(1)
	lab.Must(l.Dial().Err())
	lab.Must(l.Dial().Err())
	return ln
}

// lateACK holds back the last ACK of a handshake until the queue is full. The mark is
// before its arrival.
func lateACK(l *lab.Lab) (client lab.Conn, ln lab.Listener, mark int) {
	ln = l.Queue(1)
	d := lab.Dialer{Host: l.Client(), NoKeepAlive: true}
	late := l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("client")).Nth(1).Hold()
	lab.Must(late.Err())
	client = lab.Got(d.Dial("tcp4", "server:80"))
	lab.Must(l.Dial().Err())
	lab.Must(l.Dial().Err())
	mark = l.Mark()
	lab.Got(late.Release())
	return client, ln, mark
}
