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

// Test runs what the policy requires inside of a test, today and with the default seed
// unless the policy names one. The test fails once, for all failures together: each
// says what was observed and expected, and with which command to see it again. A test
// that has Logf is told of the report's Remarks.
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
