package report_test

import (
	"reflect"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// result is a scenario with cases a, b, … that have these verdicts. What was observed is
// the verdict.
func result(id string, list ...report.Verdict) report.Result {
	s := report.Result{ID: id}
	for i, v := range list {
		s.Observations = append(s.Observations, report.Observation{Case: string(rune('a' + i)), Observed: string(v), Verdict: v})
	}
	s.Verdict = report.Worst(s.Observations)
	return s
}

func TestJudge(t *testing.T) {
	const holds, diverges, fails, broken = report.Holds, report.Diverges, report.Fails, report.Error
	for _, x := range []struct {
		scenarios []report.Result
		baseline  *report.Baseline
		want      report.Verdict
		text      string
	}{
		{nil, nil, holds, "holds"},
		{[]report.Result{result("X-01", holds, diverges)}, nil, diverges, "diverges"},
		{[]report.Result{result("X-01", holds, broken)}, nil, broken, "error: 1 case could not be observed"},
		{[]report.Result{result("X-01")}, nil, broken, "error: 1 case could not be observed"},
		{[]report.Result{result("X-01", fails, broken)}, nil, fails, "fails: 1 observation fails; 1 case could not be observed"},
		{[]report.Result{result("X-01", fails, fails), result("X-02", broken, broken)}, nil, fails, "fails: 2 observations fail; 2 cases could not be observed"},
		{[]report.Result{result("X-01", holds)}, &report.Baseline{File: "b"}, holds, "holds"},
		{[]report.Result{result("X-01", holds)}, &report.Baseline{File: "b", New: []report.Change{{}}}, holds, "holds"},
		{[]report.Result{result("X-01", diverges)}, &report.Baseline{File: "b", Changes: []report.Change{{}}}, fails, "fails: 1 change since b"},
		{[]report.Result{result("X-01", broken)}, &report.Baseline{File: "b", Changes: []report.Change{{}, {}}}, fails, "fails: 2 changes since b; 1 case could not be observed"},
	} {
		r := report.Report{Scenarios: x.scenarios}
		j := report.Judge(r, x.baseline)
		if j.Verdict != x.want || j.String() != x.text {
			t.Errorf("%+v: %s, %q, want %s, %q", x.scenarios, j.Verdict, j, x.want, x.text)
		}
		r.Judgement = &j
		if r.Verdict() != x.want {
			t.Errorf("%+v: the report has the verdict %s, want %s", x.scenarios, r.Verdict(), x.want)
		}
		// A hidden scenario counts against the run all the same.
		r.Only(func(report.Result) bool { return false })
		if r.Verdict() != x.want || len(r.Scenarios) > 0 {
			t.Errorf("%+v: without its scenarios the report has the verdict %s, want %s", x.scenarios, r.Verdict(), x.want)
		}
	}
}

func TestCompareWith(t *testing.T) {
	const holds, fails, broken = report.Holds, report.Fails, report.Error
	before := report.Report{Versions: report.Versions{GVisor: "v1"}, Scenarios: []report.Result{
		result("X-01", holds, holds, broken, holds), result("X-02", holds), result("X-03", holds)}}
	now := report.Report{Scenarios: []report.Result{
		result("X-01", fails, broken, holds), result("X-02", holds, holds), result("X-04", holds)}}
	now.Scenarios[0].Observations[1].Reason = "late"
	got := report.CompareWith("b", before, now)
	want := &report.Baseline{File: "b", GVisor: "v1", Compared: 4,
		Changes: []report.Change{
			{Kind: report.Observed, Scenario: "X-01", Case: "a", Old: "holds", New: "fails"},
			{Kind: report.Broken, Scenario: "X-01", Case: "c", Old: "error", New: "holds"}, // it was not observed before
			{Kind: report.Removed, Scenario: "X-01", Case: "d", Old: "holds"},
			{Kind: report.Removed, Scenario: "X-03"},
		},
		Broken: []report.Change{{Kind: report.Broken, Scenario: "X-01", Case: "b", Old: "holds", New: "error", Reason: "late"}},
		New: []report.Change{
			{Kind: report.Added, Scenario: "X-02", Case: "b", New: "holds"},
			{Kind: report.Added, Scenario: "X-04"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestOnly(t *testing.T) {
	r := report.Report{Scenarios: []report.Result{result("X-01", report.Holds), result("X-02", report.Fails), result("X-03", report.Error), result("X-04", report.Open)}}
	r.Scenarios[1].Profile = "linux"
	j := report.Judge(r, nil)
	r.Judgement = &j
	r.Only(func(s report.Result) bool { return s.ID == "X-04" })
	want := []report.Unshown{{Scenario: "X-02", Profile: "linux", Verdict: report.Fails}, {Scenario: "X-03", Verdict: report.Error}}
	if !reflect.DeepEqual(r.Judgement.NotShown, want) || !r.Judgement.Partial || len(r.Scenarios) != 1 {
		t.Errorf("%+v and %d scenarios, want %+v and 1", r.Judgement, len(r.Scenarios), want)
	}
	if got, want := r.Judgement.String(), "fails: 1 observation fails; 1 case could not be observed; not shown: X-02 (linux), X-03"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A case that could not be observed now is broken, and no change, even if the baseline has
// the verdict Error for it: it has an observation that lacked only its expectation.
func TestErrorTwice(t *testing.T) {
	one := func(observed, reason string) report.Report {
		return report.Report{Scenarios: []report.Result{{ID: "X-01", Verdict: report.Error, Observations: []report.Observation{
			{Case: "a", Observed: observed, Verdict: report.Error, Reason: reason}}}}}
	}
	for _, x := range []struct {
		before, now     string
		reason          string
		changes, broken int
	}{
		{"x", "x", "", 0, 0},
		{"", "", "", 0, 0},
		{"x", "y", "", 1, 0}, // both were observed
		{"x", "", "now", 0, 1},
		{"", "x", "", 1, 0}, // it is observed for the first time
	} {
		b := report.CompareWith("b", one(x.before, "before"), one(x.now, "now"))
		if len(b.Changes) != x.changes || len(b.Broken) != x.broken {
			t.Errorf("%q before and %q now: changes %v, broken %v", x.before, x.now, b.Changes, b.Broken)
		}
		for _, c := range b.Broken {
			if c.Reason != x.reason {
				t.Errorf("%q before and %q now: the reason is of %q", x.before, x.now, c.Reason)
			}
		}
	}
}
