package lab

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Changes returns the state changes of a connection, oldest first.
func (l *Lab) Changes(c *fixture.Conn) []timeline.Event {
	return l.net.Timeline().Events(timeline.StateChange, timeline.Of(c), timeline.OnHost(c.Host().Name()))
}

// States lists the states of a connection after ESTABLISHED, up to CLOSED. Later
// changes belong to another connection with the same addresses and ports.
func (l *Lab) States(c *fixture.Conn) string {
	var out []string
	closing := false
	for _, e := range l.Changes(c) {
		if closing {
			out = append(out, e.To.String())
		}
		if closing && e.To == tcp.Closed {
			break
		}
		closing = closing || e.To == tcp.Established
	}
	return List(out, Arrow)
}

// ConnectionIn returns the client's end of a connection in the given state.
func (l *Lab) ConnectionIn(state tcp.State) *fixture.Conn {
	c, p := l.Connect("tcp4")
	switch state {
	case tcp.FinWait1:
		Must(l.net.On(timeline.Flags(tcp.FIN)).Drop().Err())
		Must(c.CloseWrite())
	case tcp.FinWait2:
		Must(c.CloseWrite())
	case tcp.CloseWait:
		Must(p.CloseWrite())
	case tcp.TimeWait:
		Must(c.CloseWrite())
		Must(p.Close())
	}
	return InState(c, state)
}

// Cause returns the timer that ended a connection, "RST", or "no timer". It returns
// "not over" for an open connection.
func (l *Lab) Cause(c *fixture.Conn) string {
	x, ok := c.Incarnation()
	switch e := x.Ending(); {
	case !ok || !e.Over:
		return "not over"
	case e.Cause != timeline.NoCause:
		return e.Cause.String()
	case e.Reset:
		return "RST"
	}
	return "no timer"
}

// InState returns the connection. It ends the case as Require does unless the
// connection is in the state.
func InState(c *fixture.Conn, s tcp.State) *fixture.Conn {
	Require(c.State().String(), s.String())
	return c
}
