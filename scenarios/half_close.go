package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// halfClose is C-08: one side says that it will send no more, and reads on.
func halfClose() Scenario {
	s := Scenario{
		ID:    "C-08",
		Group: "close",
		Title: "After a half-close data still flows the other way, and no timer ends FIN-WAIT-2.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6, case 1", "the side that has sent its FIN goes on receiving"},
			{Clause, "RFC 1122, section 4.2.2.13", "a host may implement a half-duplex close"},
			{Claim, "A42", "a connection can be half closed"},
		},
		says: halfCloseExpected(),
	}
	s.Cases = []Case{
		{"states of the side that half-closes", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.CloseWrite())
			l.closed(p, c)
			return l.states(c)
		}},
		{"what comes after the half-close is read as", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.CloseWrite())
			got(p.Write([]byte("still here")))
			must(p.Close())
			return read(c)
		}},
		{"what the other side reads", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("last words")))
			must(c.CloseWrite())
			return read(p)
		}},
		{"writing after the half-close", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.CloseWrite())
			_, err := c.Write([]byte("x"))
			return errText(err)
		}},
		{"data an hour after the half-close: segments", func(l *lab) string {
			c, p := l.connect("tcp4")
			quiet(c, p)
			must(c.CloseWrite())
			l.advance(time.Hour)
			mark := l.mark()
			got(p.Write([]byte("x")))
			return l.sent(mark)
		}},
		{"state a day after the half-close", func(l *lab) string {
			c, p := l.connect("tcp4")
			quiet(c, p)
			must(c.CloseWrite())
			l.advance(24 * time.Hour)
			return c.State().String() + " and " + p.State().String()
		}},
		{"time left in FIN-WAIT-2 by its timer", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(c.CloseWrite())
			return timeLeft(c)
		}},
	}
	return s
}

// quiet turns keep-alives off, so that nothing happens on idle connections.
func quiet(conns ...*fixture.Conn) {
	for _, c := range conns {
		must(c.SetKeepAlive(false))
	}
}

// timeLeft says how long a timer leaves a connection in its state.
func timeLeft(c *fixture.Conn) string {
	left, ok := c.TimeLeft()
	if !ok {
		return "no end"
	}
	return left.String()
}
