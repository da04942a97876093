package policy_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
)

// An acceptance of the documented difference is none of another one. One that names the
// observation accepts it, documented or not.
func TestAcceptanceMeets(t *testing.T) {
	one := "{scenario: C-16, profile: linux, cases: [RST with RCV.NXT after*, RST with RCV.NXT-1 after*], "
	shorter := scenarios.Runner{Options: []fixture.Option{fixture.TimeWaitTimeout(59 * time.Second)}}
	const name = "RST with RCV.NXT after 30s: TIME-WAIT lasted"
	for _, c := range []struct {
		accept   string
		r        scenarios.Runner
		verdict  report.Verdict
		accepted bool
		reason   string
	}{
		{"{scenario: C-16, profile: linux, because: we say so}", shorter, report.Fails, false, "policy.yaml:3 accepts the documented difference, not this one."},
		{"{scenario: C-16, profile: linux, because: we say so}", scenarios.Runner{}, report.Diverges, true, "Accepted: we say so\nnetstack ignores every RST in TIME-WAIT (RFC 1337, section 3, F1)"},
		{one + "observed: 59s, because: we say so}", shorter, report.Diverges, true, "Accepted: we say so"},
		{one + "observed: 59s, because: we say so}", scenarios.Runner{}, report.Fails, false, "policy.yaml:3 accepts something else: 59s"},
		{one + "observed: 59s, because: we say so, until: 2027-03-02}", shorter, report.Diverges, true, "Accepted until 2027-03-02: we say so"},
		{one + "observed: 59s, because: we say so, until: 2027-02-01}", shorter, report.Fails, true, "policy.yaml:3: the acceptance has expired. Its last day was 2027-02-01: we say so"},
	} {
		out := ran(t, "\nrequire: [{profile: linux, scenarios: [C-16]}]\naccept: ["+c.accept+"]", "2027-03-01", c.r)
		for _, o := range out.Scenarios[0].Observations {
			if o.Case != name {
				continue
			}
			if o.Verdict != c.verdict || (o.Accepted != nil) != c.accepted || o.Reason != c.reason {
				t.Errorf("%s: %s, accepted %+v: %q\nwant %s, %t: %q", c.accept, o.Verdict, o.Accepted, o.Reason, c.verdict, c.accepted, c.reason)
			}
			if a := o.Accepted; a != nil && (a.Line != 3 || a.Because != "we say so" || a.Expired != (c.verdict == report.Fails) || (a.Until != "") != strings.Contains(c.accept, "until")) {
				t.Errorf("%s: accepted %+v", c.accept, a)
			}
		}
	}
}

// Where settings change an observation, the documented difference is neither there nor
// gone: the acceptance stays needed and accepts nothing.
func TestAcceptanceOfChanged(t *testing.T) {
	out := ran(t, `
require: [{profile: linux, scenarios: [C-16], settings: {time-wait: 45s}}]
accept: [{scenario: C-16, profile: linux, because: a, cases: ["RST with RCV.NXT after*", "RST,ACK with RCV.NXT after*"]}]
`, "2027-03-01", scenarios.Runner{})
	changed := 0
	for _, o := range out.Scenarios[0].Observations {
		if o.Changed {
			changed++
		}
		if o.Accepted != nil {
			t.Errorf("%s: %s, accepted %+v", o.Case, o.Verdict, o.Accepted)
		}
	}
	if changed == 0 || len(out.Policy.Unneeded) != 0 {
		t.Errorf("%d changed, unneeded %+v", changed, out.Policy.Unneeded)
	}
}

// All patterns of an acceptance that found a difference are needed.
func TestAllNeeded(t *testing.T) {
	out := ran(t, `
require: [{profile: linux, scenarios: [C-16]}]
accept: [{scenario: C-16, profile: linux, because: a, cases: ["RST*", "an old*"]}]
`, "2027-03-01", scenarios.Runner{})
	if len(out.Policy.Unneeded) != 0 || !out.Verdict().OK() {
		t.Errorf("%s, unneeded %+v", out.Verdict(), out.Policy.Unneeded)
	}
}

// Scenarios of which the profile expects nothing are told by requirement.
func TestSilent(t *testing.T) {
	out := ran(t, `
require:
  - {profile: linux, scenarios: ["C-[46][39]"]}
  - {profile: linux, scenarios: ["C-0[12]"]}
  - {profile: freebsd, scenarios: ["C-0[12]", "C-1[56]"]}
  - {profile: linux, scenarios: ["C-2[128]"]}
`, "2027-03-01", scenarios.Runner{})
	if got, want := silent(out), []string{"linux C-49 C-63", "freebsd C-01", "linux C-22"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	// Two requirements may stand in one line.
	out = ran(t, `require: [{profile: linux, scenarios: ["C-[46][39]"]}, {profile: freebsd, scenarios: ["C-[14]5"]}]`, "2027-03-01", scenarios.Runner{})
	if got, want := silent(out), []string{"freebsd C-45", "linux C-49 C-63"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func silent(out report.Report) (list []string) {
	for _, s := range out.Policy.Silent {
		list = append(list, s.Profile+" "+strings.Join(s.Scenarios, " "))
	}
	return list
}

// other is a target that is not the default one.
type other struct{ target.TCP }

// On another target the scenarios without portable cases are left out.
func TestOtherTarget(t *testing.T) {
	out := ran(t, "require: [{profile: netstack, scenarios: [C-42, N-01]}]", "2027-03-01", scenarios.Runner{Target: other{scenarios.NetstackTarget()}})
	if len(out.Scenarios) != 1 || out.Scenarios[0].ID != "C-42" {
		t.Errorf("%d scenarios ran, want C-42 alone", len(out.Scenarios))
	}
	// A test that runs none of them fails.
	var s silentT
	parsed(t, "require: [{profile: netstack, scenarios: [N-01]}]").TestOn(&s, scenarios.Runner{Target: other{scenarios.NetstackTarget()}}, time.Now())
	if len(s.errors) != 1 || !strings.Contains(s.errors[0], "nothing was run") {
		t.Errorf("%q", s.errors)
	}
}

// FailFast ends with the first scenario that does not pass. The seed of the policy goes
// before the runner's.
func TestRunner(t *testing.T) {
	const text = "require: [{profile: linux, scenarios: [C-01, C-15, C-16]}]"
	for fast, want := range map[bool]int{false: 3, true: 2} {
		if out := ran(t, text, "2027-03-01", scenarios.Runner{Seed: 4, FailFast: fast}); len(out.Scenarios) != want || out.Seed != 4 {
			t.Errorf("%t: %d scenarios with seed %d, want %d and 4", fast, len(out.Scenarios), out.Seed, want)
		}
	}
	if out := ran(t, text+"\nseed: 9", "2027-03-01", scenarios.Runner{Seed: 4}); out.Seed != 9 {
		t.Errorf("seed %d, want 9", out.Seed)
	}
}

// silentT is a test that logs nothing.
type silentT struct{ errors []string }

func (s *silentT) Helper()                           {}
func (s *silentT) Errorf(format string, args ...any) { s.errors = append(s.errors, format) }

func TestWithoutLogs(t *testing.T) {
	var s silentT
	parsed(t, text).TestOn(&s, scenarios.Runner{}, time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC))
	if len(s.errors) > 0 {
		t.Errorf("%q", s.errors)
	}
}

// Three of the failures come with their timelines.
func TestTimelinesShown(t *testing.T) {
	var r recorder
	parsed(t, text).TestOn(&r, scenarios.Runner{}, time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC))
	if len(r.errors) != 1 || strings.Count(r.errors[0], "(again: ") != 4 {
		t.Fatalf("%q: want one with 4 failures", r.errors)
	}
	timelines := 0
	for part := range strings.SplitSeq(r.errors[0], "(again: ") {
		if strings.Contains(part, " state ") {
			timelines++
		}
	}
	if timelines != 3 {
		t.Errorf("%d timelines, want 3:\n%s", timelines, r.errors[0])
	}
}

// Two scenarios may have a case of the same name. An acceptance is for one of them.
func TestAcceptanceOfSameName(t *testing.T) {
	const name = "SYN with RCV.NXT-1000: answer"
	out := ran(t, `
require: [{profile: linux, scenarios: [C-15, C-19]}]
accept: [{scenario: C-15, profile: linux, because: a, cases: ["`+name+`"]}]
`, "2027-03-01", scenarios.Runner{})
	got := map[string]report.Verdict{}
	for _, s := range out.Scenarios {
		for _, o := range s.Observations {
			if o.Case == name {
				got[s.ID] = o.Verdict
			}
		}
	}
	if len(got) != 2 || got["C-15"] != report.Diverges || got["C-19"] != report.Fails {
		t.Errorf("%v, want C-15 accepted and C-19 not", got)
	}
}

// An observation of which the profile expects nothing is not accepted, although another
// one of the same acceptance is.
func TestAcceptanceOfOpen(t *testing.T) {
	out := ran(t, `
require: [{profile: freebsd, scenarios: [C-16], settings: {time-wait: 45s}}]
accept: [{scenario: C-16, profile: freebsd, because: a, cases: ["RST*with RCV.NXT after 30s: TIME-WAIT lasted"], observed: 45s}]
`, "2027-03-01", scenarios.Runner{})
	accepted := map[string]bool{}
	for _, o := range out.Scenarios[0].Observations {
		if strings.HasSuffix(o.Case, "with RCV.NXT after 30s: TIME-WAIT lasted") {
			accepted[o.Case] = o.Accepted != nil
		}
	}
	if len(accepted) != 2 || !accepted["RST with RCV.NXT after 30s: TIME-WAIT lasted"] || accepted["RST,ACK with RCV.NXT after 30s: TIME-WAIT lasted"] {
		t.Errorf("%v, want the one with an expectation alone", accepted)
	}
}
