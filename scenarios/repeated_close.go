package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
)

// repeatedClose is C-54: closing what is closed.
func repeatedClose() Scenario {
	s := Scenario{
		ID:    "C-54",
		Group: "close",
		Title: "However often and in whichever ways a connection is closed, one FIN is sent.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.4", "CLOSE in FIN-WAIT, CLOSING, LAST-ACK and TIME-WAIT is an error and sends nothing"},
		},
		says: repeatedCloseExpected(),
	}
	for _, k := range []struct {
		name  string
		close func(c *fixture.Conn)
	}{
		{"Close", func(c *fixture.Conn) { c.Close() }},
		{"CloseWrite, CloseWrite", func(c *fixture.Conn) { c.CloseWrite(); c.CloseWrite() }},
		{"CloseWrite, Close", func(c *fixture.Conn) { c.CloseWrite(); c.Close() }},
		{"Close, Close", func(c *fixture.Conn) { c.Close(); c.Close() }},
		{"CloseRead, CloseWrite, Close", func(c *fixture.Conn) { c.CloseRead(); c.CloseWrite(); c.Close() }},
	} {
		s.Cases = append(s.Cases,
			Case{k.name + ": segments", func(l *lab) string {
				c, _ := l.connect("tcp4")
				mark := l.mark()
				k.close(c)
				return l.sent(mark)
			}},
			Case{k.name + ", on the passive side: segments", func(l *lab) string {
				c, p := l.connect("tcp4")
				must(c.Close())
				mark := l.mark()
				k.close(p)
				return l.sent(mark)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"CloseWrite in TIME-WAIT says", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(c.CloseWrite())
			must(p.Close())
			return errText(c.CloseWrite())
		}},
	)
	return s
}
