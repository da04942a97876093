package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// diffInDocs compares the baseline of a module with the gVisor version pinned, which is
// in dir, with the baseline of this version. The numbers, lines and exit status in
// docs/gate.md are those of this comparison.
func diffInDocs(t *testing.T, dir string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/gate.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "tool", "twcheck", "baseline", "-o", "all.json")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOWORK=off")
	said, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != ExitBroken {
		t.Fatalf("baseline: %v, want exit status %d\n%s", err, ExitBroken, said)
	}
	expectGoesOn(t, dir)
	old, now := filepath.Join(dir, "all.json"), filepath.Join(dir, "all-now.json")
	printed(t, ExitHolds, "baseline", "-o", now)
	before, err := readReport(old)
	if err != nil {
		t.Fatal(err)
	}
	after, err := readReport(now)
	if err != nil {
		t.Fatal(err)
	}
	changes := report.Compare(before, after)
	ids := map[string]bool{}
	var lines strings.Builder
	for _, c := range changes {
		ids[c.Scenario] = true
		fmt.Fprintln(&lines, c)
	}
	if want := fmt.Sprintf("%d changes in %d scenarios", len(changes), len(ids)); !strings.Contains(string(page), want) {
		t.Errorf("docs/gate.md does not say %q", want)
	}
	_, block, ok := strings.Cut(string(page), "```\nC-42 ")
	block, _, ok2 := strings.Cut("C-42 "+block, "```")
	if !ok || !ok2 {
		t.Fatal("docs/gate.md has no such changes")
	}
	for line := range strings.Lines(block) {
		if !strings.Contains(lines.String(), line) {
			t.Errorf("docs/gate.md has the change\n%sand diff does not", line)
		}
	}
	if _, line, _ := strings.Cut(string(page), "twcheck: baseline: "); !strings.Contains(string(said), "twcheck: baseline: "+firstLine(line)+"\n") {
		t.Errorf("baseline writes\n%sand docs/gate.md says\n%s", said, firstLine(line))
	}
}

// expectGoesOn: expect prints what would change although one case could not be observed,
// and ends with the status of a change.
func expectGoesOn(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.Command("go", "tool", "twcheck", "expect", "C-42", "C-48")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOWORK=off")
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != ExitFails {
		t.Errorf("expect: %v, want exit status %d\n%s", err, ExitFails, errs.String())
	}
	if !strings.Contains(errs.String(), "twcheck: expect: C-42 ") || !strings.Contains(out.String(), "state after close") {
		t.Errorf("expect prints\n%sand on standard error\n%s", out.String(), errs.String())
	}
}
