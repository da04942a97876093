package scenarios_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
)

// disturbed is a target whose program is late with the first hosts that join.
type disturbed struct {
	behindPackets
	by     time.Duration
	first  int64
	joined *atomic.Int64
	fails  bool
}

func (d disturbed) Join(near *fixture.Network, name string) (target.Host, error) {
	h, err := d.behindPackets.Join(near, name)
	if d.joined.Add(1) > d.first {
		d.by = 0
	}
	return late{h, d.by, d.fails}, err
}

type late struct {
	target.Host
	by    time.Duration
	fails bool
}

func (l late) Listen(port uint16, keepAlive bool) (target.Listener, error) {
	if l.fails {
		return nil, errors.New("no listener")
	}
	return l.Host.Listen(port, keepAlive)
}

func (l late) Late() time.Duration { return l.by }

// A case during which the program was late is told again until it was not, or until two
// attempts agree. It is an error if none do.
func TestLate(t *testing.T) {
	list, err := scenarios.Select("T-01")
	if err != nil {
		t.Fatal(err)
	}
	list[0].Cases = list[0].Cases[:1]
	for _, x := range []struct {
		by           time.Duration
		first, joins int64
		fails        bool
		verdict      report.Verdict
		reason       string
	}{
		{149 * time.Millisecond, 100, 1, false, report.Holds, ""},
		{150 * time.Millisecond, 1, 2, false, report.Holds, ""},
		{time.Second, 100, 2, false, report.Holds, ""},
		{time.Second, 3, 4, true, report.Error, "no listener"},
		{time.Second, 100, 4, true, report.Error, "scenarios: this machine is too busy: the program was late by 1s, and in 4 attempts always by 150ms or more, and no two observed the same\nno listener"},
	} {
		on := disturbed{by: x.by, first: x.first, joined: new(atomic.Int64), fails: x.fails}
		run := scenarios.Runner{Target: on}.Run(list...)
		o := run.Scenarios[0].Observations[0]
		if on.joined.Load() != x.joins || o.Verdict != x.verdict || o.Reason != x.reason {
			t.Errorf("late by %s, %d times: %d attempts, %s, %q: want %d, %s, %q", x.by, x.first, on.joined.Load(), o.Verdict, o.Reason, x.joins, x.verdict, x.reason)
		}
	}
}

// A kernel that is the subject of a profile has no known differences from it: what it does
// as netstack, and the profile has otherwise, fails. What differs only below the
// granularity holds. Another version is open.
func TestJudgedByItsOwnProfile(t *testing.T) {
	list, err := scenarios.Select("T-01")
	if err != nil {
		t.Fatal(err)
	}
	list[0].Cases = list[0].Cases[:1]
	name := list[0].Cases[0].Name
	for _, x := range []struct {
		of, want, known string
		verdict         report.Verdict
	}{
		{"netstack behind packets", "ACK, then TIME-WAIT", "", report.Holds},
		{"netstack behind packets", "nothing", "ACK, then TIME-WAIT", report.Fails},
		{"something else 1.2", "nothing", "ACK, then TIME-WAIT", report.Diverges},
		{"something else 1.2", "nothing", "", report.Open},
		{"netstack behind packets", "nothing", "", report.Fails},
	} {
		w := profile.Want{Case: name, Observed: x.want, Known: x.known}
		if x.known != "" {
			w.Reason = "because"
		}
		p := expecting(w)
		p.Of, p.Expects[0].Scenario = x.of, "T-01"
		run := scenarios.Runner{Target: behindPackets{}, Profile: p}.Run(list...)
		if o := run.Scenarios[0].Observations[0]; o.Verdict != x.verdict || strings.Contains(o.Reason, "because") != (x.verdict == report.Diverges) {
			t.Errorf("%+v: %s, %q", x, o.Verdict, o.Reason)
		}
	}
}

// A run that is stopped has what it has observed, and lists the rest.
func TestStop(t *testing.T) {
	list, err := scenarios.Select("T-01", "C-11")
	if err != nil {
		t.Fatal(err)
	}
	all := len(list[0].Cases) + len(list[1].Cases)
	stop := make(chan struct{})
	r := scenarios.Runner{Target: behindPackets{}, Stop: stop, Ended: func(n, of int) {
		if of != all {
			t.Errorf("%d of %d cases", n, of)
		}
		if n == 3 {
			close(stop)
		}
	}}
	run := r.Run(list...)
	observed, interrupted := 0, 0
	for _, s := range run.Scenarios {
		observed += len(s.Observations)
	}
	for _, x := range run.LeftOut {
		if x.Reason == scenarios.Interrupted {
			interrupted++
		}
	}
	if observed < 1 || interrupted < all-5 || observed+len(run.LeftOut) != all {
		t.Errorf("%d observed, %d left out, of them %d because of the interruption, of %d cases", observed, len(run.LeftOut), interrupted, all)
	}
}
