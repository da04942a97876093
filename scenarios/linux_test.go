package scenarios_test

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var linuxFor = flag.Duration("linux", 500*time.Millisecond, "run those cases of TestLinux that let no more time pass than this, which Linux takes in real time")

// TestLinux runs the portable cases on the kernel of the machine. If it has the version
// of the profile linux, it behaves as the profile states.
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

// linuxJob is one case, as a scenario, and its observation.
type linuxJob struct {
	scenarios.Scenario
	long bool
	saw  report.Observation
}

func runLinux(t *testing.T, k *kernel.Kernel) {
	// A long case takes its time, and waits for others of them.
	r := scenarios.Runner{Seed: scenarios.DefaultSeed, Profile: profile.Linux(), Target: k, CaseTimeout: -1}
	// Differences of other versions are logged and are not failures.
	same := minor(k.Name()) == minor(r.Profile.Of)
	count := map[report.Verdict]int{}
	jobs := linuxJobs()
	var rest sync.WaitGroup
	for _, j := range jobs {
		if j.long {
			// A long case mostly waits, and every case has its own host.
			rest.Go(func() { j.saw = r.Run(j.Scenario).Scenarios[0].Observations[0] })
		}
	}
	for _, j := range jobs {
		if !j.long {
			j.saw = r.Run(j.Scenario).Scenarios[0].Observations[0]
		}
	}
	rest.Wait()
	for _, j := range jobs {
		count[j.saw.Verdict]++
		saw := fmt.Sprintf("%s %s: %s: %s observed %q", j.ID, j.saw.Case, j.saw.Verdict, k.Name(), j.saw.Observed)
		switch {
		case j.saw.Verdict == report.Holds:
		case j.saw.Verdict == report.Open:
			t.Log(saw)
		case j.saw.Verdict != report.Error && !same:
			t.Logf("%s, %s %q", saw, r.Profile.Of, j.saw.Expected)
		default:
			t.Errorf("%s, %s %q; %s\n%s", saw, r.Profile.Of, j.saw.Expected, j.saw.Reason, j.saw.Timeline)
		}
	}
	t.Logf("%s: %v", k.Name(), count)
	if count[report.Holds] == 0 {
		t.Error("nothing was compared")
	}
}

// linuxJobs returns the portable cases. It omits cases that take longer than the flag
// allows, measured by their virtual time on netstack.
func linuxJobs() (jobs []*linuxJob) {
	for s := range scenarios.All() {
		s = s.Portable()
		if len(s.Cases) == 0 {
			continue
		}
		for i, o := range (scenarios.Runner{Seed: scenarios.DefaultSeed}).Run(s).Scenarios[0].Observations {
			if d := time.Duration(o.VirtualNS); d <= *linuxFor {
				one := s
				one.Cases = s.Cases[i : i+1]
				jobs = append(jobs, &linuxJob{Scenario: one, long: d > time.Second/2})
			}
		}
	}
	return jobs
}

// minor returns a name and version up to the second number: "Linux 6.18".
func minor(name string) string {
	parts := strings.SplitN(name, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}
