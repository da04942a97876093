package scenarios

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

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
// verdict report.Fails or report.Error. The failure shows all of them, each with the
// timeline of its case, and how to see it again with the command. A test that has
// Logf is told how many observations differ as documented, or are open.
func (r Runner) Test(t TestingT, s Scenario) {
	t.Helper()
	out := r.Run(s)
	if len(out.Scenarios) == 0 {
		t.Errorf("%s: no case of it runs on %s", s.ID, r.Target.Name())
		return
	}
	result := out.Scenarios[0]
	var failed strings.Builder
	count := map[report.Verdict]int{}
	for _, o := range result.Observations {
		count[o.Verdict]++
	}
	if len(result.Observations) == 0 {
		t.Errorf("%s %s: it observes nothing", result.ID, result.Verdict)
		return
	}
	for _, f := range out.Failures() {
		fmt.Fprintf(&failed, "%s %s: ", f.Scenario, f.Verdict)
		f.Explain(&failed)
		fmt.Fprintf(&failed, "(again: %s)\n", f.Again(r.Seed))
	}
	// Ginkgo ends a spec at its first failure.
	if failed.Len() > 0 {
		t.Errorf("%s is not as %s says%s:\n%s", result.ID, out.Profile, before(", with ", r.Settings.String()), &failed)
	}
	if l, ok := t.(interface{ Logf(string, ...any) }); ok && count[report.Diverges]+count[report.Open] > 0 {
		l.Logf("%s, profile %s: %d hold, %d differ as documented, %d are open", result.ID, out.Profile, count[report.Holds], count[report.Diverges], count[report.Open])
	}
}

// before puts something before a text that is not empty.
func before(what, text string) string {
	if text == "" {
		return ""
	}
	return what + text
}
