package profile

import (
	"errors"
	"testing"

	"github.com/twcheck/twcheck/scenarios/profile/want"
	"github.com/twcheck/twcheck/scenarios/report"
)

func TestJudge(t *testing.T) {
	p := Profile{Name: "test", Expects: []Expectation{
		{Scenario: "X-01", Open: "not measured", Cases: []Want{{Case: "a", Observed: "right", Known: "odd", Reason: "because"}}},
		{Scenario: "X-02", Cases: []Want{{Case: "a", Observed: "right"}}},
		{Scenario: "X-03", err: errors.New("x03_x.want:1: no colon")},
	}}
	for _, x := range []struct {
		scenario, name, observed string
		verdict                  report.Verdict
		reason                   string
	}{
		{"X-01", "a", "right", report.Holds, ""},
		{"X-01", "a", "odd", report.Diverges, "because"},
		{"X-01", "a", "else", report.Fails, ""},
		{"X-01", "b", "right", report.Open, "not measured"},
		{"X-02", "a", "", report.Fails, ""},
		{"X-02", "b", "right", report.Error, `the profile "test" expects nothing of this case`},
		{"X-03", "a", "right", report.Error, "x03_x.want:1: no colon"},
		{"X-04", "a", "right", report.Error, `the profile "test" expects nothing of this case`},
	} {
		if v, reason := p.Judge(x.scenario, x.name, x.observed); v != x.verdict || reason != x.reason {
			t.Errorf("%s %s %q: %s, %q: want %s, %q", x.scenario, x.name, x.observed, v, reason, x.verdict, x.reason)
		}
	}
	p.Open = "no entry"
	if v, reason := p.Judge("X-04", "a", "right"); v != report.Open || reason != "no entry" {
		t.Errorf("a scenario without an entry: %s, %q", v, reason)
	}
}

// A misspelt profile in a file is an error of every profile. Without it, the cases of
// the profile that was meant would silently be open.
func TestColumns(t *testing.T) {
	for text, want := range map[string]string{
		"netstack: a\nlinux: b\ncase 1\n\tnetstack linux: x\n": "",
		"netstack: a\nlunix: b\ncase 1\n\tnetstack lunix: x\n": `x.want: the file has the profile "lunix": want one of netstack, rfc9293, linux, freebsd`,
		"linux: a\nnetstack: b\ncase 1\n\tnetstack linux: x\n": `x.want: the first profile is linux: want netstack`,
		"netstack\n": `x.want:1: "netstack": want a name, a colon and a text, or "case" and its name`,
	} {
		if _, err := parsed("x.want", []byte(text)); err == nil && want != "" || err != nil && err.Error() != want {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// The known observation of netstack is the expectation in its own column, if there is a
// reason.
func TestKnownIsDerived(t *testing.T) {
	f, err := want.Parse("x.want", []byte("netstack: a\nlinux: b\nreason r: why\ncase 1\n\tnetstack: x\n\tlinux [r]: y\ncase 2\n\tnetstack: x\n\tlinux: y\ncase 3\n\tnetstack: x\n\tlinux [r]: x\ncase 4\n\tlinux [r]: y\n"))
	if err != nil {
		t.Fatal(err)
	}
	e, ok := expected{File: f, id: "X-01"}.expectation(linux)
	if !ok || len(e.Cases) != 4 {
		t.Fatalf("%+v", e)
	}
	for i, known := range []string{"x", "", "", ""} {
		if e.Cases[i].Known != known {
			t.Errorf("%+v: want known %q", e.Cases[i], known)
		}
	}
	if _, ok := (expected{File: f}).expectation(freebsd); ok {
		t.Error("a profile without a line expects something")
	}
	if e, ok := (expected{err: errors.New("broken")}).expectation(freebsd); !ok || e.err == nil {
		t.Error("a file that cannot be read is no error of every profile")
	}
}
