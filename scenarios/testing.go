package scenarios

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// TestingT is the part of a test that a scenario needs. *testing.T and the value of
// Ginkgo's GinkgoT() implement it.
type TestingT interface {
	Helper()
	Errorf(format string, args ...any)
}

// Test runs the scenario inside a test and compares it with the profile netstack, with
// DefaultSeed. The test fails unless every observation has the verdict report.Holds.
// For another profile or setting use Runner.Test.
func (s Scenario) Test(t TestingT) {
	t.Helper()
	Runner{Seed: DefaultSeed}.Test(t, s)
}

// Test runs a scenario inside a test. The test fails for observations with the verdict
// report.Fails or report.Error, and for a scenario without cases on the Target. The
// failure shows each of these observations with its timeline and the command that
// repeats it. If the test has a method Logf, Test logs the number of documented
// differences and of open cases. Test ignores the Shard: the caller names the scenario.
func (r Runner) Test(t TestingT, s Scenario) {
	t.Helper()
	r.Shard = report.Shard{}
	out := r.Run(s)
	if len(out.Scenarios) == 0 {
		t.Errorf("%s: no case runs on %s", s.ID, r.Target.Name())
		return
	}
	result := out.Scenarios[0]
	var failed strings.Builder
	count := map[report.Verdict]int{}
	for _, o := range result.Observations {
		count[o.Verdict]++
	}
	if len(result.Observations) == 0 {
		t.Errorf("%s %s: it has no observations", result.ID, result.Verdict)
		return
	}
	for _, f := range out.Failures() {
		fmt.Fprintf(&failed, "%s %s: ", f.Scenario, f.Verdict)
		f.Explain(&failed)
		fmt.Fprintf(&failed, "(again: %s)\n", f.Again(r.Seed))
	}
	// Ginkgo ends a spec at its first failure, so there is only one call.
	if failed.Len() > 0 {
		t.Errorf("%s differs from the profile %s%s:\n%s", result.ID, out.Profile, before(", with ", r.Settings.String()), &failed)
	}
	if l, ok := t.(interface{ Logf(string, ...any) }); ok && count[report.Diverges]+count[report.Open] > 0 {
		l.Logf("%s, profile %s: %d hold, %d differ as documented, %d are open", result.ID, out.Profile, count[report.Holds], count[report.Diverges], count[report.Open])
	}
}

// before returns what followed by text, or "" if the text is empty.
func before(what, text string) string {
	if text == "" {
		return ""
	}
	return what + text
}
