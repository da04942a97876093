package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// unreadData is C-10: close without having read everything.
func unreadData() Scenario {
	s := Scenario{
		ID:    "C-10",
		Group: "linger",
		Title: "Close with data that has arrived and was not read sends a RST, and can destroy a response that is on its way.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.6.1, SHLD-3", "CLOSE with received data that was not read sends a RST, to show that data was lost"},
			{Clause, "RFC 9293, section 3.6.1, MAY-1", "who has called CLOSE may be kept from reading on"},
			{Clause, "RFC 2525, section 2.17", "a close that does not send a RST although data was not read is a known fault"},
			{Claim, "A2", "an active closer can go straight to CLOSED"},
			{Incident, "golang/go#51109", "a server that refuses an upload: its answer is lost"},
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2, tcp.CloseWait, tcp.TimeWait} {
		s.Cases = append(s.Cases,
			Case{"close in " + state.String() + ": segments", func(l *lab) string {
				p := l.unreadIn(state)
				mark := l.mark()
				must(p.Close())
				return l.sent(mark)
			}},
			Case{"close in " + state.String() + ": states", func(l *lab) string {
				p := l.unreadIn(state)
				must(p.Close())
				return l.states(p)
			}},
		)
	}
	s.Cases = append(s.Cases,
		Case{"the other side reads", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("hello")))
			must(p.Close())
			return read(c)
		}},
		Case{"the other side writes", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("hello")))
			must(p.Close())
			return write(c)
		}},
		Case{"in TIME-WAIT is, when both have closed", func(l *lab) string {
			c, p := l.connect("tcp4")
			got(c.Write([]byte("hello")))
			must(p.Close())
			must(c.Close())
			return l.holders()
		}},
	)
	for _, how := range []struct {
		name string
		rest string // what the client goes on to send
		lost bool   // whether the response has to be sent again
	}{
		{"response, all of the request was read", "", false},
		{"response that was lost once, all of the request was read", "", true},
		{"response, a part of the request was not read", "more", false},
		{"response that was lost once, a part of the request was not read", "more", true},
	} {
		s.Cases = append(s.Cases, Case{how.name + ": the client reads", func(l *lab) string {
			c, p := l.connectPlain()
			got(c.Write([]byte("hello")))
			got(p.Read(make([]byte, 5)))
			if how.rest != "" {
				got(c.Write([]byte(how.rest)))
			}
			if how.lost {
				must(l.net.On(fixture.HasPayload(), fixture.From("server")).Nth(1).Drop().Err())
			}
			got(p.Write([]byte("413")))
			must(p.Close())
			l.advance(month)
			return read(c)
		}})
	}
	return s
}

// unreadIn returns the server's end of a connection in the given state. It has
// data that was not read.
func (l *lab) unreadIn(state tcp.State) *fixture.Conn {
	c, p := l.connectPlain()
	got(c.Write([]byte("hello")))
	switch state {
	case tcp.FinWait2:
		must(p.CloseWrite())
	case tcp.CloseWait:
		must(c.CloseWrite())
	case tcp.TimeWait:
		must(p.CloseWrite())
		must(c.Close())
	}
	return l.expect(p, state)
}
