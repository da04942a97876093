package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// schemaOf compiles the output of "twcheck schema".
func schemaOf(t *testing.T, what string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed(t, ExitHolds, "schema", what)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// printed returns the output of a command, which must end with the given status.
func printed(t *testing.T, status int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := Main(args, &out, &errs, func(string) string { return "" }); got != status {
		t.Fatalf("twcheck %s: exit status %d, want %d: %s", strings.Join(args, " "), got, status, errs.String())
	}
	return out.String()
}

func validate(s *jsonschema.Schema, text string) error {
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// spoilt is a report with one part changed, as text.
func spoilt(t *testing.T, text string, change func(map[string]any)) string {
	t.Helper()
	var v map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber() // seeds are larger than a float64 is exact
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	change(v)
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// addTo adds a member to every object in a JSON value.
func addTo(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			addTo(x)
		}
		v["of a later version"] = map[string]any{"x": []any{1.5}}
	case []any:
		for _, x := range v {
			addTo(x)
		}
	}
}

// asJSON is a report as text.
func asJSON(t *testing.T, r report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestReportSchema validates reports of every kind and rejects invalid ones.
func TestReportSchema(t *testing.T) {
	schema := schemaOf(t, "report")
	list, err := scenarios.Select("C-01", "C-43")
	if err != nil {
		t.Fatal(err)
	}
	judged := judgedReport(t)
	reports := map[string]string{
		"judged":    judged,
		"baseline":  printed(t, ExitHolds, "baseline", "C-01"),
		"verbose":   printed(t, ExitHolds, "run", "--format", "json", "-v", "C-01"),
		"largest":   printed(t, ExitHolds, "run", "--format", "json", "--seed", "18446744073709551615", "C-01"),
		"settings":  printed(t, ExitHolds, "run", "--format", "json", "--time-wait", "0s", "--port-range", "1-1000", "--tw-reuse", "0"),
		"policy":    policyReport(t, "2027-03-01", ExitHolds),
		"expired":   policyReport(t, "2027-03-02", ExitFails),
		"nothing":   printed(t, ExitHolds, "run", "--format", "json", "--verdict", "fails", "C-01"),
		"timelines": asJSON(t, scenarios.Runner{Timelines: true}.Run(list...)),
		"fails":     asJSON(t, scenarios.Runner{Options: []fixture.Option{fixture.TimeWaitTimeout(1)}, FailFast: true}.Run(list...)),
		"error":     asJSON(t, scenarios.Runner{Options: []fixture.Option{fixture.MTU(1)}}.Run(list...)),
		"no cases":  asJSON(t, scenarios.Runner{}.Run(scenarios.Scenario{ID: "X-01", Group: "x", Title: "Nothing."})),
	}
	ids := "*"
	if testing.Short() {
		ids = "C-1*" // the race detector makes the whole catalogue slow
	}
	for _, p := range profile.All() {
		reports[p.Name] = printed(t, ExitHolds, "run", "--format", "json", "--profile", p.Name, ids)
	}
	reports["a shard"] = printed(t, ExitHolds, "run", "--format", "json", "--shard", "2/4", ids)
	for name, text := range reports {
		if err := validate(schema, text); err != nil {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}

	scenario := func(v map[string]any) map[string]any { return v["scenarios"].([]any)[0].(map[string]any) }
	observation := func(v map[string]any) map[string]any {
		return scenario(v)["observations"].([]any)[0].(map[string]any)
	}
	for name, change := range map[string]func(map[string]any){
		"another schema":       func(v map[string]any) { v["schema"] = 2 },
		"a schema of text":     func(v map[string]any) { v["schema"] = "1" },
		"no gvisor":            func(v map[string]any) { delete(v, "gvisor") },
		"no scenarios":         func(v map[string]any) { v["scenarios"] = nil },
		"a negative seed":      func(v map[string]any) { v["seed"] = -1 },
		"no settings":          func(v map[string]any) { v["settings"] = map[string]any{} },
		"another reuse":        func(v map[string]any) { v["settings"] = map[string]any{"tw_reuse": 3} },
		"one port":             func(v map[string]any) { v["settings"] = map[string]any{"port_range": []int{1}} },
		"a shard without end":  func(v map[string]any) { v["shard"] = map[string]any{"index": 1} },
		"a shard from 0":       func(v map[string]any) { v["shard"] = map[string]any{"index": 0, "count": 2} },
		"half a seed":          func(v map[string]any) { v["seed"] = 1.5 },
		"no profile":           func(v map[string]any) { v["profile"] = "" },
		"an id in lower case":  func(v map[string]any) { scenario(v)["id"] = "c-01" },
		"another verdict":      func(v map[string]any) { scenario(v)["verdict"] = "passes" },
		"half a digest":        func(v map[string]any) { scenario(v)["digest"] = "abc" },
		"negative real time":   func(v map[string]any) { scenario(v)["real_ns"] = -1 },
		"sources as text":      func(v map[string]any) { scenario(v)["sources"] = "RFC 9293" },
		"no observations":      func(v map[string]any) { delete(scenario(v), "observations") },
		"null observations":    func(v map[string]any) { scenario(v)["observations"] = nil },
		"a case without name":  func(v map[string]any) { observation(v)["case"] = "" },
		"nothing observed":     func(v map[string]any) { delete(observation(v), "observed") },
		"virtual time as text": func(v map[string]any) { observation(v)["virtual_ns"] = "1m" },
		"nothing expected":     func(v map[string]any) { observation(v)["expected"] = "" },
		"an empty reason":      func(v map[string]any) { observation(v)["reason"] = "" },
		"open without reason":  func(v map[string]any) { observation(v)["verdict"] = "open" },
		"error without reason": func(v map[string]any) { observation(v)["verdict"] = "error" },
		"diverges, no reason":  func(v map[string]any) { observation(v)["verdict"] = "diverges" },
	} {
		if err := validate(schema, spoilt(t, reports["baseline"], change)); err == nil {
			t.Errorf("%s: the report is taken for one", name)
		}
	}
	judgement := func(v map[string]any) map[string]any { return v["judgement"].(map[string]any) }
	base := func(v map[string]any) map[string]any { return judgement(v)["baseline"].(map[string]any) }
	for name, change := range map[string]func(map[string]any){
		"judged, no verdict":    func(v map[string]any) { delete(judgement(v), "verdict") },
		"another judgement":     func(v map[string]any) { judgement(v)["verdict"] = "passes" },
		"none failed":           func(v map[string]any) { judgement(v)["failed"] = 0 },
		"none broken":           func(v map[string]any) { judgement(v)["broken"] = 0 },
		"whole":                 func(v map[string]any) { judgement(v)["partial"] = false },
		"not shown, but passes": func(v map[string]any) { judgement(v)["not_shown"].([]any)[0].(map[string]any)["verdict"] = "holds" },
		"all shown":             func(v map[string]any) { judgement(v)["not_shown"] = []any{} },
		"a baseline, no file":   func(v map[string]any) { delete(base(v), "file") },
		"a baseline, unchanged": func(v map[string]any) { delete(base(v), "changes") },
		"nothing compared":      func(v map[string]any) { base(v)["compared"] = -1 },
		"another kind":          func(v map[string]any) { base(v)["new"].([]any)[0].(map[string]any)["kind"] = "better" },
		"nothing new":           func(v map[string]any) { base(v)["new"] = []any{} },
		"nothing broken":        func(v map[string]any) { base(v)["broken"] = []any{} },
	} {
		if err := validate(schema, spoilt(t, judged, change)); err == nil {
			t.Errorf("%s: the report is taken for one", name)
		}
	}
	policy := func(v map[string]any) map[string]any { return v["policy"].(map[string]any) }
	first := func(v map[string]any, of string) map[string]any { return policy(v)[of].([]any)[0].(map[string]any) }
	unneeded := func(v map[string]any) map[string]any { return first(v, "unneeded") }
	for name, change := range map[string]func(map[string]any){
		"a day that is none":     func(v map[string]any) { policy(v)["today"] = "2027-02-30" },
		"no file":                func(v map[string]any) { delete(policy(v), "file") },
		"nothing unneeded":       func(v map[string]any) { policy(v)["unneeded"] = []any{} },
		"unneeded, no reason":    func(v map[string]any) { unneeded(v)["because"] = "" },
		"unneeded, no line":      func(v map[string]any) { unneeded(v)["line"] = 0 },
		"required in no line":    func(v map[string]any) { scenario(v)["line"] = 0 },
		"a scenario, no profile": func(v map[string]any) { scenario(v)["profile"] = "" },
		"accepted, no reason":    func(v map[string]any) { observation(v)["accepted"] = map[string]any{"until": "2027-01-01", "line": 1} },
		"accepted until when?": func(v map[string]any) {
			observation(v)["accepted"] = map[string]any{"because": "x", "until": "soon", "line": 1}
		},
		"accepted, no line": func(v map[string]any) { observation(v)["accepted"] = map[string]any{"because": "x"} },
		"not expired": func(v map[string]any) {
			observation(v)["accepted"] = map[string]any{"because": "x", "line": 1, "expired": false}
		},
		"unneeded, not expired": func(v map[string]any) { unneeded(v)["expired"] = false },
		"ending some day":       func(v map[string]any) { delete(first(v, "ending"), "until") },
		"nothing ending":        func(v map[string]any) { policy(v)["ending"] = []any{} },
		"silent, no scenarios":  func(v map[string]any) { first(v, "silent")["scenarios"] = []any{} },
		"silent, no line":       func(v map[string]any) { delete(first(v, "silent"), "line") },
	} {
		if err := validate(schema, spoilt(t, reports["policy"], change)); err == nil {
			t.Errorf("%s: the report is taken for one", name)
		}
	}
	// The schema rejects more than the reader does. Both accept the command's output,
	// and the additions of a later version.
	for name, text := range reports {
		more := spoilt(t, text, func(v map[string]any) { addTo(v) })
		if err := validate(schema, more); err != nil {
			t.Errorf("%s, with more members: %v", name, err)
		}
		for _, text := range []string{text, more} {
			if _, err := report.Read(strings.NewReader(text)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// policyReport is a report of a run with a policy that has an acceptance which ends,
// one that is not needed, and scenarios that cannot fail.
func policyReport(t *testing.T, today string, status int) string {
	t.Helper()
	t.Setenv(todayVariable, today)
	file := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(file, []byte(`
require:
  - {profile: linux, scenarios: [C-16]}
  - {profile: netstack, scenarios: [C-06], settings: {tw-reuse: 1}}
  - {profile: freebsd, groups: [close]}
accept:
  - {scenario: C-16, profile: linux, because: a reason, until: 2027-03-01}
  - {scenario: C-06, profile: netstack, cases: [TIME-WAIT*], observed: 1s, because: it was so}
`), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if got := Main([]string{"run", "--format", "json", "--policy", file}, &out, &errs, os.Getenv); got != status {
		t.Fatalf("exit status %d, want %d: %s", got, status, errs.String())
	}
	for _, want := range []string{`"until": "2027-03-01"`, `"unneeded": [`, `"silent": [`, `"tw_reuse": 1`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	return out.String()
}

// judgedReport is a report with a judgement that has everything.
func judgedReport(t *testing.T) string {
	t.Helper()
	list, err := scenarios.Select("C-01", "C-02", "C-06")
	if err != nil {
		t.Fatal(err)
	}
	before, now := scenarios.Runner{}.Run(list[:2]...), scenarios.Runner{}.Run(list...)
	before.Scenarios[0].Observations[0].Observed = "another"
	broken := &now.Scenarios[0].Observations[1]
	broken.Verdict, broken.Reason = report.Error, "it was too late"
	now.Scenarios[1].Observations[0].Verdict = report.Fails
	for i := range now.Scenarios {
		now.Scenarios[i].Verdict = report.Worst(now.Scenarios[i].Observations)
	}
	j := report.Judge(now, report.CompareWith("old.json", before, now))
	now.Judgement = &j
	now.Only(func(s report.Result) bool { return s.ID != "C-02" })
	return asJSON(t, now)
}

// TestDiffSchema is the same for the output of diff.
func TestDiffSchema(t *testing.T) {
	schema := schemaOf(t, "diff")
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	list, err := scenarios.Select("C-01", "C-02")
	if err != nil {
		t.Fatal(err)
	}
	text := asJSON(t, scenarios.Runner{}.Run(list...))
	old := write("old.json", text)
	short := scenarios.Runner{Options: []fixture.Option{fixture.TimeWaitTimeout(1)}}.Run(list...)
	short.Scenarios[0].ID = "C-99"
	short.Scenarios[1].Observations[0].Verdict = report.Error
	short.Scenarios[1].Observations[1].Case = "another"
	new := write("new.json", asJSON(t, short))

	changed := printed(t, ExitFails, "diff", "--format", "json", old, new)
	for _, kind := range []string{"observed", "broken", "added", "removed"} {
		if !strings.Contains(changed, `"kind": "`+kind+`"`) {
			t.Errorf("no change of kind %s in %s", kind, changed)
		}
	}
	for _, text := range []string{changed, printed(t, ExitHolds, "diff", "--format", "json", old, old)} {
		for _, text := range []string{text, spoilt(t, text, func(v map[string]any) { addTo(v) })} {
			if err := validate(schema, text); err != nil {
				t.Errorf("%v\n%s", err, text)
			}
		}
	}
	first := func(v map[string]any) map[string]any { return v["changes"].([]any)[0].(map[string]any) }
	stood := func(v map[string]any) map[string]any { return first(v)["profiles"].([]any)[0].(map[string]any) }
	caused := func(v map[string]any) map[string]any { return v["causes"].([]any)[0].(map[string]any) }
	for name, change := range map[string]func(map[string]any){
		"another schema":    func(v map[string]any) { v["schema"] = 2 },
		"no changes":        func(v map[string]any) { v["changes"] = nil },
		"no version":        func(v map[string]any) { delete(v["old"].(map[string]any), "gvisor") },
		"another kind":      func(v map[string]any) { first(v)["kind"] = "better" },
		"no scenario":       func(v map[string]any) { delete(first(v), "scenario") },
		"broken, no reason": func(v map[string]any) { first(v)["kind"] = "broken"; first(v)["reason"] = "" },
		"observed, no case": func(v map[string]any) { first(v)["kind"] = "observed"; delete(first(v), "case") },
		"no profiles":       func(v map[string]any) { v["profiles"] = []any{} },
		"no causes":         func(v map[string]any) { delete(v, "causes") },
		"of no cause":       func(v map[string]any) { first(v)["cause"] = 0 },
		"no directions":     func(v map[string]any) { delete(first(v), "profiles") },
		"another direction": func(v map[string]any) { stood(v)["direction"] = "better" },
		"nothing expected":  func(v map[string]any) { stood(v)["expected"] = "" },
		"no scenarios":      func(v map[string]any) { caused(v)["scenarios"] = []any{} },
		"no changes of it":  func(v map[string]any) { caused(v)["count"] = 0 },
		"not counted":       func(v map[string]any) { delete(caused(v)["profiles"].([]any)[0].(map[string]any), "farther") },
		"concerns nobody":   func(v map[string]any) { caused(v)["scenarios"].([]any)[0].(map[string]any)["concerns"] = "" },
	} {
		if err := validate(schema, spoilt(t, changed, change)); err == nil {
			t.Errorf("%s: it is taken for what diff writes", name)
		}
	}
}
