package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// pinned is a version of gVisor that is not the one in go.mod.
const pinned = "v0.0.0-20260224225140-573d5e7127a8"

// TestPinnedGVisor creates a module that selects another version of gVisor and runs the
// command there as its users do. The command must test that version.
func TestPinnedGVisor(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the command")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		// As go get -tool writes it, which would ask the module proxy for twcheck itself.
		"go.mod": "module example.com/app\n\ngo 1.26.3\n\ntool github.com/twcheck/twcheck/cmd/twcheck\n\nrequire github.com/twcheck/twcheck v0.0.0\n\n" +
			"replace github.com/twcheck/twcheck => " + root + "\n\nreplace gvisor.dev/gvisor => gvisor.dev/gvisor " + pinned + "\n",
		"go.sum": string(sums),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) (string, string, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod", "GOWORK=off")
		var out, errs strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &errs
		err := cmd.Run()
		return out.String(), errs.String(), err
	}
	// This completes go.mod, with modules from wherever this machine has them from. It reads
	// go.mod files that nothing else reads, so a cache with all that twcheck needs may lack them.
	if _, errs, err := run("list", "-deps", "github.com/twcheck/twcheck/cmd/twcheck"); err != nil {
		needNetwork(t, run)
		t.Fatalf("go list: %v\n%s", err, errs)
	}
	// The other version behaves differently from the profile.
	out, errs, err := run("tool", "twcheck", "run", "--format", "json", "C-01", "C-48")
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != ExitFails {
		t.Fatalf("go tool twcheck: %v, want exit status %d\n%s", err, ExitFails, errs)
	}
	var got report.Report
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(got.GVisor, "gvisor.dev/gvisor "+pinned) {
		t.Errorf("the report is about gVisor %s, and the module selects %s", got.GVisor, pinned)
	}
	if one, other := got.Scenarios[0].Verdict, got.Scenarios[1].Verdict; one != report.Holds || other != report.Fails {
		t.Errorf("C-01 %s and C-48 %s: want holds and fails, as it is with that version", one, other)
	}
	// diff lists the changes up to this version.
	old, now := filepath.Join(dir, "old.json"), filepath.Join(dir, "now.json")
	if err := os.WriteFile(old, []byte(out), 0o666); err != nil {
		t.Fatal(err)
	}
	printed(t, ExitHolds, "baseline", "-o", now, "C-01", "C-48")
	diff := printed(t, ExitFails, "diff", old, now)
	if want := `C-48 state after close: observed "ESTABLISHED" before, "FIN-WAIT-1" now`; !strings.Contains(diff, want) || !strings.Contains(diff, pinned) {
		t.Errorf("no %q or %s in\n%s", want, pinned, diff)
	}
	diffInDocs(t, dir)
}

// needNetwork skips the test if the machine cannot download modules, because the
// failure then has no meaning. With CI set it fails the test instead: a gate must not
// skip checks.
func needNetwork(t *testing.T, run func(args ...string) (out, errs string, err error)) {
	t.Helper()
	t.Setenv("GOMODCACHE", t.TempDir()) // what is in the cache needs no network
	t.Setenv("GOFLAGS", os.Getenv("GOFLAGS")+" -modcacherw")
	_, errs, err := run("mod", "download", "github.com/google/go-cmp@v0.5.8")
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Errorf("no module can be downloaded: %v\n%s", err, errs)
	default:
		t.Skipf("NOT TESTED: no module can be downloaded: %v\n%s", err, errs)
	}
}
