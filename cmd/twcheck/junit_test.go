package main

import (
	"strings"
	"testing"
)

// Only a suite counts what is skipped: Jenkins' xUnit plugin refuses the attribute of
// testsuites.
func TestJUnitSkipped(t *testing.T) {
	text := printed(t, ExitHolds, "run", "--format", "junit", "--profile", "linux", "C-46")
	for line := range strings.Lines(text) {
		if strings.Contains(line, "<testsuites ") && strings.Contains(line, "skipped=") {
			t.Error(line)
		}
	}
	if !strings.Contains(text, "<testsuite ") || !strings.Contains(text, ` skipped="`) {
		t.Errorf("no suite counts what is skipped:\n%s", text)
	}
}
