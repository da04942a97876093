package linger

import (
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// unreadData is C-10: close with unread data.
func unreadData() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-10",
		Group: "linger",
		Title: "Close with unread data sends a RST, which can destroy a response in flight.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.6.1, SHLD-3", "CLOSE with unread data sends a RST, to show that data was lost"),
			sources.Clause("RFC 9293, section 3.6.1, MAY-1", "after CLOSE the application may be unable to read"),
			sources.Clause("RFC 2525, section 2.17", "a close with unread data but without a RST is a known defect"),
			sources.Claim("A2", "an active closer can go straight to CLOSED"),
			sources.Incident("golang/go#51109", "the response of a server that rejects an upload is lost"),
		},
	}
	for _, state := range []tcp.State{tcp.Established, tcp.FinWait2, tcp.CloseWait, tcp.TimeWait} {
		s.Cases = append(s.Cases,
			lab.Observe("close in "+state.String()+": segments", func(l *lab.Lab) string {
				p := unreadIn(l, state)
				mark := l.Mark()
				lab.Must(p.Close())
				return l.Sent(mark)
			}),
			lab.Observe("close in "+state.String()+": states", func(l *lab.Lab) string {
				p := unreadIn(l, state)
				lab.Must(p.Close())
				return l.States(p)
			}),
		)
	}
	s.Cases = append(s.Cases,
		lab.Observe("the other side reads", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Got(c.Write([]byte("hello")))
			lab.Must(p.Close())
			return lab.ReadAll(c)
		}),
		lab.Observe("the other side writes", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Got(c.Write([]byte("hello")))
			lab.Must(p.Close())
			return lab.Write(c)
		}),
		lab.Observe("in TIME-WAIT is, when both have closed", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Got(c.Write([]byte("hello")))
			lab.Must(p.Close())
			lab.Must(c.Close())
			return l.Holders()
		}),
	)
	for _, how := range []struct {
		name string
		rest string // the data that the client still sends
		lost bool   // whether the response has to be sent again
	}{
		{"response, all of the request was read", "", false},
		{"response that was lost once, all of the request was read", "", true},
		{"response, a part of the request was not read", "more", false},
		{"response that was lost once, a part of the request was not read", "more", true},
	} {
		s.Cases = append(s.Cases, lab.Observe(how.name+": the client reads", func(l *lab.Lab) string {
			c, p := l.ConnectPlain()
			lab.Got(c.Write([]byte("hello")))
			lab.Got(p.Read(make([]byte, 5)))
			if how.rest != "" {
				lab.Got(c.Write([]byte(how.rest)))
			}
			if how.lost {
				lab.Must(l.Net.On(timeline.Data(), timeline.From("server")).Nth(1).Drop().Err())
			}
			lab.Got(p.Write([]byte("413")))
			lab.Must(p.Close())
			l.Outlast(lab.Month, lab.Closed(p))
			return lab.ReadAll(c)
		}))
	}
	return s
}

// unreadIn returns the server's end of a connection in the given state, with unread
// data.
func unreadIn(l *lab.Lab, state tcp.State) lab.Conn {
	c, p := l.ConnectPlain()
	lab.Got(c.Write([]byte("hello")))
	switch state {
	case tcp.FinWait2:
		lab.Must(p.CloseWrite())
	case tcp.CloseWait:
		lab.Must(c.CloseWrite())
	case tcp.TimeWait:
		lab.Must(p.CloseWrite())
		lab.Must(c.Close())
	}
	return lab.InState(p, state)
}
