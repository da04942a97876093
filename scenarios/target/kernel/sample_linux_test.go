package kernel

import (
	"testing"
	"time"
)

// The next reading of the table is when the kernel's next timer is due. If that is late, or
// not known, readings are the rarer the longer nothing has changed.
func TestPlan(t *testing.T) {
	const none = -1
	for _, x := range []struct {
		name    string
		expires []time.Duration
		since   time.Duration // the last change
		proc    bool
		want    time.Duration
		idle    bool
	}{
		{"no connection", nil, 0, false, sampleIdle, true},
		{"no timer", []time.Duration{none}, 0, false, sampleIdle, false},
		{"timers", []time.Duration{none, 300 * time.Millisecond, 100 * time.Millisecond}, time.Hour, false, 101 * time.Millisecond, false},
		{"a timer in an hour", []time.Duration{time.Hour}, time.Hour, false, sampleIdle, false},
		{"late", []time.Duration{0, time.Second}, 0, false, sampleLeast, false},
		{"late after 6.4s", []time.Duration{0}, 6400 * time.Millisecond, false, 100 * time.Millisecond, false},
		{"late after a minute", []time.Duration{0}, time.Minute, false, sampleMost, false},
		{"not known", []time.Duration{none}, 6400 * time.Millisecond, true, 100 * time.Millisecond, false},
	} {
		h := &host{world: &world{zero: time.Now().Add(-2 * time.Hour)}, diag: &diag{}, tun: 1}
		if x.proc {
			h.diag = nil
		}
		var rows []row
		for _, d := range x.expires {
			rows = append(rows, row{expires: d})
		}
		now := h.world.real()
		h.changed = now - x.since
		h.plan(rows, false)
		// The clock goes on meanwhile.
		if got := h.due - now; got < x.want || got > x.want+x.want/2 || h.idle != x.idle {
			t.Errorf("%s: after %s, idle %t, want %s and %t", x.name, got, h.idle, x.want, x.idle)
		}
		if _, ok := h.dueIn(); ok == x.idle {
			t.Errorf("%s: due: %t", x.name, ok)
		}
	}
}

// A change makes readings frequent again, and so does a close that should have returned.
func TestPlanAfterChange(t *testing.T) {
	h := &host{world: &world{zero: time.Now().Add(-2 * time.Hour)}, diag: &diag{}, tun: 1}
	rows := []row{{expires: 0}}
	h.plan(rows, true)
	if got := h.due - h.world.real(); got > sampleLeast {
		t.Errorf("after %s, want %s", got, sampleLeast)
	}
	for _, d := range []time.Duration{10 * time.Millisecond, -time.Second} {
		h := &host{world: &world{zero: time.Now().Add(-2 * time.Hour)}, diag: &diag{}, tun: 1}
		h.expect(&socket{}, d)
		h.plan([]row{{expires: -1}}, false)
		if got := h.due - h.world.real(); got > sampleLeast {
			t.Errorf("a close that returns in %s: after %s", d, got)
		}
	}
}
