package report_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

func TestVisible(t *testing.T) {
	for _, x := range []struct{ text, lines, line string }{
		{"", "", ""},
		{"1m0s → ACK, größer 日本\u3000語 % `#` :: \\", "1m0s → ACK, größer 日本\u3000語 % `#` :: \\", "1m0s → ACK, größer 日本\u3000語 % `#` :: \\"},
		{"a\nb\r\nc\rd", "a\nb\nc\\rd", `a\nb\r\nc\rd`},
		{"\t\x1b[31m\a\x7f\u009b\u202e\u2028\ufeff\U000e0041", `\t\x1b[31m\a\x7f\u009b\u202e\u2028\ufeff\U000e0041`, `\t\x1b[31m\a\x7f\u009b\u202e\u2028\ufeff\U000e0041`},
		{"\xff\u00e4\ufffd", `\xffä\ufffd`, `\xffä\ufffd`},
		{"::error::x", `\::error::x`, `\::error::x`},
		{"a ::error::x", "a ::error::x", "a ::error::x"},
		{"a\n \u3000::error::x", "a\n \u3000\\::error::x", `a\n ` + "\u3000::error::x"},
		{"a ##[error]b ###[x]", `a ##\[error]b ###\[x]`, `a ##\[error]b ###\[x]`},
	} {
		if got := report.Visible(x.text); got != x.lines {
			t.Errorf("Visible(%q) = %q, want %q", x.text, got, x.lines)
		}
		if got := report.VisibleLine(x.text); got != x.line {
			t.Errorf("VisibleLine(%q) = %q, want %q", x.text, got, x.line)
		}
		if got := report.Visible(report.VisibleLine(x.text)); got != x.line {
			t.Errorf("Visible changes what VisibleLine returns: %q and %q", got, x.line)
		}
	}
}

// Report.Visible changes a copy, reasons and timelines keep their lines, and nothing
// else has any.
func TestReportVisible(t *testing.T) {
	const hostile = "a\n::b\x1b"
	r := report.Report{Profile: hostile, Versions: report.Versions{GVisor: hostile}, Policy: &report.Policy{File: hostile},
		Scenarios: []report.Result{{ID: hostile, Sources: []string{hostile}, Observations: []report.Observation{
			{Case: hostile, Reason: hostile, Timeline: hostile, Accepted: &report.Acceptance{Because: hostile}},
		}}}}
	before := asJSON(t, r)
	v := r.Visible()
	o := v.Scenarios[0].Observations[0]
	for _, got := range []string{v.Profile, v.GVisor, v.Policy.File, v.Scenarios[0].ID, v.Scenarios[0].Sources[0], o.Case, o.Accepted.Because} {
		if want := `a\n::b\x1b`; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, got := range []string{o.Reason, o.Timeline} {
		if want := "a\n\\::b\\x1b"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := asJSON(t, r); got != before {
		t.Errorf("the report itself has changed:\n%s", got)
	}
}

// Tests and the command print the texts of observations, changes and policies visibly.
func TestTextsAreVisible(t *testing.T) {
	const hostile = "a\n::b\x1b##[c]"
	var b bytes.Buffer
	report.Observation{Case: hostile, Observed: hostile, Expected: hostile, Reason: hostile, Timeline: hostile}.Explain(&b)
	texts := []string{b.String()}
	for _, kind := range []report.ChangeKind{report.Observed, report.Broken, report.Added, report.Removed} {
		texts = append(texts, report.Change{Kind: kind, Scenario: hostile, Case: hostile, Old: hostile, New: hostile, Reason: hostile}.String())
	}
	for _, m := range (&report.Policy{File: hostile, Silent: []report.Silent{{Profile: hostile, Scenarios: []string{hostile}}}}).Remarks() {
		texts = append(texts, m.Text)
	}
	texts = append(texts, report.Judgement{Baseline: &report.Baseline{File: hostile, Changes: []report.Change{{}}}}.String())
	for _, text := range texts {
		if strings.Contains(text, "\x1b") || strings.Contains(text, "\n::") || strings.Contains(text, "##[") {
			t.Errorf("%q", text)
		}
	}
}

// JSON has no character that is not visible, and means the same.
func TestJSONIsVisible(t *testing.T) {
	texts := []string{"\x1b\x7f\u0085\u009b\u200b\u2028\u202e\ue000\ufeff\U000e0041", "##[error]x ###[", "größer → 語\u00a0\u3000", "\\u001b", "\t\n"}
	var b bytes.Buffer
	if err := report.WriteJSON(&b, texts); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r != '\n' && report.VisibleLine("x"+string(r)) != "x"+string(r) {
			t.Errorf("JSON has %q: %s", r, b.String())
		}
	}
	if strings.Contains(b.String(), "##[") {
		t.Errorf("a workflow command in %s", b.String())
	}
	var again []string
	if err := json.Unmarshal(b.Bytes(), &again); err != nil || !reflect.DeepEqual(again, texts) {
		t.Errorf("%q and %v, want %q", again, err, texts)
	}
}

func asJSON(t *testing.T, r report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
