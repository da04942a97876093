package lab

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// Changes returns the state changes of a connection, oldest first.
func (l *Lab) Changes(c Conn) []timeline.Event {
	if m, ok := c.(*machineConn); ok {
		return m.events()
	}
	return l.net.Timeline().Events(timeline.StateChange, timeline.Of(c), timeline.OnHost(l.HostOf(c)))
}

// States lists the states of a connection after ESTABLISHED, up to CLOSED. Later
// changes belong to another connection with the same addresses and ports.
func (l *Lab) States(c Conn) string {
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
func (l *Lab) ConnectionIn(state tcp.State) Conn {
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
func (l *Lab) Cause(c Conn) string {
	f, is := c.(*fixture.Conn)
	if !is {
		Must(unable("tell which timer ended a connection"))
	}
	x, ok := f.Incarnation()
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
func InState(c Conn, s tcp.State) Conn {
	Require(c.State().String(), s.String())
	return c
}

// HostOf returns the name of the host that a connection belongs to.
func (l *Lab) HostOf(c Conn) string {
	if m, ok := c.(*machineConn); ok {
		return m.host.name
	}
	return c.(*fixture.Conn).Host().Name()
}
