package lab

import (
	"errors"
	"fmt"
	"time"
)

// grains are the granularities at which durations of a machine are compared, each for
// those up to a limit. The timers of Linux are late by up to an eighth of their time
// (kernel/time/timer.c), and a machine that is busy adds some milliseconds.
var grains = []struct{ below, grain time.Duration }{
	{200 * time.Millisecond, 20 * time.Millisecond},
	{time.Second, 100 * time.Millisecond},
	{20 * time.Second, time.Second},
	{time.Minute, 5 * time.Second},
	{3 * time.Minute, 10 * time.Second},
	{time.Hour, time.Minute},
}

// Grain returns the granularity at which a duration is compared with one that a machine
// measured, which is 1 h for the longest.
func Grain(d time.Duration) time.Duration {
	for _, g := range grains {
		if d < g.below {
			return g.grain
		}
	}
	return time.Hour
}

// errBetween is the end of a case whose duration could be either of two.
type errBetween struct{ d, grain time.Duration }

func (e errBetween) Error() string {
	return fmt.Sprintf("scenarios: %s is too near to the next multiple of %s to be told from it, as timers can be late", e.d, e.grain)
}

// coarse returns a duration as observations have it: exact on netstack, else the
// multiple of its grain. What lies in the last fifth before the next multiple ends the
// case, since another run could go beyond it.
func (l *Portable) coarse(d time.Duration) time.Duration {
	if IsNetstack(l.target) {
		return d
	}
	g := Grain(d)
	if rest := d % g; rest > g*4/5 {
		panic(stop{errBetween{d, g}})
	}
	return d.Truncate(g)
}

// Span returns a duration as observations have it; see coarse.
func (l *Lab) Span(d time.Duration) string { return l.coarse(d).String() }

// Exact ends the case on a target whose clock is real time, as the case asks for an
// instant to the nanosecond.
func (l *Portable) Exact() {
	if !IsNetstack(l.target) {
		Must(unable("be asked for an instant to the nanosecond: its timers may be late"))
	}
}

// OwnNumbers ends the case on a target other than netstack, as the case is about the
// clock of initial sequence numbers, which does not stand still there.
func (l *Lab) OwnNumbers() {
	if !IsNetstack(l.target) {
		Must(unable("tell how far apart two initial sequence numbers are: its clock goes on between them"))
	}
}

// NoBuffers ends a case on a target other than netstack because its buffers hold another
// amount than the case needs.
func (l *Portable) NoBuffers(why string) {
	if IsNetstack(l.target) {
		Must(errors.New(why))
	}
	Must(unable("fill its receive buffer to the byte: %s", why))
}
