package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A name that a terminal or GitHub would act on is no place of an annotation, neither of
// an error nor of what fails.
func TestPlaceOfHostileFile(t *testing.T) {
	if !hostileFiles {
		t.Skip("files cannot have these names here")
	}
	t.Chdir(t.TempDir())
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	here := root(target(dir))
	for name, want := range map[string]string{
		"p.yaml": "p.yaml", "a b,c:d%.yaml": "a b,c:d%.yaml",
		"\x1b[31mp.yaml": "", "##[error]p.yaml": "", "a\n::error::b": "", "a\u202eb": "",
	} {
		if err := os.WriteFile(name, []byte("require: 1\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := here.at(name, 1).file; got != want {
			t.Errorf("%q: the place is %q, want %q", name, got, want)
		}
		r := runGate(t, dir, gateInput{format: "github", args: []string{"--policy", name}})
		checkHarmless(t, "github", 0, r.out)
		if got := strings.Contains(r.out, "::error file="); r.status != ExitUsage || got != (want != "") {
			t.Errorf("%q: status %d, a place: %t\n%s", name, r.status, got, r.out)
		}
		text := "require: [{profile: linux, scenarios: [C-80]}]\n"
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		r = runGate(t, dir, gateInput{format: "github", args: []string{"--policy", name}})
		if got := strings.Contains(r.out, "::error file="); r.status != ExitFails || got != (want != "") {
			t.Errorf("%q fails: status %d, a place: %t\n%s", name, r.status, got, r.out)
		}
	}
	if got := here.at(filepath.Join(dir, "..", "x"), 1); got != (place{}) {
		t.Errorf("outside of the repository: %v", got)
	}
}
