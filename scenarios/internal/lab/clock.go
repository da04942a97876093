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

// Pass advances the clock by d for a case that asks what is left when a timer of that
// length has run out. A machine's timers are late by up to an eighth, so there it takes so
// much longer. A d that is no whole number of milliseconds is an instant shortly before,
// which a machine cannot hit: it ends the case there.
func (l *Portable) Pass(d time.Duration) { l.Advance(l.late(d)) }

// PassTo is Pass for a timer that the case set when it began: it advances the clock to the
// instant at which the timer has run out.
func (l *Portable) PassTo(d time.Duration) { l.Advance(l.late(d) - l.Elapsed()) }

// late returns the time after which a timer of the given length has run out.
func (l *Portable) late(d time.Duration) time.Duration {
	if IsNetstack(l.target) {
		return d
	}
	if d%time.Millisecond != 0 {
		l.Exact()
	}
	return d + d/8
}

// Outlast advances the clock by d, for a case that asks what something has come to by then.
// A machine's clock is real time: there it ends as soon as the thing is over, because
// nothing follows.
func (l *Lab) Outlast(d time.Duration, over func() bool) {
	if IsNetstack(l.target) {
		l.Advance(d)
		return
	}
	Got(l.Net.AdvanceUntil(over, d))
}

// Closed returns whether a connection is over, for Outlast.
func Closed(c Conn) func() bool { return func() bool { return c.State() == tcp.Closed } }

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
