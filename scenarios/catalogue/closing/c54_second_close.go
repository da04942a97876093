package closing

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// secondClose is C-54: close of a closed connection.
func secondClose() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-54",
		Group: "close",
		Title: "A connection sends one FIN, however often and in whatever way it is closed.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.4", "CLOSE in FIN-WAIT-1, FIN-WAIT-2 and later: no second FIN is sent"),
		},
	}
	type call struct {
		name string
		of   func(lab.Conn) error
	}
	closing := call{"Close", (lab.Conn).Close}
	closeWrite := call{"CloseWrite", (lab.Conn).CloseWrite}
	closeRead := call{"CloseRead", (lab.Conn).CloseRead}
	for _, pair := range [][2]call{
		{closing, closing}, {closing, closeWrite}, {closeWrite, closeWrite}, {closeWrite, closing},
		{closeRead, closing}, {closeRead, closeWrite},
	} {
		first, second := pair[0], pair[1]
		name := second.name + " 1s after " + first.name + ": "
		s.Cases = append(s.Cases, lab.Observe(name+"segments of both", func(l *lab.Lab) string {
			c, _ := l.ConnectPlain()
			mark := l.Mark()
			lab.Must(first.of(c))
			l.Advance(time.Second)
			second.of(c) // an error after Close: the handle is gone
			return l.Sent(mark)
		}))
	}
	for _, state := range []tcp.State{tcp.CloseWait, tcp.LastAck, tcp.TimeWait} {
		name := "Close in " + state.String() + " after CloseWrite: "
		if state == tcp.CloseWait {
			name = "Close in " + state.String() + ": "
		}
		s.Cases = append(s.Cases,
			lab.Observe(name+"segments of the close", func(l *lab.Lab) string {
				c := halfClosedIn(l, state)
				mark := l.Mark()
				lab.Must(c.Close())
				return l.Sent(mark)
			}),
			lab.Observe(name+"state afterwards", func(l *lab.Lab) string {
				c := halfClosedIn(l, state)
				lab.Must(c.Close())
				return c.State().String()
			}),
		)
	}
	return s
}

// halfClosedIn returns the client's end of a connection in the given state. The client
// has called CloseWrite, except in CLOSE-WAIT.
func halfClosedIn(l *lab.Lab, state tcp.State) lab.Conn {
	c, p := l.ConnectPlain()
	if state == tcp.LastAck {
		lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server")).Nth(1).Drop().Err())
	}
	if state == tcp.CloseWait || state == tcp.LastAck {
		lab.Must(p.Close())
	}
	if state != tcp.CloseWait {
		lab.Must(c.CloseWrite())
	}
	if state == tcp.TimeWait {
		lab.Must(p.Close())
	}
	return lab.InState(c, state)
}
