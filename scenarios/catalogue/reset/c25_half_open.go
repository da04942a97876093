package reset

import (
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// halfOpen is C-25: one side has lost its memory.
func halfOpen() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-25",
		Group: "half-open",
		Title: "A rebooted peer answers data with a RST: the first write succeeds, and the next call returns the reset error.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.1, figure 10", "data on a half-open connection is answered with a RST"),
			sources.Clause("RFC 9293, section 3.6, MUST-12", "the application must learn whether the connection was closed or aborted"),
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.CloseWait} {
		s.Cases = append(s.Cases, lab.Observe(state.String()+": the write", func(l *lab.Lab) string {
			c, mark := forgotten(l, state)
			_, err := c.Write([]byte("x"))
			return lab.ErrText(err) + ", segments: " + l.Sent(mark)
		}))
		for _, calls := range []string{"read read", "read write write", "write write read", "write read read"} {
			name := state.String() + ": then " + strings.ReplaceAll(calls, " ", ", ")
			s.Cases = append(s.Cases, lab.Observe(name, func(l *lab.Lab) string {
				c, _ := forgotten(l, state)
				lab.Got(c.Write([]byte("x")))
				return each(c, strings.Fields(calls))
			}))
		}
	}
	return s.With(
		lab.Observe("ESTABLISHED, data that came before the reboot: read says", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Got(p.Write([]byte("hello")))
			crashed(l)
			lab.Got(c.Write([]byte("x")))
			return lab.ReadAll(c)
		}),
		lab.Observe("ESTABLISHED: close", func(l *lab.Lab) string {
			c, mark := forgotten(l, tcp.Established)
			lab.Must(c.Close())
			return l.Sent(mark) + ", then " + c.State().String()
		}),
		lab.Observe("CLOSE-WAIT: close", func(l *lab.Lab) string {
			c, mark := forgotten(l, tcp.CloseWait)
			lab.Must(c.Close())
			return l.Sent(mark) + ", then " + c.State().String()
		}),
		lab.Observe("ESTABLISHED, nothing is sent: state after 30 days", func(l *lab.Lab) string {
			c, _ := forgotten(l, tcp.Established)
			l.Advance(30 * 24 * time.Hour)
			return c.State().String()
		}),
		lab.Observe("the RST carries", func(l *lab.Lab) string {
			c, mark := forgotten(l, tcp.Established)
			lab.Got(c.Write([]byte("x")))
			var data tcp.Segment
			for e := range l.Net.Timeline().Since(mark, timeline.Sent) {
				if e.Segment.Flags.Has(tcp.RST) && e.Segment.Seq == data.Ack {
					return e.Segment.Flags.String() + " with SEG.ACK"
				}
				data = e.Segment
			}
			return "another number"
		}),
		lab.Observe("both have closed, and the one that rebooted was in TIME-WAIT: answer to the FIN that comes again", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(p.Close())
			lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data()), timeline.From("server")).Drop().Err())
			lab.Must(c.Close())
			crashed(l)
			mark := l.Mark()
			l.Advance(time.Second)
			return l.Sent(mark) + ", then " + c.State().String()
		}),
	)
}

// crashed makes the server lose its memory.
func crashed(l *lab.Lab) {
	lab.Must(l.Server().Crash())
	lab.Must(l.Server().Restart())
}

// forgotten returns the client's end, in a state, of a connection that the server has
// lost. It has no keep-alives that could detect the loss.
func forgotten(l *lab.Lab, state tcp.State) (c lab.Conn, mark int) {
	c = l.ConnectionIn(state)
	lab.Must(c.SetKeepAlive(false))
	crashed(l)
	return c, l.Mark()
}

// each makes calls in order and returns their results.
func each(c lab.Conn, calls []string) string {
	var out []string
	for _, call := range calls {
		var err error
		if call == "read" {
			_, err = c.Read(make([]byte, 1))
		} else {
			_, err = c.Write([]byte("x"))
		}
		out = append(out, lab.ErrText(err))
	}
	return lab.List(out, ", ")
}
