package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// The report of a shard names what the run is about, also if the shard has no scenario,
// and then says so.
func TestEmptyShard(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.yaml")
	if err := os.WriteFile(file, []byte("require:\n- {profile: rfc9293, scenarios: [C-01]}\n- {profile: linux, scenarios: [C-01]}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, format := range strings.Split(formatList, ",") {
		for _, shard := range []string{"1/3", "3/3"} {
			out := printed(t, ExitHolds, "run", "--policy", file, "--shard", shard, "--format", format)
			if !strings.Contains(out, "rfc9293, linux") {
				t.Errorf("%s does not name the profiles of shard %s:\n%s", format, shard, out)
			}
			empty := strings.Contains(out, "Nothing was run: shard 3/3 has no scenario")
			if want := shard == "3/3" && format != "json" && format != "junit"; empty != want {
				t.Errorf("%s says that shard %s is empty: %v, want %v:\n%s", format, shard, empty, want, out)
			}
		}
	}
	summed := filepath.Join(t.TempDir(), "summary.md")
	var out, errs bytes.Buffer
	Main([]string{"run", "--policy", file, "--shard", "3/3", "--format", "github"}, &out, &errs, func(name string) string {
		return map[string]string{summaryVariable: summed}[name]
	})
	text, err := os.ReadFile(summed)
	if err != nil || !strings.Contains(string(text), "profile rfc9293, linux, seed 1") || !strings.Contains(string(text), "Nothing was run: shard 3/3") || strings.Contains(string(text), "| id |") {
		t.Errorf("the summary of an empty shard, %v:\n%s", err, text)
	}
}

// A report that --verdict has emptied does not say that nothing was run.
func TestNothingShown(t *testing.T) {
	if out := printed(t, ExitHolds, "run", "--verdict", "fails", "C-06"); !strings.Contains(out, "\nNothing is shown: --verdict selects no scenario of the run.\n") {
		t.Errorf("got\n%s", out)
	}
}

// A report need not name its versions: a text that shows them has no gap in their place.
func TestUnknownVersions(t *testing.T) {
	old := observedIn(result("C-01", "a", "1"))
	old.Versions = report.Versions{}
	var out bytes.Buffer
	printer{&out, false}.comparison(compare(old, observedIn(result("C-01", "a", "2")), "", ""))
	if want := "old: twcheck unknown, gVisor unknown, Go unknown\nnew: twcheck (devel), gVisor v0, go1\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("diff prints\n%s\nwant\n%s", out.String(), want)
	}
	out.Reset()
	new := observedIn(result("C-01", "a", "1"))
	judgement := report.Judge(new, report.CompareWith("old.json", old, new))
	new.Judgement = &judgement
	printer{&out, false}.judgement(new)
	if want := "\nCompared with old.json, gVisor unknown:\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("run --baseline prints\n%s\nwant\n%s", out.String(), want)
	}
}
