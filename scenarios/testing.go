package scenarios

import "strings"

// TestingT is what a scenario needs of a test. *testing.T and what Ginkgo's
// GinkgoT() returns have it.
type TestingT interface {
	Helper()
	Errorf(format string, args ...any)
}

// Test runs the scenario inside of a test, which fails unless all observations
// hold. It compares with what is expected of netstack; see Runner.Test for
// other ways.
func (s Scenario) Test(t TestingT) {
	t.Helper()
	Runner{Seed: DefaultSeed}.Test(t, s)
}

// Test runs a scenario inside of a test, which fails for observations with the
// verdict Fails or Error. Each failure shows the timeline of its case.
func (r Runner) Test(t TestingT, s Scenario) {
	t.Helper()
	result := r.Run(s).Scenarios[0]
	for _, o := range result.Observations {
		if o.Verdict == Holds || o.Verdict == Open || o.Verdict == Diverges {
			continue
		}
		var b strings.Builder
		o.Explain(&b)
		t.Errorf("%s %s: %s", result.ID, o.Verdict, b.String())
	}
	if len(result.Observations) == 0 {
		t.Errorf("%s %s: it observes nothing", result.ID, result.Verdict)
	}
}
