package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// halfClose is C-08: one direction is closed, the other one still works.
func halfClose() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-08",
		Group: "close",
		Title: "After CloseWrite the peer can still send from CLOSE-WAIT, and the closer reads in FIN-WAIT-2.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6, case 1", "after CLOSE the user may RECEIVE until the peer has closed too"),
			sources.Clause("RFC 9293, section 3.10.2", "SEND in FIN-WAIT-1, FIN-WAIT-2 and later is an error"),
			sources.Clause("RFC 9293, section 3.10.3", "RECEIVE in CLOSE-WAIT: received data, then \"connection closing\""),
			sources.Claim("A42", "closing takes four segments because the passive closer may still have data to send"),
			sources.Clause("RFC 9293, section 3.10.7.4, seventh", "in FIN-WAIT-2 data is delivered"),
		},
	}
	for _, age := range []time.Duration{0, time.Hour, lab.Month} {
		name := span(age) + " after CloseWrite: "
		s.Cases = append(s.Cases,
			lab.Observe(name+"states of client and server", func(l *lab.Lab) string {
				c, p := halfClosed(l, age)
				return c.State().String() + " and " + p.State().String()
			}),
			lab.Observe(name+"the client reads, of 64 KiB", func(l *lab.Lab) string {
				c, p := halfClosed(l, age)
				size := respond(l, p)
				return lab.Arrived(c, size)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("states of the client", func(l *lab.Lab) string {
			c, p := halfClosed(l, 0)
			respond(l, p)
			l.Until(c, tcp.Closed)
			return l.States(c)
		}),
		lab.Observe("states of the server", func(l *lab.Lab) string {
			c, p := halfClosed(l, 0)
			respond(l, p)
			l.Until(c, tcp.Closed)
			return l.States(p)
		}),
		lab.Observe("TIME-WAIT lasted", func(l *lab.Lab) string {
			c, p := halfClosed(l, 0)
			respond(l, p)
			return l.WholeTimeWait(c)
		}),
		lab.Observe("segments of a response of a few bytes", func(l *lab.Lab) string {
			_, p := halfClosed(l, 0)
			mark := l.Mark()
			lab.Got(p.Write([]byte("hello")))
			lab.Must(p.Close())
			return l.Sent(mark)
		}),
		lab.Observe("the client writes", func(l *lab.Lab) string {
			c, _ := halfClosed(l, 0)
			return lab.Write(c)
		}),
		lab.Observe("the server reads a request that came before the FIN", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Got(c.Write([]byte("hello")))
			lab.Must(c.CloseWrite())
			return lab.ReadAll(p)
		}),
		lab.Observe("the client reads what came before CloseWrite", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Got(p.Write([]byte("hello")))
			lab.Must(c.CloseWrite())
			lab.Must(p.Close())
			return lab.ReadAll(c)
		}),
	)
	return s
}

// respond sends 64 KiB and closes.
func respond(l *lab.Lab, c lab.Conn) (size int) {
	lab.Must(c.SetWriteBuffer(1 << 20))
	size = lab.Got(c.Write(make([]byte, 64<<10)))
	lab.Must(c.Close())
	return size
}
