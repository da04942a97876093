package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStatusOfFormats: the exit status of every outcome is the same in every format.
func TestStatusOfFormats(t *testing.T) {
	dir := t.TempDir()
	file := filesIn(t, dir)
	t.Setenv(todayVariable, "2027-03-02")
	now := printed(t, ExitHolds, "baseline", "C-01")
	baseline := file("baseline.json", now)
	changed := file("changed.json", strings.Replace(now, `"observed": "`, `"observed": "not `, 1))
	accepted := file("accepted.yaml", "require: [{profile: linux, scenarios: [C-43]}]\naccept: [{scenario: C-43, profile: linux, because: we can, until: 2027-03-02}]\n")
	expired := file("expired.yaml", "require: [{profile: linux, scenarios: [C-43]}]\naccept: [{scenario: C-43, profile: linux, because: we could, until: 2027-03-01}]\n")
	refused := file("refused.yaml", "require: [{profile: linux, scenarios: [C-43]}]\n")
	outcomes := map[string]struct {
		args []string
		want int
	}{
		"holds":                  {[]string{"C-01"}, ExitHolds},
		"open":                   {[]string{"--profile", "linux", "C-46"}, ExitHolds},
		"diverges":               {[]string{"--profile", "linux", "C-43"}, ExitHolds},
		"as in the baseline":     {[]string{"--baseline", baseline, "C-01"}, ExitHolds},
		"accepted":               {[]string{"--policy", accepted}, ExitHolds},
		"fails":                  {[]string{"--policy", refused}, ExitFails},
		"fails, first":           {[]string{"--policy", refused, "--fail-fast"}, ExitFails},
		"fails, not shown":       {[]string{"--policy", refused, "--verdict", "holds"}, ExitFails},
		"not as in the baseline": {[]string{"--baseline", changed, "C-01", "C-06"}, ExitFails},
		"expired":                {[]string{"--policy", expired}, ExitFails},
		"no such scenario":       {[]string{"C-99"}, ExitUsage},
		"no such profile":        {[]string{"--profile", "windows"}, ExitUsage},
		"no baseline":            {[]string{"--baseline", filepath.Join(dir, "none")}, ExitUsage},
		"no policy":              {[]string{"--policy", baseline}, ExitUsage},
		"contradiction":          {[]string{"--policy", accepted, "--profile", "linux"}, ExitUsage},
		"given up":               {[]string{"--case-timeout", "1ns", "C-0*"}, ExitBroken},
		"no such directory":      {[]string{"-o", "json=" + filepath.Join(dir, "none", "report"), "C-01"}, ExitBroken},
	}
	for format := range formats {
		for name, x := range outcomes {
			var out, errs bytes.Buffer
			got := Main(append([]string{"run", "--format", format}, x.args...), &out, &errs, os.Getenv)
			if got != x.want {
				t.Errorf("%s, %s: exit status %d, want %d: %s", format, name, got, x.want, errs.String())
			}
			if format == "github" && x.want >= ExitUsage && name != "given up" {
				// There the error is an annotation as well.
				if !strings.HasPrefix(out.String(), "::error") {
					t.Errorf("%s, %s: %q on standard output", format, name, out.String())
				}
			} else if told := out.Len() > 0; told != (name == "given up" || x.want < ExitUsage) {
				t.Errorf("%s, %s: %d bytes on standard output", format, name, out.Len())
			}
			if said := errs.Len() > 0; x.want == ExitUsage && !said {
				t.Errorf("%s, %s: nothing on standard error", format, name)
			}
		}
	}
}

// filesIn returns a function that writes a file in dir and returns its name.
func filesIn(t *testing.T, dir string) func(name, text string) string {
	return func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
}
