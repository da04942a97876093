package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// secondClose is C-54: close of what is closed.
func secondClose() Scenario {
	s := Scenario{
		ID:    "C-54",
		Group: "close",
		Title: "However often and in whatever way a connection is closed, it sends one FIN.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.4", "CLOSE in FIN-WAIT-1, FIN-WAIT-2 and later: no second FIN is sent"},
		},
	}
	type call struct {
		name string
		of   func(*fixture.Conn) error
	}
	closing := call{"Close", (*fixture.Conn).Close}
	closeWrite := call{"CloseWrite", (*fixture.Conn).CloseWrite}
	closeRead := call{"CloseRead", (*fixture.Conn).CloseRead}
	for _, pair := range [][2]call{
		{closing, closing}, {closing, closeWrite}, {closeWrite, closeWrite}, {closeWrite, closing},
		{closeRead, closing}, {closeRead, closeWrite},
	} {
		first, second := pair[0], pair[1]
		name := second.name + " 1s after " + first.name + ": "
		s.Cases = append(s.Cases, Case{name + "segments of both", func(l *lab) string {
			c, _ := l.connectPlain()
			mark := l.mark()
			must(first.of(c))
			l.advance(time.Second)
			second.of(c) // an error after Close: the handle is gone
			return l.sent(mark)
		}})
	}
	for _, state := range []tcp.State{tcp.CloseWait, tcp.LastAck, tcp.TimeWait} {
		name := "Close in " + state.String() + " after CloseWrite: "
		if state == tcp.CloseWait {
			name = "Close in " + state.String() + ": "
		}
		s.Cases = append(s.Cases,
			Case{name + "segments of the close", func(l *lab) string {
				c := l.halfClosedIn(state)
				mark := l.mark()
				must(c.Close())
				return l.sent(mark)
			}},
			Case{name + "state afterwards", func(l *lab) string {
				c := l.halfClosedIn(state)
				must(c.Close())
				return c.State().String()
			}},
		)
	}
	return s
}

// halfClosedIn returns the client's end of a connection that it has closed with
// CloseWrite, but for CLOSE-WAIT, and that is in the given state.
func (l *lab) halfClosedIn(state tcp.State) *fixture.Conn {
	c, p := l.connectPlain()
	if state == tcp.LastAck {
		must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("server")).Nth(1).Drop().Err())
	}
	if state == tcp.CloseWait || state == tcp.LastAck {
		must(p.Close())
	}
	if state != tcp.CloseWait {
		must(c.CloseWrite())
	}
	if state == tcp.TimeWait {
		must(p.Close())
	}
	return l.expect(c, state)
}
