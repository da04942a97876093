package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestShells completes command lines in the shells themselves. A shell that is missing is
// named; the gate installs all of them.
func TestShells(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the paths of a shell there are its own")
	}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(shell); err != nil {
				fmt.Fprintf(os.Stderr, "== NOT TESTED: completion in %s, because it is not here\n", shell)
				t.Skip(err)
			}
			testscript.Run(t, testscript.Params{
				Files: []string{"testdata/shells/" + shell + ".txtar"}, UpdateScripts: *update, RequireExplicitExec: true,
			})
		})
	}
}

// bash makes three words of --format=json.
func TestJoined(t *testing.T) {
	for _, c := range [][2][]string{
		{{"run", "--format", "=", "js"}, {"run", "--format=js"}},
		{{"run", "--format", "="}, {"run", "--format="}},
		{{"run", "-o", "json", "=", "x"}, {"run", "-o", "json=x"}},
		{{"run", "--format", "=", "json", ""}, {"run", "--format=json", ""}},
		{{"run", "--format", "=", ""}, {"run", "--format="}},
		{{"="}, {"="}}, {{""}, {""}},
	} {
		if got := joined(c[0]); !slices.Equal(got, c[1]) {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
