package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// measured are the real times of a run, and the spaces that depend on their width.
var measured = regexp.MustCompile(`  +(\d+(\.\d+)?(ms|s)  +)?|in \d+(\.\d+)?(ms|s)\.`)

// number is a number of a line, in which nothing else changes.
var number = regexp.MustCompile(`\d+`)

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
		if *update && have != "" && want != "" {
			readme = strings.Replace(readme, have, want, 1)
			return
		}
		t.Errorf("the README has\n%s\nwant\n%s\n(go generate ./... writes it, unless more than numbers has changed)", strings.TrimSpace(have), strings.TrimSpace(want))
	}
	if !strings.HasPrefix(readme, "# twcheck\n") {
		t.Errorf("the README begins with %.60q", readme)
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
