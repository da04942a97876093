package policy

import (
	"fmt"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// timelinesShown is how many failures a test shows with what happened.
const timelinesShown = 3

// Test runs the policy in a test, on the present day, with the seed of the policy or else
// scenarios.DefaultSeed. The test fails once, with all failures together. Each shows the
// observation, the expected result, and the command that repeats it. If the test has
// Logf, Test logs the Remarks of the report.
func (p *Policy) Test(t scenarios.TestingT) {
	t.Helper()
	p.TestOn(t, scenarios.Runner{Seed: scenarios.DefaultSeed}, time.Now())
}

// TestOn is Test with a runner, and on a day, as Run has them.
func (p *Policy) TestOn(t scenarios.TestingT, r scenarios.Runner, today time.Time) {
	t.Helper()
	out := p.Run(r, today)
	if l, ok := t.(interface{ Logf(string, ...any) }); ok {
		for _, m := range out.Policy.Remarks() {
			l.Logf("%s", m.Text)
		}
	}
	if len(out.Scenarios) == 0 {
		t.Errorf("%s: nothing was run: it requires no scenario", p.file)
		return
	}
	if failures := out.Failures(); len(failures) > 0 {
		// Ginkgo ends a spec at its first failure.
		t.Errorf("%s does not hold, cases that fail: %d\n%s", p.file, len(failures), described(failures, out.Seed))
	}
}

// described are failures as a test shows them.
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
