package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
)

// measured are the real times of a run, and the spaces that depend on their width.
var measured = regexp.MustCompile(`  +(\d+(\.\d+)?(ms|s)  +)?|in \d+(\.\d+)?(ms|s)\.`)

// The README's numbers are those of the catalogue. Each line of output in it is a line
// of the command's output, except for real times.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	portable := 0
	for s := range scenarios.All() {
		portable += len(s.Portable().Cases)
	}
	if want := fmt.Sprintf("\n%d cases use only the sockets of one host", portable); !strings.Contains(readme, want) {
		t.Errorf("the README does not say %q", want)
	}
	for _, run := range []struct {
		begins    string // of the block of output
		arguments []string
	}{
		{"ID    VERDICT", []string{"run"}},
		{"4 as expected, ", []string{"run", "--profile", "linux"}},
	} {
		_, block, found := strings.Cut(readme, "```\n"+run.begins)
		if !found {
			t.Errorf("no output in the README begins with %q", run.begins)
			continue
		}
		block, _, _ = strings.Cut(run.begins+block, "```")
		var out, errs bytes.Buffer
		if code := Main(run.arguments, &out, &errs, os.Getenv); code != ExitHolds {
			t.Fatalf("%v: exit status %d: %s", run.arguments, code, errs.String())
		}
		printed := make(map[string]bool)
		for line := range strings.Lines(out.String()) {
			printed[measured.ReplaceAllString(line, " ")] = true
		}
		for line := range strings.Lines(block) {
			if line != "⋮\n" && !printed[measured.ReplaceAllString(line, " ")] {
				t.Errorf("the README shows\n%s\nand %v does not print it", line, run.arguments)
			}
		}
	}
}
