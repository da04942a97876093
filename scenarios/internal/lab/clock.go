package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Advance advances the clock by d. A negative d is an error that ends the case.
func (l *Portable) Advance(d time.Duration) {
	if len(l.hosts) > 0 {
		Must(l.hosts[0].Advance(d))
		return
	}
	Got(l.net.Advance(d))
}

// Until advances the clock until a connection is in a state. After a day it ends the
// case as Require does.
func (l *Lab) Until(c *fixture.Conn, s tcp.State) {
	sum := Got(l.net.AdvanceUntil(func() bool { return c.State() == s }, 24*time.Hour))
	if !sum.Reached {
		Require(c.State().String()+", a day later,", s.String())
	}
}

// Stay returns the time that a connection spent in a state that it has left, and
// "never" if there is none.
func (l *Lab) Stay(c *fixture.Conn, s tcp.State) string {
	if d, ok := l.inState(c, s); ok {
		return d.String()
	}
	return "never"
}

// Stayed returns the time that a connection spent in a state that it has left. It is 0
// if the connection was never in the state or is still in it.
func (l *Lab) Stayed(c *fixture.Conn, s tcp.State) time.Duration {
	d, _ := l.inState(c, s)
	return d
}

// inState returns the time that a connection spent in a state, and false unless it has
// left the state.
func (l *Lab) inState(c *fixture.Conn, s tcp.State) (time.Duration, bool) {
	for _, e := range l.Changes(c) {
		if e.From == s {
			return e.Duration, true
		}
	}
	return 0, false
}

// Month is longer than any TCP timer.
const Month = 30 * 24 * time.Hour
