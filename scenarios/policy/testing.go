package policy

import (
	"fmt"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// timelinesShown is the number of failures that a test shows with a timeline.
const timelinesShown = 3

// Test runs the policy in a test, on the current day. It uses the seed of the policy,
// or scenarios.DefaultSeed. The test fails once and shows all failures, each with the
// observation, the expectation, and the command that repeats it. If the test has a
// method Logf, Test logs the Remarks of the report. A policy that requires no scenario
// fails the test.
func (p *Policy) Test(t scenarios.TestingT) {
	t.Helper()
	p.TestOn(t, scenarios.Runner{Seed: scenarios.DefaultSeed}, time.Now())
}

// TestOn is like Test with the given runner and day. See Run.
func (p *Policy) TestOn(t scenarios.TestingT, r scenarios.Runner, today time.Time) {
	t.Helper()
	out := p.Run(r, today)
	if l, ok := t.(interface{ Logf(string, ...any) }); ok {
		for _, m := range out.Policy.Remarks() {
			l.Logf("%s", m.Text)
		}
	}
	if p.Len() > 0 && len(report.PartOf(r.Shard, p.tasks())) == 0 {
		return // there are fewer scenarios than shards
	}
	if len(out.Scenarios) == 0 {
		t.Errorf("%s: nothing was run: it requires no scenario that the target can run", p.file)
		return
	}
	if failures := out.Failures(); len(failures) > 0 {
		// Ginkgo ends a spec at its first failure, so there is only one call.
		t.Errorf("%s does not hold, cases that fail: %d\n%s", p.file, len(failures), described(failures, out.Seed))
	}
}

// described returns the text of failures in a test.
func described(failures []report.Failure, seed uint64) string {
	var b strings.Builder
	for i, f := range failures {
		set := f.Settings.String()
		if set != "" {
			set = ", " + set
		}
		fmt.Fprintf(&b, "%s (%s%s) %s: ", f.Scenario, f.Profile, set, f.Verdict)
		if i >= timelinesShown {
			f.Timeline = ""
		}
		f.Explain(&b)
		fmt.Fprintf(&b, "(again: %s)\n", f.Again(seed))
	}
	return b.String()
}
