package scenarios

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// halfOpen is C-25: one side has lost its memory.
func halfOpen() Scenario {
	s := Scenario{
		ID:    "C-25",
		Group: "half-open",
		Title: "A peer that has rebooted answers data with a RST: the write that meets it succeeds, and what is called next says how it ended.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5.1, figure 10", "data on a half-open connection is answered with a RST"},
			{Clause, "RFC 9293, section 3.6, MUST-12", "the application must be told whether a connection was closed or aborted"},
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.CloseWait} {
		s.Cases = append(s.Cases, Case{state.String() + ": the write", func(l *lab) string {
			c, mark := l.forgotten(state)
			_, err := c.Write([]byte("x"))
			return errText(err) + ", segments: " + l.sent(mark)
		}})
		for _, calls := range []string{"read read", "read write write", "write write read", "write read read"} {
			name := state.String() + ": then " + strings.ReplaceAll(calls, " ", ", ")
			s.Cases = append(s.Cases, Case{name, func(l *lab) string {
				c, _ := l.forgotten(state)
				got(c.Write([]byte("x")))
				return each(c, strings.Fields(calls))
			}})
		}
	}
	return s.add(
		Case{"ESTABLISHED, data that came before the reboot: read says", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(p.Write([]byte("hello")))
			l.crashed()
			got(c.Write([]byte("x")))
			return read(c)
		}},
		Case{"ESTABLISHED: close", func(l *lab) string {
			c, mark := l.forgotten(tcp.Established)
			must(c.Close())
			return l.sent(mark) + ", then " + c.State().String()
		}},
		Case{"CLOSE-WAIT: close", func(l *lab) string {
			c, mark := l.forgotten(tcp.CloseWait)
			must(c.Close())
			return l.sent(mark) + ", then " + c.State().String()
		}},
		Case{"ESTABLISHED, nothing is sent: state after 30 days", func(l *lab) string {
			c, _ := l.forgotten(tcp.Established)
			l.advance(30 * 24 * time.Hour)
			return c.State().String()
		}},
		Case{"the RST carries", func(l *lab) string {
			c, mark := l.forgotten(tcp.Established)
			got(c.Write([]byte("x")))
			var data tcp.Segment
			for e := range l.net.Timeline().Since(mark, fixture.Sent()) {
				if e.Segment.Flags.Has(tcp.RST) && e.Segment.Seq == data.Ack {
					return e.Segment.Flags.String() + " with SEG.ACK"
				}
				data = e.Segment
			}
			return "another number"
		}},
		Case{"both have closed, and the one that rebooted was in TIME-WAIT: answer to the FIN that comes again", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(p.Close())
			must(l.net.On(fixture.Pure(tcp.ACK), fixture.From("server")).Drop().Err())
			must(c.Close())
			l.crashed()
			mark := l.mark()
			l.advance(time.Second)
			return l.sent(mark) + ", then " + c.State().String()
		}},
	)
}

// crashed has the server lose its memory.
func (l *lab) crashed() {
	must(l.server().Crash())
	must(l.server().Restart())
}

// forgotten is the client's end of a connection in a state that the server does
// not know any more. There are no keep-alives that would find out.
func (l *lab) forgotten(state tcp.State) (c *fixture.Conn, mark int) {
	c = l.connectionIn(state)
	must(c.SetKeepAlive(false))
	l.crashed()
	return c, l.mark()
}

// each makes calls in order and says what they return.
func each(c *fixture.Conn, calls []string) string {
	var out []string
	for _, call := range calls {
		var err error
		if call == "read" {
			_, err = c.Read(make([]byte, 1))
		} else {
			_, err = c.Write([]byte("x"))
		}
		out = append(out, errText(err))
	}
	return list(out, ", ")
}
