package lab

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// grains are the granularities at which durations of a machine are compared, each for
// those up to a limit. A case may name a coarser one. The timers of Linux are late
// by up to an eighth of their time (kernel/time/timer.c), and a machine that is busy adds
// some milliseconds.
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

// retransmissions are the steps at which durations below the last are compared in a case
// of retransmissions. Linux's timeout begins with 200 ms and what it has measured of the
// round trip, its tail loss probe comes earlier, and both double: a factor of 4 keeps
// apart what a machine that is busy does not.
var retransmissions = []time.Duration{0, 200 * time.Millisecond, 800 * time.Millisecond, 3200 * time.Millisecond, 12800 * time.Millisecond, 20 * time.Second}

// bounds returns the multiple of its grain that a duration of the case is compared as,
// and the next one.
func (c Case) bounds(d time.Duration) (from, to time.Duration) {
	if k := len(retransmissions) - 1; c.retransmits && d < retransmissions[k] {
		for d < retransmissions[k] {
			k--
		}
		return retransmissions[k], retransmissions[k+1]
	}
	g := max(c.grain, Grain(d))
	from = d.Truncate(g)
	return from, from + g
}

// duration matches a duration as package time writes it.
var duration = regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)?(?:h|ms|m|µs|ns|s))+$`)

// Alike reports whether two observations are the same at the granularity of a machine, so
// that an exact one of netstack can be compared with one of a machine.
func (c Case) Alike(a, b string) bool { return a == b || c.coarsely(a) == c.coarsely(b) }

// coarsely returns an observation with each duration as a machine observes it. One that
// becomes 0 is none in "after 0s".
func (c Case) coarsely(observed string) string {
	fields := strings.Fields(observed)
	for i, f := range fields {
		word := strings.TrimRight(f, ",:;")
		if !duration.MatchString(word) {
			continue
		}
		if d, err := time.ParseDuration(word); err == nil {
			from, _ := c.bounds(d)
			fields[i] = from.String() + f[len(word):]
		}
	}
	return strings.ReplaceAll(strings.Join(fields, " "), " after 0s", "")
}

// errBetween is the end of a case whose duration could be either of two.
type errBetween struct{ d, next time.Duration }

func (e errBetween) Error() string {
	return fmt.Sprintf("scenarios: %s is too near to %s to be told from it, as timers can be late", e.d, e.next)
}

// coarse returns a duration as observations have it: exact on netstack, else the
// multiple of its grain. What lies in the last fifth before the next multiple ends the
// case, since another run could go beyond it.
func (l *Portable) coarse(d time.Duration) time.Duration {
	if IsNetstack(l.target) {
		return d
	}
	from, next := l.told.bounds(d)
	if d-from > (next-from)*4/5 {
		panic(stop{errBetween{d, next}})
	}
	return from
}

// Span returns a duration as observations have it; see coarse.
func (l *Lab) Span(d time.Duration) string { return l.coarse(d).String() }

// Exact ends the case on a target whose clock is real time, as the case asks for an
// instant to the nanosecond.
func (l *Portable) Exact() {
	if !IsNetstack(l.target) {
		Must(unable("be asked for an exact instant: its timers may be late"))
	}
}

// SameInstant ends the case on a target whose clock is real time, as what it observes
// follows from the order of two timers that run out at the same instant.
func (l *Portable) SameInstant(which string) {
	if !IsNetstack(l.target) {
		Must(unable("tell which comes first at the same instant, %s: its timers may be late", which))
	}
}

// Momentary ends the case on a target whose clock is real time, as it asks for a state that
// may end at the instant at which it begins: no table of a kernel shows it.
func (l *Portable) Momentary(state tcp.State) {
	if !IsNetstack(l.target) {
		Must(unable("tell whether a connection was in %s for no time", state))
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
