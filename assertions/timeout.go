package assertions

import (
	"fmt"
	"slices"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveTimedOut matches if keep-alives, retransmissions or TCP_USER_TIMEOUT ended a
// connection because the other side did not answer. The argument is the virtual
// time from the last segment received to the end: a time.Duration, which must be
// exact, or a matcher for one. Without an argument any time matches.
//
//	Expect(conn).To(HaveTimedOut(150 * time.Second)) // Go's keep-alives: 15 s + 9 · 15 s
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, and
// lists of these: To needs a match of all, NotTo of none.
func HaveTimedOut(after ...any) types.GomegaMatcher {
	to := "have timed out"
	var d expected[time.Duration]
	if len(after) > 0 {
		d = duration(after[0])
		to += " after " + d.String() + " without a segment"
	}
	return &matcher{name: "HaveTimedOut", each: true, ask: func(actual any) (answer, error) {
		if err := arguments(len(after), 1); err != nil {
			return answer{}, err
		}
		if d.err != nil {
			return answer{}, d.err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		e := x.Ending()
		a := answer{tl: x.Timeline(), subject: x.String(), to: to}
		timedOut := !e.Reset && e.Cause != timeline.NoCause && e.Cause != timeline.HostCrash && e.Cause != timeline.Timer2MSL && e.Cause != timeline.TimerFinWait2 && e.Cause != timeline.Reopened
		heard, ever := lastHeard(x, e)
		silent := e.At - heard
		if a.ok = timedOut; len(after) > 0 {
			a.ok, err = d.met(silent)
			a.ok = a.ok && timedOut
		}
		a.was = func() string {
			switch {
			case timedOut:
				since := "the last segment arrived"
				if !ever {
					since = "it began; no segment ever arrived"
				}
				return fmt.Sprintf("%s, %s after %s.", upper(e.String()), silent, since) + lastLost(x, e) + d.explain(silent, a.ok)
			case e.Over:
				return upper(e.String()) + "."
			}
			if !ever {
				return soFar(x, e) + " No segment has arrived."
			}
			return soFar(x, e) + fmt.Sprintf(" The last segment arrived %s ago.", x.AskedAt()-heard)
		}
		a.next = func(polarity) string {
			if !e.Over {
				return ifOpen(x, "Advance the clock, and check that keep-alives are on or data is unacknowledged.")
			}
			return ""
		}
		a.lines = func() excerpt {
			if e.Over {
				return lifeline(x)
			}
			events := x.Events()
			for _, d := range slices.Backward(events) {
				if d.Kind == timeline.Delivered && d.Local == x.Local {
					return show(events, d.Number)
				}
			}
			return show(events)
		}
		return a, err
	}, final: over}
}

// lastHeard is when the side last received a segment before its end, if it is over,
// or else when it began.
func lastHeard(x timeline.Incarnation, end timeline.Ending) (at time.Duration, ever bool) {
	at, _ = x.Entered(x.States()[0])
	for _, e := range x.Events(timeline.Delivered) {
		if e.Local == x.Local && (!end.Over || e.At < end.At) {
			at, ever = e.At, true
		}
	}
	return at, ever
}
