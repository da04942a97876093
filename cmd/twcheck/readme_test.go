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

// number is a number of a line, in which nothing else changes.
var number = regexp.MustCompile(`\d+`)

// cases is the sentence with the number of portable cases.
var cases = regexp.MustCompile(`(?m)^\d+ cases use only the sockets of one host`)

// The README's numbers are those of the catalogue. Each line of output in it is a line
// of the command's output, except for real times. With -update the test writes the
// lines and numbers that have changed.
func TestReadme(t *testing.T) {
	const file = "../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	stale := func(have, want string) {
		if *update && want != "" {
			readme = strings.Replace(readme, have, want, 1)
			return
		}
		t.Errorf("the README has\n%s\nwant\n%s\n(go generate ./... writes it, unless more than numbers has changed)", strings.TrimSpace(have), strings.TrimSpace(want))
	}
	portable := 0
	for s := range scenarios.All() {
		portable += len(s.Portable().Cases)
	}
	if have, want := cases.FindString(readme), fmt.Sprintf("%d cases use only the sockets of one host", portable); have != want {
		stale(have, want)
	}
	for _, run := range []struct {
		begins    *regexp.Regexp // the block of output
		arguments []string
	}{
		{regexp.MustCompile("(?m)^```\n(ID +VERDICT[^`]*)```"), []string{"run"}},
		{regexp.MustCompile("(?m)^```\n(\\d+ as expected, [^`]*)```"), []string{"run", "--profile", "linux"}},
	} {
		block := run.begins.FindStringSubmatch(readme)
		if block == nil {
			t.Errorf("no output in the README matches %s", run.begins)
			continue
		}
		var out, errs bytes.Buffer
		if code := Main(run.arguments, &out, &errs, os.Getenv); code != ExitHolds {
			t.Fatalf("%v: exit status %d: %s", run.arguments, code, errs.String())
		}
		printed := make(map[string]bool)
		counted := make(map[string]string) // the lines, by what they are without their numbers
		for line := range strings.Lines(out.String()) {
			printed[measured.ReplaceAllString(line, " ")] = true
			counted[number.ReplaceAllString(measured.ReplaceAllString(line, " "), "#")] = line
		}
		for line := range strings.Lines(block[1]) {
			plain := measured.ReplaceAllString(line, " ")
			if line != "⋮\n" && !printed[plain] {
				stale(line, counted[number.ReplaceAllString(plain, "#")])
			}
		}
	}
	if *update && readme != string(text) {
		if err := os.WriteFile(file, []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
