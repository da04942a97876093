package scenarios_test

import (
	"errors"
	"flag"
	"slices"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var linuxFor = flag.Duration("linux", 500*time.Millisecond, "run those cases of TestLinux that let no more time pass than this, which Linux takes in real time")

var linuxTimes = flag.Int("times", 2, "run the cases of TestLinux this often; each run has to observe the same")

// TestLinux runs the cases on the kernel of the machine, those of two hosts on two. If it
// has the version of the profile linux, it behaves as the profile states. It does so each
// time. The whole comparison is "go test ./scenarios -run TestLinux -linux 2m -times 5 -v".
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
	var first report.Report
	for n := range *linuxTimes {
		run := runLinux(t, k)
		if n == 0 {
			first = run
			continue
		}
		for _, c := range report.Compare(first, run) {
			t.Errorf("run %d of %d: %s", n+1, *linuxTimes, c)
		}
		if !slices.Equal(first.LeftOut, run.LeftOut) {
			t.Errorf("run %d of %d left out other cases, or for other reasons", n+1, *linuxTimes)
		}
	}
	if err := k.Close(); err != nil {
		t.Error(err)
	}
}

func runLinux(t *testing.T, k *kernel.Kernel) report.Report {
	var list []scenarios.Scenario
	for s := range scenarios.All() {
		list = append(list, s)
	}
	r := scenarios.Runner{Seed: scenarios.DefaultSeed, Profile: profile.Linux(), Target: k, Parallel: 1500, Limit: *linuxFor}
	began := time.Now()
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
	t.Logf("%s: %v, %d left out, in %s", k.Name(), count, len(run.LeftOut), time.Since(began).Round(time.Second))
	if count[report.Holds] < 300 || len(run.LeftOut) == 0 {
		t.Error("want 300 observations that hold, and those listed that take longer")
	}
	return run
}
