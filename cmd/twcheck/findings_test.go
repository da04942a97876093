package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	caseOf = regexp.MustCompile(`([CNT]-\d{2,3})|"([^"]+)"`)
	// shortened are the parts of a line that the page leaves out.
	shortened = []masked{
		{regexp.MustCompile(`^\s*(\+?[\d.]+m?s\s+)?`), ""},
		{regexp.MustCompile(`, options \[[^\]]*\]|, win \d+| \(ISN \d+\)`), ""},
		{regexp.MustCompile(`\(rule: [^)]*\)`), "(rule)"}, // its place, which moves
		{regexp.MustCompile(`\s+`), " "},
	}
)

// A finding that names cases of the catalogue shows lines that these cases print.
func TestFindings(t *testing.T) {
	page, err := os.ReadFile("../../docs/netstack-findings.md")
	if err != nil {
		t.Fatal(err)
	}
	shorten := func(line string) string {
		for _, m := range shortened {
			line = m.pattern.ReplaceAllString(line, m.by)
		}
		return strings.TrimSpace(line)
	}
	checked := 0
	for _, finding := range strings.Split(string(page), "\n### ")[1:] {
		title, _, _ := strings.Cut(finding, "\n")
		_, see, _ := strings.Cut(finding, "**See it:** ")
		printed := make(map[string]bool)
		id := ""
		for _, m := range caseOf.FindAllStringSubmatch(see, -1) {
			if id == "" || m[1] != "" {
				id = m[1]
				continue
			}
			var out, errs bytes.Buffer
			if code := Main([]string{"explain", id, "--case", m[2]}, &out, &errs, os.Getenv); code != ExitHolds {
				t.Errorf("%s names %s, %q: %s", title, id, m[2], errs.String())
			}
			for line := range strings.Lines(out.String()) {
				printed[shorten(line)] = true
			}
		}
		if len(printed) == 0 {
			continue
		}
		checked++
		for i, block := range strings.Split(finding, "```") {
			if i%2 == 0 || !strings.HasPrefix(block, "\n") {
				continue // no block, or one of Go
			}
			for line := range strings.Lines(strings.TrimSpace(block)) {
				if line = shorten(line); line != "⋮" && !printed[line] {
					t.Errorf("%s shows a line that its cases do not print:\n%s", title, line)
				}
			}
		}
	}
	if checked < 20 {
		t.Errorf("%d findings were checked, want 20 or more", checked)
	}
}
