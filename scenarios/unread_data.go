package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// unreadData is C-10 and C-11: data that nobody is going to read.
func unreadData() Scenario {
	s := Scenario{
		ID:    "C-10",
		Group: "linger",
		Title: "Close with data that was not read, and data that arrives after Close, are answered with a RST, and there is no TIME-WAIT.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, SHLD-3", "closing with data unread, or data after close, should be answered with a RST"},
			{Clause, "RFC 2525, section 2.17", "failure to RST on close with data pending"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
			{Incident, "golang/go#22209", "a server closes with the request's body unread, and the client loses the answer"},
		},
		says: unreadDataExpected(),
	}
	s.Cases = []Case{
		{"close with data unread: segments", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			mark := l.mark()
			must(p.Close())
			return l.sent(mark)
		}},
		{"close with data unread: states", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			must(p.Close())
			return l.states(p)
		}},
		{"close with data unread: in TIME-WAIT is", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			must(p.Close())
			must(c.Close())
			return l.holders()
		}},
		{"close with data unread, in CLOSE-WAIT: segments", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			must(c.CloseWrite())
			mark := l.mark()
			must(p.Close())
			return l.sent(mark)
		}},
		{"an answer sent before the close is read as", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			got(p.Write([]byte("413")))
			must(p.Close())
			return read(c)
		}},
		{"an answer lost on the way, then the close: read as", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("unread")))
			must(l.net.On(fixture.HasPayload(), fixture.From("server")).Nth(1).Drop().Err())
			got(p.Write([]byte("413")))
			must(p.Close())
			l.advance(time.Minute)
			return read(c)
		}},
		{"close when all was read: segments", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("read")))
			got(p.Read(make([]byte, 4)))
			mark := l.mark()
			must(p.Close())
			return l.sent(mark)
		}},
	}
	for _, state := range []fixture.State{fixture.FinWait1, fixture.FinWait2} {
		s.Cases = append(s.Cases,
			Case{"data after close, in " + state.String() + ": answer", func(l *lab) string {
				c, p := l.closedIn(state)
				mark := l.mark()
				got(p.Write([]byte("late")))
				_ = c
				return l.sentBy("client", mark)
			}},
			Case{"data after close, in " + state.String() + ": states", func(l *lab) string {
				c, p := l.closedIn(state)
				got(p.Write([]byte("late")))
				return l.states(c)
			}},
			Case{"data after close, in " + state.String() + ": the sender's next write says", func(l *lab) string {
				_, p := l.closedIn(state)
				got(p.Write([]byte("late")))
				_, err := p.Write([]byte("again"))
				return errText(err)
			}},
		)
	}
	return s
}

// closedIn returns a connection that the client has closed and that is in the given
// state there.
func (l *lab) closedIn(state fixture.State) (client, server *fixture.Conn) {
	client, server = l.connect("tcp4")
	if state == fixture.FinWait1 {
		must(l.net.On(fixture.FIN).Nth(1).Drop().Err())
	}
	must(client.Close())
	return client, server
}
