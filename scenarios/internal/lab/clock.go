package lab

import (
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// Advance advances the clock by d. A negative d is an error that ends the case.
func (l *Portable) Advance(d time.Duration) {
	switch {
	case len(l.machines) > 0:
		Got(l.pass(d))
	case len(l.hosts) > 0:
		if l.limit > 0 && l.net.Elapsed()+d > l.limit {
			Must(errTooLong{l.limit})
		}
		l.waitsFor(d)
		Must(l.hosts[0].Advance(d))
	default:
		Got(l.net.Advance(d))
	}
}

// Until advances the clock until a connection is in a state. After a day it ends the
// case as Require does.
func (l *Lab) Until(c Conn, s tcp.State) {
	sum := Got(l.Net.AdvanceUntil(func() bool { return c.State() == s }, 24*time.Hour))
	if !sum.Reached {
		Require(c.State().String()+", a day later,", s.String())
	}
}

// Stay returns the time that a connection spent in a state that it has left, and
// "never" if there is none.
func (l *Lab) Stay(c Conn, s tcp.State) string {
	if d, ok := l.inState(c, s); ok {
		return d.String()
	}
	return "never"
}

// Stayed returns the time that a connection spent in a state that it has left. It is 0
// if the connection was never in the state or is still in it.
func (l *Lab) Stayed(c Conn, s tcp.State) time.Duration {
	d, _ := l.inState(c, s)
	return d
}

// inState returns the time that a connection spent in a state, and false unless it has
// left the state.
func (l *Lab) inState(c Conn, s tcp.State) (time.Duration, bool) {
	for _, e := range l.Changes(c) {
		if e.From == s {
			return l.coarse(e.Duration), true
		}
	}
	return 0, false
}

// Month is longer than any TCP timer.
const Month = 30 * 24 * time.Hour
