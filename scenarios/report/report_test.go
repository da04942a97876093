package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

func TestCompare(t *testing.T) {
	run := scenarios.Runner{Seed: 1}.Run(must(scenarios.Select("C-01", "C-09"))...)
	again := scenarios.Runner{Seed: 2}.Run(must(scenarios.Select("C-01", "C-09"))...)
	if changes := report.Compare(run, again); len(changes) != 0 {
		t.Errorf("another seed changes %v", changes)
	}

	var b bytes.Buffer
	if err := run.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	old, err := report.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if changes := report.Compare(old, run); len(changes) != 0 {
		t.Errorf("writing and reading changes %v", changes)
	}

	old.Scenarios[0].Observations[0].Observed = "something else"
	old.Scenarios[0].Observations[1].Verdict = report.Error
	old.Scenarios[0].Observations[2].Case = "a case that is gone"
	old.Scenarios[1].ID = "C-99"
	var got []string
	for _, c := range report.Compare(old, run) {
		got = append(got, c.String())
	}
	want := []string{
		`C-01 client closes first: states of the active closer: observed "something else" before, "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED" now`,
		`C-01 client closes first: states of the passive closer: broken: "CLOSE-WAIT → LAST-ACK → CLOSED" before, "CLOSE-WAIT → LAST-ACK → CLOSED" now`,
		`C-01 client closes first: segments: added`,
		`C-01 a case that is gone: removed`,
		`C-09: added`,
		`C-99: removed`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "EOF",
		"nonsense":                       "invalid character",
		`{"schema":7}`:                   "schema 7: want 1",
		`{}`:                             "it has no schema",
		`{"schema":null}`:                "it has no schema",
		`{"schema":2,"scenarios":{}}`:    "schema 2: want 1",
		`{"schema":1,"x":2}`:             "it has no scenarios",
		`{"schema":1,"scenarios":{}}`:    "cannot unmarshal object",
		`{"schema":1,"scenarios":[]} {}`: "more text follows",
		`{"schema":"1"}`:                 "cannot unmarshal string",
		`[]`:                             "cannot unmarshal array",
		`{"scenarios":[null]`:            "unexpected EOF",
	} {
		if _, err := report.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", text, err, want)
		}
	}
	const later = `{"schema":1,"x":2,"scenarios":[{"id":"C-01","verdict":"open","y":null,"observations":[{"case":"c","verdict":"open","z":[],"reason":"because"}]}]}`
	if r, err := report.Read(strings.NewReader(later)); err != nil {
		t.Errorf("with members of a later version: %v", err)
	} else if got := r.Scenarios[0].Observations[0].Reason; got != "because" {
		t.Errorf("the reason is %q", got)
	}
	if _, err := report.Read(nil); err == nil {
		t.Error("no error for a nil reader")
	}
}

// A baseline that was edited by hand is no baseline if a case or a scenario has no
// single observation in it, or a verdict that does not exist.
func TestReadContradiction(t *testing.T) {
	const (
		verdicts = "want one of holds, open, diverges, error, fails"
		once     = "want each scenario once"
	)
	for _, x := range []struct{ scenarios, want string }{
		{`{"id":"C-01","verdict":"holds"},{"id":"C-01","verdict":"holds"}`, "report: C-01 appears twice: " + once},
		{`{"id":"C-01","verdict":"holds"},{"id":"C-01","verdict":"holds","profile":"linux"}`, "report: C-01 appears twice: " + once},
		{`{"id":"C-01","verdict":"holds"},{"id":"C-01","verdict":"holds","settings":{"tw_reuse":1}}`, "report: C-01 appears twice: " + once},
		{`{"id":"C-01","verdict":"hold"}`, `report: C-01 has the verdict "hold": ` + verdicts},
		{`{"id":"C-01"}`, `report: C-01 has the verdict "": ` + verdicts},
		{`{"id":"C-01","verdict":"holds","observations":[{"case":"a b","verdict":"Holds"}]}`, `report: C-01, case "a b", has the verdict "Holds": ` + verdicts},
		{`{"id":"C-01","verdict":"holds","observations":[{"case":"a b"}]}`, `report: C-01, case "a b", has the verdict "": ` + verdicts},
		{`{"id":"C-01","verdict":"holds","observations":[{"case":"a","verdict":"holds"},{"case":"b","verdict":"holds"},{"case":"a","verdict":"open"}]}`,
			`report: C-01 has the case "a" twice: want each case once`},
		{`{"id":"C-01","verdict":"holds"},{"verdict":"holds"}`, "report: scenario 2 of the list has no id"},
		{`{"id":"C-01","verdict":"holds","observations":[{"verdict":"holds"}]}`, "report: C-01 has a case without a name"},
	} {
		text := `{"schema":1,"scenarios":[` + x.scenarios + `]}`
		if _, err := report.Read(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), x.want) {
			t.Errorf("%s: %v, want an error that begins with %q", text, err, x.want)
		}
	}
	const twice = `{"schema":1,"policy":{"file":"p.yaml"},"scenarios":[{"id":"C-01","verdict":"holds","profile":"linux"},{"id":"C-01","verdict":"holds","profile":"linux"}]}`
	if _, err := report.Read(strings.NewReader(twice)); err == nil || err.Error() != "report: C-01 appears twice with the profile linux and the default settings: want each scenario once for a profile and its settings" {
		t.Errorf("twice with one profile of a policy: %v", err)
	}
	const shard = `{"schema":1,"shard":{"index":3,"count":2},"scenarios":[]}`
	if _, err := report.Read(strings.NewReader(shard)); err == nil || err.Error() != "report: shard 3 of 2: want one from 1 to their number" {
		t.Errorf("with an invalid shard: %v", err)
	}
	const policy = `{"schema":1,"policy":{"file":"p.yaml"},"scenarios":[{"id":"C-01","verdict":"holds","profile":"linux"},{"id":"C-01","verdict":"holds","profile":"netstack"}]}`
	if _, err := report.Read(strings.NewReader(policy)); err != nil {
		t.Errorf("with two profiles of a policy: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := (scenarios.Runner{Seed: 1}).Run(must(scenarios.Select("C-01"))...).WriteJSON(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema":1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := report.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if changes := report.Compare(r, r); len(changes) != 0 && unique(r) {
			t.Errorf("a report differs from itself: %v", changes)
		}
	})
}

// unique reports whether all ids and names are.
func unique(r report.Report) bool {
	ids := make(map[string]bool)
	for _, s := range r.Scenarios {
		cases := make(map[string]bool)
		for _, o := range s.Observations {
			if cases[o.Case] {
				return false
			}
			cases[o.Case] = true
		}
		if ids[s.ID] {
			return false
		}
		ids[s.ID] = true
	}
	return true
}
