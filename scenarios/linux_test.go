package scenarios_test

import (
	"errors"
	"flag"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var linuxFor = flag.Duration("linux", 500*time.Millisecond, "run those cases of TestLinux that let no more time pass than this, which Linux takes in real time")

// TestLinux runs the cases on the kernel of the machine, those of two hosts on two. If it
// has the version of the profile linux, it behaves as the profile states.
func TestLinux(t *testing.T) {
	if testing.Short() {
		t.Skip("seconds of real time: without -short")
	}
	k, err := kernel.Open()
	if errors.Is(err, target.ErrUnable) {
		t.Skipf("NOT TESTED: what the kernel does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	runLinux(t, k)
	if err := k.Close(); err != nil {
		t.Error(err)
	}
}

func runLinux(t *testing.T, k *kernel.Kernel) {
	var list []scenarios.Scenario
	for s := range scenarios.All() {
		list = append(list, s)
	}
	r := scenarios.Runner{Seed: scenarios.DefaultSeed, Profile: profile.Linux(), Target: k, Parallel: 1500, Limit: *linuxFor}
	run := r.Run(list...)
	count := map[report.Verdict]int{}
	for _, s := range run.Scenarios {
		for _, o := range s.Observations {
			count[o.Verdict]++
			if o.Verdict == report.Fails || o.Verdict == report.Error {
				t.Errorf("%s %s: %s: %s observed %q, %s %q; %s\n%s", s.ID, o.Case, o.Verdict, k.Name(), o.Observed, r.Profile.Of, o.Expected, o.Reason, o.Timeline)
			}
		}
	}
	t.Logf("%s: %v, %d left out", k.Name(), count, len(run.LeftOut))
	if count[report.Holds] < 300 || len(run.LeftOut) == 0 {
		t.Error("want 300 observations that hold, and those listed that take longer")
	}
}
