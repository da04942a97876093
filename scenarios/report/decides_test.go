package report_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
)

func TestSet(t *testing.T) {
	for _, c := range []struct{ name, value, want, err string }{
		{"time-wait", "0s", "--time-wait 0s", ""},
		{"time-wait", "2m", "--time-wait 2m0s", ""},
		{"time-wait", "-1ns", "", `want a duration of 0 or more, such as 30s or 2m, not "-1ns"`},
		{"time-wait", "30", "", `want a duration of 0 or more, such as 30s or 2m, not "30"`},
		{"port-range", "1-65535", "--port-range 1-65535", ""},
		{"port-range", "5-5", "--port-range 5-5", ""},
		{"port-range", "6-5", "", `want the first and the last port, from 1 to 65535, such as 32768-60999, not "6-5"`},
		{"tw-reuse", "0", "--tw-reuse 0", ""},
		{"tw-reuse", "2", "--tw-reuse 2", ""},
		{"tw-reuse", "/", "", `want 0, 1 or 2, not "/"`},
		{"tw-reuse", "3", "", `want 0, 1 or 2, not "3"`},
		{"tw-reuse", "", "", `want 0, 1 or 2, not ""`},
		{"tw-reuse", "01", "", `want 0, 1 or 2, not "01"`},
		{"reuse", "1", "", `report: no setting "reuse"`},
	} {
		var s report.Settings
		err := s.Set(c.name, c.value)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if text != c.err || s.String() != c.want {
			t.Errorf("%s %q: %q and error %q, want %q and %q", c.name, c.value, s.String(), text, c.want, c.err)
		}
		described := c.want
		if described == "" {
			described = "the default settings"
		}
		if s.Describe() != described {
			t.Errorf("%s %q: %q, want %q", c.name, c.value, s.Describe(), described)
		}
	}
}

func TestPortRange(t *testing.T) {
	for text, want := range map[string]report.PortRange{"1-1": {First: 1, Last: 1}, "10-65535": {First: 10, Last: 65535}} {
		if got, err := report.ParsePortRange(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "5", "0-5", "6-5", "1-65536", "65536-65537", "65536-65535", "a-5", "5-a", "5-", "-5", "0"} {
		if got, err := report.ParsePortRange(text); err == nil || got != (report.PortRange{}) || !strings.Contains(err.Error(), "want the first and the last port") {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	var r report.PortRange
	if err := json.Unmarshal([]byte("[7,9]"), &r); err != nil || r != (report.PortRange{First: 7, Last: 9}) {
		t.Errorf("%v, %v", r, err)
	}
	for _, text := range []string{"[7]", "[7,8,9]", `["a",8]`, "[1,65536]", "7"} {
		if err := json.Unmarshal([]byte(text), &r); err == nil {
			t.Errorf("%s: %v", text, r)
		}
	}
}

// remark returns the text of the only remark of a policy.
func remark(t *testing.T, p *report.Policy) string {
	t.Helper()
	r := p.Remarks()
	if len(r) != 1 {
		t.Fatalf("%d remarks, want 1: %+v", len(r), r)
	}
	return r[0].Text
}

func TestRemarksSay(t *testing.T) {
	if r := (*report.Policy)(nil).Remarks(); r != nil {
		t.Errorf("of no policy: %+v", r)
	}
	ends := func(today, until string) string {
		return remark(t, &report.Policy{File: "p", Today: today, Ending: []report.Ending{{Scenario: "C-16", Profile: "linux", Because: "so", Until: until, Line: 4}}})
	}
	const begin = "p:4: the last day of the acceptance of C-16, profile linux, is "
	for until, want := range map[string]string{
		"2027-03-01": "2027-03-01, today: ", "2027-03-02": "2027-03-02, in 1 day: ", "2027-03-03": "2027-03-03, in 2 days: ", "someday": "someday: ",
	} {
		if got := ends("2027-03-01", until); !strings.HasPrefix(got, begin+want) {
			t.Errorf("%s: %q, want %q", until, got, begin+want)
		}
	}
	if got := ends("today", "2027-03-01"); !strings.HasPrefix(got, begin+"2027-03-01: ") {
		t.Errorf("%q", got)
	}
	unneeded := func(u report.Unneeded) string {
		u.Scenario, u.Profile, u.Line = "C-16", "linux", 4
		return remark(t, &report.Policy{File: "p", Today: "2027-03-01", Unneeded: []report.Unneeded{u}})
	}
	for _, k := range []struct{ got, want string }{
		{unneeded(report.Unneeded{Cases: []string{"*"}}), "p:4: no difference matches the acceptance of C-16, profile linux: remove it"},
		{unneeded(report.Unneeded{Cases: []string{"a*"}}), `p:4: no difference matches the acceptance of C-16, profile linux, cases ["a*"]: remove it`},
		{unneeded(report.Unneeded{Cases: []string{"*"}, Until: "2027-02-01", Expired: true}), "p:4: no difference matches the acceptance of C-16, profile linux: remove it. It has expired, its last day was 2027-02-01"},
		{unneeded(report.Unneeded{Cases: []string{"*"}, Until: "2027-03-01"}), "p:4: no difference matches the acceptance of C-16, profile linux: remove it"},
	} {
		if k.got != k.want {
			t.Errorf("%q, want %q", k.got, k.want)
		}
	}
}

// oneCase is a result of one case.
func oneCase(id, observed string, v report.Verdict) report.Result {
	reason := ""
	if v == report.Error {
		reason = "because\nof this"
	}
	return report.Result{ID: id, Verdict: v, Observations: []report.Observation{{Case: "a", Observed: observed, Verdict: v, Reason: reason}}}
}

// reported is a report of results.
func reported(list ...report.Result) report.Report {
	return report.Report{Schema: report.Schema, Profile: "netstack", Scenarios: list}
}

// Each scenario is compared once, and a case that could be observed in one of the runs
// alone has the reason of the other.
func TestCompareOnce(t *testing.T) {
	one := oneCase("C-01", "x", report.Holds)
	broken := oneCase("C-01", "", report.Error)
	for _, c := range []struct {
		old, new report.Report
		want     []string
	}{
		{reported(one), reported(oneCase("C-01", "y", report.Fails), oneCase("C-01", "y", report.Fails)), []string{`C-01 a: observed "x" before, "y" now`}},
		{reported(one), reported(broken), []string{`C-01 a: broken: "x" before, "" now: because`}},
		{reported(broken), reported(one), []string{`C-01 a: broken: "" before, "x" now: because`}},
		{reported(one, one), reported(), []string{"C-01: removed"}},
		{reported(), reported(one), []string{"C-01: added"}},
		{reported(broken), reported(broken), nil},
		// An empty text that was observed is an observation.
		{reported(one), reported(oneCase("C-01", "", report.Holds)), []string{`C-01 a: observed "x" before, "" now`}},
	} {
		var got []string
		for _, x := range report.Compare(c.old, c.new) {
			got = append(got, x.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := (report.Change{Kind: report.Broken, Scenario: "C-01"}).String(); got != `C-01: broken: "" before, "" now` {
		t.Errorf("without a reason: %q", got)
	}
	// What could be observed for the first time is a change of the baseline; what could
	// not any more is no change of netstack.
	if b := report.CompareWith("b", reported(broken), reported(one)); len(b.Changes) != 1 || len(b.Broken) != 0 {
		t.Errorf("%+v", b)
	}
	if b := report.CompareWith("b", reported(one), reported(broken)); len(b.Changes) != 0 || len(b.Broken) != 1 {
		t.Errorf("%+v", b)
	}

	// Another text of what could not be observed is a change.
	if b := report.CompareWith("b", reported(broken), reported(oneCase("C-01", "y", report.Error))); len(b.Changes) != 1 || len(b.Broken) != 0 {
		t.Errorf("%+v", b)
	}
}

// A scenario that runs with two settings is compared with each: what one of the runs could
// not observe says nothing of the other.
func TestCompareSettings(t *testing.T) {
	wait := 30 * time.Second
	run := func(first, second report.Verdict) report.Report {
		a, b := oneCase("C-01", "x", first), oneCase("C-01", "x", second)
		b.Settings.TimeWait = &wait
		return reported(a, b)
	}
	for _, x := range []struct {
		old, new        report.Report
		changes, broken int
	}{
		{run(report.Holds, report.Holds), run(report.Holds, report.Error), 0, 1},
		{run(report.Holds, report.Holds), run(report.Error, report.Holds), 0, 1},
		{run(report.Error, report.Error), run(report.Error, report.Holds), 1, 0},
		{run(report.Error, report.Error), run(report.Holds, report.Error), 1, 0},
	} {
		b := report.CompareWith("b", x.old, x.new)
		if len(b.Changes) != x.changes || len(b.Broken) != x.broken || b.Compared != 2 {
			t.Errorf("%+v: want %d changes, %d broken and 2 compared", b, x.changes, x.broken)
		}
	}
	// Settings that the baseline does not have are new, and were not compared.
	if b := report.CompareWith("b", reported(oneCase("C-01", "x", report.Holds)), run(report.Holds, report.Holds)); b.Compared != 1 || len(b.New) != 1 {
		t.Errorf("%+v", b)
	}
}

// A text beyond the limit is told as such, also where its end would be missed.
func TestReadTooLong(t *testing.T) {
	space := strings.Repeat(" ", 33<<20)
	var b bytes.Buffer
	if err := reported(oneCase("C-01", "x", report.Holds)).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{`{"schema": "` + space, b.String() + space} {
		if _, err := report.Read(strings.NewReader(text)); err == nil || err.Error() != "report: longer than 32 MiB: want a report of twcheck" {
			t.Errorf("%.20s… of %d bytes: %v", text, len(text), err)
		}
	}
}

// A failure has the profile and the settings of its scenario, or those of the report.
func TestFailureProfile(t *testing.T) {
	wait, other := time.Second, time.Minute
	one, two := oneCase("C-01", "x", report.Fails), oneCase("C-02", "x", report.Fails)
	two.Profile, two.Settings.TimeWait = "linux", &other
	r := reported(one, two)
	r.Settings.TimeWait = &wait
	got := r.Failures()
	if len(got) != 2 || got[0].Profile != "netstack" || got[0].Settings.TimeWait != &wait || got[1].Profile != "linux" || got[1].Settings.TimeWait != &other {
		t.Errorf("%+v", got)
	}
	if r.Count(report.Fails) != 2 || r.Count(report.Holds) != 0 {
		t.Errorf("%d fail and %d hold", r.Count(report.Fails), r.Count(report.Holds))
	}
	for f, want := range map[*report.Failure]string{
		{Scenario: "C-01", Observation: report.Observation{Case: "a"}}: `go tool twcheck explain C-01 --case "a" --seed 3`,
		&got[1]: `go tool twcheck explain C-02 --case "a" --seed 3 --time-wait 1m0s`,
	} {
		if again := f.Again(3); again != want {
			t.Errorf("%s, want %s", again, want)
		}
	}
}

// Only works for a report that was not judged.
func TestOnlyUnjudged(t *testing.T) {
	r := reported(oneCase("C-01", "x", report.Fails), oneCase("C-02", "x", report.Holds))
	r.Only(func(s report.Result) bool { return s.ID == "C-02" })
	if len(r.Scenarios) != 1 || r.Judgement != nil || r.Verdict() != report.Holds {
		t.Errorf("%s, %+v", r.Verdict(), r)
	}
}

func TestWorstVerdict(t *testing.T) {
	for want, list := range map[report.Verdict][]report.Verdict{
		report.Error: {}, report.Holds: {report.Holds, report.Holds}, report.Open: {report.Open, report.Holds},
		report.Fails: {report.Error, report.Fails, report.Holds}, report.Diverges: {report.Holds, report.Diverges, report.Open},
	} {
		var o []report.Observation
		for _, v := range list {
			o = append(o, report.Observation{Verdict: v})
		}
		if got := report.Worst(o); got != want {
			t.Errorf("%q: %s, want %s", list, got, want)
		}
	}
	// An unknown verdict is an error, and no panic.
	if got := report.Worst([]report.Observation{{Verdict: report.Diverges}, {Verdict: "new"}}); got != "new" {
		t.Errorf("%s", got)
	}
	if got := report.Worst([]report.Observation{{Verdict: report.Error}, {Verdict: "new"}}); got != report.Error {
		t.Errorf("%s", got)
	}
	if got := report.Worst([]report.Observation{{Verdict: report.Fails}, {Verdict: "new"}}); got != report.Fails {
		t.Errorf("%s", got)
	}
}

func TestExplainSays(t *testing.T) {
	var b bytes.Buffer
	report.Observation{Case: "a", Observed: "x", Expected: "y"}.Explain(&b)
	report.Observation{Case: "a", Observed: "x", Expected: "y", Reason: "so"}.Explain(&b)
	if want := "a: observed \"x\", expected \"y\"\na: observed \"x\", expected \"y\"\nso\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

// JSON that is written reads as it was, whatever characters it has.
func TestWriteJSONKeeps(t *testing.T) {
	for _, text := range []string{"plain", "##[group]", "\u202e", "\U000e0001", "\uffff", "\x7f", "\ufffd", "a\nb", "\U00010000", "\U0010ffff"} {
		var b bytes.Buffer
		if err := report.WriteJSON(&b, text); err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back != text {
			t.Errorf("%q was written as %q: %q, %v", text, b.String(), back, err)
		}
		if strings.Contains(b.String(), "##[") || strings.ContainsAny(b.String(), "\u202e\x7f\uffff") {
			t.Errorf("%q was written as %q", text, b.String())
		}
	}
	if err := report.WriteJSON(&bytes.Buffer{}, math.NaN()); err == nil {
		t.Error("NaN was written")
	}
}

// Read tells a judgement with an unknown verdict, and takes one without.
func TestReadJudgement(t *testing.T) {
	for verdict, good := range map[report.Verdict]bool{report.Holds: true, "": false, "new": false} {
		r := reported(oneCase("C-01", "x", report.Holds))
		r.Judgement = &report.Judgement{Verdict: verdict}
		var b bytes.Buffer
		if err := r.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := report.Read(&b); (err == nil) != good || err != nil && !strings.Contains(err.Error(), "the judgement has the verdict") {
			t.Errorf("%q: %v", verdict, err)
		}
	}
}

// The old and the new observation of a change are escaped once, where its String quotes
// them; the file of a baseline, where it stands.
func TestVisibleChange(t *testing.T) {
	r := reported()
	r.Judgement = &report.Judgement{Baseline: &report.Baseline{File: "\x1b", Changes: []report.Change{{Kind: report.Observed, Scenario: "\x1b", Old: "\x1b", New: "\x1b"}}}}
	got := r.Visible().Judgement.Baseline
	if c := got.Changes[0]; got.File != `\x1b` || c.Scenario != `\x1b` || c.Old != "\x1b" || c.New != "\x1b" || c.String() != `\x1b: observed "\x1b" before, "\x1b" now` {
		t.Errorf("%+v", got)
	}
	if got.Broken != nil || r.Visible().Policy != nil {
		t.Errorf("%+v: what was not there is there", got)
	}
}
