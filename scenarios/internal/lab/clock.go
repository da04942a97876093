package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Advance lets time pass.
func (l *Portable) Advance(d time.Duration) {
	if len(l.hosts) > 0 {
		Must(l.hosts[0].Advance(d))
		return
	}
	Got(l.net.Advance(d))
}

// Until lets time pass until a connection is in a state. After a day it ends the case
// as Require does.
func (l *Lab) Until(c *fixture.Conn, s tcp.State) {
	sum := Got(l.net.AdvanceUntil(func() bool { return c.State() == s }, 24*time.Hour))
	if !sum.Reached {
		Require(c.State().String()+", a day later,", s.String())
	}
}

// Stay says how long a connection was in a state.
func (l *Lab) Stay(c *fixture.Conn, s tcp.State) string {
	if d, ok := l.inState(c, s); ok {
		return d.String()
	}
	return "never"
}

// Stayed is how long a connection was in a state that it has left, and 0 if it was
// not in the state or is there still.
func (l *Lab) Stayed(c *fixture.Conn, s tcp.State) time.Duration {
	d, _ := l.inState(c, s)
	return d
}

// inState is how long a connection was in a state, if it has left it.
func (l *Lab) inState(c *fixture.Conn, s tcp.State) (time.Duration, bool) {
	for _, e := range l.Changes(c) {
		if e.From == s {
			return e.Duration, true
		}
	}
	return 0, false
}

// Month is longer than any timer of TCP.
const Month = 30 * 24 * time.Hour
