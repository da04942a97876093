package policy_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/onsi/ginkgo/v2"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// A plain test and a Ginkgo spec can enforce a policy.
var _, _ scenarios.TestingT = (*testing.T)(nil), ginkgo.FullGinkgoTInterface(nil)

// recorder is a test that records its errors and logs.
type recorder struct{ errors, logs []string }

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) Logf(format string, args ...any) {
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}

const text = `
require:
  - {profile: linux, scenarios: [C-16]}
  - {profile: netstack, scenarios: [C-06], settings: {tw-reuse: 1}}
accept:
  - {scenario: C-16, profile: linux, because: our peers do no such thing, until: 2027-03-01}
`

func parsed(t *testing.T, text string) *policy.Policy {
	t.Helper()
	p, err := policy.Parse("policy.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A test passes up to the last day of an acceptance, with a log line about its end, and
// fails afterwards.
func TestTestOn(t *testing.T) {
	p := parsed(t, text)
	last := time.Date(2027, 3, 1, 23, 59, 59, 0, time.UTC)
	var pass, fail recorder
	p.TestOn(&pass, scenarios.Runner{}, last)
	if len(pass.errors) > 0 || len(pass.logs) != 1 || !strings.HasPrefix(pass.logs[0], "policy.yaml:6: the last day of the acceptance of C-16, profile linux, is 2027-03-01, today") {
		t.Errorf("on the last day it fails with %q and logs %q", pass.errors, pass.logs)
	}
	p.TestOn(&fail, scenarios.Runner{Seed: 3}, last.Add(time.Second))
	if len(fail.errors) != 1 {
		t.Fatalf("%d failures, want one for all: %q", len(fail.errors), fail.errors)
	}
	for _, want := range []string{
		"policy.yaml does not hold, cases that fail: ",
		"C-16 (linux) fails: RST with RCV.NXT after 30s: TIME-WAIT lasted: observed \"1m0s\"",
		"policy.yaml:6: the acceptance has expired. Its last day was 2027-03-01: our peers do no such thing",
		"(again: go tool twcheck explain C-16 --case \"RST with RCV.NXT after 30s: TIME-WAIT lasted\" --seed 3)",
		"server state ", // what happened
	} {
		if !strings.Contains(fail.errors[0], want) {
			t.Errorf("no %q in\n%s", want, fail.errors[0])
		}
	}
}

// A failure names the policy's settings, and Test uses the current day.
func TestTest(t *testing.T) {
	var r recorder
	parsed(t, `
require: [{profile: netstack, scenarios: [C-06], settings: {time-wait: 30s}}]
accept: [{scenario: C-06, profile: netstack, cases: ["TIME-WAIT of the client lasted"], observed: 29s, because: a mistake}]
`).Test(&r)
	if len(r.errors) != 1 || !strings.Contains(r.errors[0], "C-06 (netstack, --time-wait 30s) fails: ") ||
		!strings.Contains(r.errors[0], "--seed 1 --time-wait 30s)") || !strings.Contains(r.errors[0], "policy.yaml:3 accepts something else: 29s") {
		t.Errorf("%q", r.errors)
	}
}

// A test that runs nothing fails.
func TestNothing(t *testing.T) {
	p := parsed(t, text).Only(nil)
	var r recorder
	if p.Test(&r); p.Len() != 0 || len(r.errors) != 1 || !strings.Contains(r.errors[0], "nothing was run") {
		t.Errorf("%d scenarios, %q", p.Len(), r.errors)
	}
}

// A case that could not be observed fails, accepted or not.
func TestError(t *testing.T) {
	out := parsed(t, text).Run(scenarios.Runner{Options: []fixture.Option{fixture.MTU(1)}}, time.Time{})
	failures := out.Failures()
	if len(failures) == 0 || out.Verdict() != report.Error || failures[0].Reason == "" {
		t.Errorf("%s with %+v", out.Verdict(), failures)
	}
}

func TestOnly(t *testing.T) {
	p := parsed(t, text)
	one, err := scenarios.Select("C-06", "C-01")
	if err != nil {
		t.Fatal(err)
	}
	part := p.Only(one)
	out := part.Run(scenarios.Runner{}, time.Time{})
	if p.Len() != 2 || part.Len() != 1 || len(out.Scenarios) != 1 || out.Scenarios[0].ID != "C-06" {
		t.Errorf("%d, %d, %+v", p.Len(), part.Len(), out.Scenarios)
	}
	if all := slices.Collect(scenarios.All()); part.Only(all).Len() != 1 {
		t.Error("a part of a part is larger than it")
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "p.yaml")
	if _, err := policy.Read(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if err := os.WriteFile(file, []byte("seed: 5\nrequire: [{profile: linux}]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := policy.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if seed, named := p.Seed(); seed != 5 || !named || p.File() != file {
		t.Errorf("seed %d, %t, file %s", seed, named, p.File())
	}
	for text, want := range map[string]policy.Problem{
		"":                         {Line: 1, Column: 1, Text: "the file is empty: want a mapping with require"},
		"require:\n  - profile: x": {Line: 2, Column: 14, Text: `no profile "x": want one of netstack, rfc9293, linux, freebsd`},
		"require: [{profile: linux, scenarios: [C-15, C-16, C-15]}]": {Line: 1, Column: 52, Text: `scenarios has "C-15" twice: want it once`},
		"require: [{profile: linux, groups: [reset, \"reset\"]}]":    {Line: 1, Column: 44, Text: `groups has "reset" twice: want it once`},
		"require: [{profile: linux":                                  {Line: 1, Column: 1, Text: "invalid YAML: did not find expected ',' or '}'"},
	} {
		_, err := policy.Parse("p.yaml", []byte(text))
		bad, ok := errors.AsType[*policy.Error](err)
		if !ok || bad.File != "p.yaml" || len(bad.Problems) != 1 || bad.Problems[0] != want {
			t.Errorf("%q: %v, want %+v", text, err, want)
		}
	}
	if _, err := policy.Parse("p.yaml", make([]byte, 1<<20+1)); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("%v", err)
	}
}

// A module that imports package fixture or runs scenarios does not build a YAML parser.
// Only Gomega brings one.
func TestImports(t *testing.T) {
	for pkg, allowed := range map[string]bool{"fixture": false, "scenarios": false, "scenarios/report": false, "assertions": true} {
		out, err := exec.Command("go", "list", "-deps", "github.com/twcheck/twcheck/"+pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, dep := range strings.Fields(string(out)) {
			if strings.HasSuffix(dep, "/scenarios/policy") || strings.Contains(dep, "yaml") && !allowed {
				t.Errorf("%s needs %s", pkg, dep)
			}
		}
	}
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil || strings.Contains(string(out), "onsi/") {
		t.Errorf("the package needs Ginkgo or Gomega, %v", err)
	}
}
