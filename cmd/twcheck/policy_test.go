package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The policy in docs/gate.md is valid, and netstack satisfies it.
func TestPolicyInDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/gate.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(page), "```yaml\n")
	text, _, ok2 := strings.Cut(text, "```")
	if !ok || !ok2 {
		t.Fatal("there is none")
	}
	file := filepath.Join(t.TempDir(), "twcheck.yaml")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]int{"2027-03-01": ExitHolds, "2027-03-02": ExitFails} {
		t.Setenv(todayVariable, day)
		var out, errs bytes.Buffer
		if got := Main([]string{"run", "--policy", file}, &out, &errs, os.Getenv); got != want {
			t.Errorf("on %s: exit status %d, want %d: %s%s", day, got, want, errs.String(), out.String())
		}
		if strings.Contains(out.String(), "no difference matches") {
			t.Errorf("on %s: something is not needed: %s", day, out.String())
		}
	}
}
