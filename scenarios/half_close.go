package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// halfClose is C-08: one direction is closed, the other one works.
func halfClose() Scenario {
	s := Scenario{
		ID:    "C-08",
		Group: "close",
		Title: "After CloseWrite the other side may go on sending from CLOSE-WAIT, and what it sends is read in FIN-WAIT-2.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1", "who has closed may go on to RECEIVE until the other side has closed too"},
			{Clause, "RFC 9293, section 3.10.2", "SEND in FIN-WAIT-1, FIN-WAIT-2 and later is an error"},
			{Clause, "RFC 9293, section 3.10.3", "RECEIVE in CLOSE-WAIT: what has arrived, then that the connection is closing"},
			{Claim, "A42", "closing takes four segments because a side that was closed may still have data to send"},
			{Clause, "RFC 9293, section 3.10.7.4, seventh", "in FIN-WAIT-2 data is delivered"},
		},
	}
	for _, age := range []time.Duration{0, time.Hour, month} {
		name := span(age) + " after CloseWrite: "
		s.Cases = append(s.Cases,
			Case{name + "states of client and server", func(l *lab) string {
				c, p := l.halfClosed(age)
				return c.State().String() + " and " + p.State().String()
			}},
			Case{name + "the client reads, of 64 KiB", func(l *lab) string {
				c, p := l.halfClosed(age)
				size := l.respond(p)
				return arrived(c, size)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"states of the client", func(l *lab) string {
			c, p := l.halfClosed(0)
			l.respond(p)
			l.until(c, tcp.Closed)
			return l.states(c)
		}},
		Case{"states of the server", func(l *lab) string {
			c, p := l.halfClosed(0)
			l.respond(p)
			l.until(c, tcp.Closed)
			return l.states(p)
		}},
		Case{"TIME-WAIT lasted", func(l *lab) string {
			c, p := l.halfClosed(0)
			l.respond(p)
			return l.wholeTimeWait(c)
		}},
		Case{"segments of a response of a few bytes", func(l *lab) string {
			_, p := l.halfClosed(0)
			mark := l.mark()
			got(p.Write([]byte("hello")))
			must(p.Close())
			return l.sent(mark)
		}},
		Case{"the client writes", func(l *lab) string {
			c, _ := l.halfClosed(0)
			return write(c)
		}},
		Case{"the server reads a request that came before the FIN", func(l *lab) string {
			c, p := l.connectPlain()
			got(c.Write([]byte("hello")))
			must(c.CloseWrite())
			return read(p)
		}},
		Case{"the client reads what came before CloseWrite", func(l *lab) string {
			c, p := l.connectPlain()
			got(p.Write([]byte("hello")))
			must(c.CloseWrite())
			must(p.Close())
			return read(c)
		}},
	)
	return s
}

// halfClosed connects, has the client say that it will send no more, and lets
// time pass.
func (l *lab) halfClosed(age time.Duration) (client, server *fixture.Conn) {
	client, server = l.connectPlain()
	must(client.CloseWrite())
	l.advance(age)
	return client, server
}

// respond sends 64 KiB and closes.
func (l *lab) respond(c *fixture.Conn) (size int) {
	must(c.SetWriteBuffer(1 << 20))
	size = got(c.Write(make([]byte, 64<<10)))
	must(c.Close())
	return size
}
