package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/profile"
)

// oldest is the oldest gVisor that compiles with this module and passes the preflight, of
// those that were tried. The one of 2024-03-13 does not compile. docs/bump.md names both.
const oldest = "v0.0.0-20240403191413-660ba137b166"

// productModule writes a module into a new folder that uses this checkout, by a relative
// path, and replaces gVisor if the version is not empty. It makes that the working
// directory.
func productModule(t *testing.T, gvisor string) (dir string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	if dir, err = filepath.EvalSymlinks(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(dir, root)
	if err != nil {
		t.Fatal(err)
	}
	mod := "module example.com/app\n\ngo 1.26.3\n\ntool github.com/twcheck/twcheck/cmd/twcheck\n\nrequire github.com/twcheck/twcheck v0.0.0\n\n" +
		"replace github.com/twcheck/twcheck => " + filepath.ToSlash(relative) + "\n"
	if gvisor != "" {
		mod += "\nreplace gvisor.dev/gvisor => gvisor.dev/gvisor " + gvisor + "\n"
	}
	for name, text := range map[string]string{"go.mod": mod, "go.sum": string(sums)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

// bumped runs bump in the working directory and returns what it prints.
func bumped(t *testing.T, args ...string) (status int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = Main(append([]string{"bump"}, args...), &stdout, &stderr, func(string) string { return "" })
	return status, stdout.String(), stderr.String()
}

// downloads skips a test that needs modules which this machine cannot download.
func downloads(t *testing.T, version string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("NOT TESTED: it compiles the command with gVisor %s", version)
	}
	w := workshop{dir: t.TempDir(), env: os.Environ()}
	if err := os.WriteFile(filepath.Join(w.dir, "go.mod"), []byte("module x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	said, err := w.goCommand(w.dir, "mod", "download", gvisorModule+"@"+version)
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("gVisor %s cannot be downloaded: %s", version, goError(said, err))
	default:
		t.Skipf("NOT TESTED: gVisor %s cannot be downloaded: %s", version, goError(said, err))
	}
}

// bump compares two versions, carries over the replacements of go.mod, and writes nothing
// into the module.
func TestBump(t *testing.T) {
	downloads(t, pinned)
	dir := productModule(t, pinned)
	before := moduleFiles(t, dir)
	// OLD is left out: go.mod selects it, by its replacement.
	status, out, errs := bumped(t, profile.NetstackVersion, "--scenario", "C-01,C-48", "--format", "json")
	if status != ExitFails {
		t.Fatalf("exit status %d, want %d: %s", status, ExitFails, errs)
	}
	var got struct {
		Old, New struct{ GVisor string }
		Causes   []struct{ Count int }
		Changes  []struct{ Scenario, Case, Old, New string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(got.Old.GVisor, " "+pinned) || !strings.HasSuffix(got.New.GVisor, " "+profile.NetstackVersion) {
		t.Errorf("the runs are with gVisor %s and %s", got.Old.GVisor, got.New.GVisor)
	}
	if err := validate(schemaOf(t, "diff"), out); err != nil {
		t.Error(err)
	}
	if len(got.Causes) != 1 || len(got.Changes) != 6 || got.Changes[0].Scenario != "C-48" || got.Changes[0].Old != "ESTABLISHED" || got.Changes[0].New != "FIN-WAIT-1" {
		t.Errorf("the changes are %+v, want the 6 of C-48", got.Changes)
	}
	if after := moduleFiles(t, dir); after != before {
		t.Errorf("the module was\n%s\nand is\n%s", before, after)
	}
	// With two names of one version there is nothing to compare.
	for _, name := range []string{"gvisor.dev/gvisor@" + pinned, "@" + pinned, pinned} {
		if status, _, errs := bumped(t, name); status != ExitUsage || !strings.Contains(errs, "bump: current and "+name+" are both gVisor "+pinned+", and the comparison would always hold: want two versions") {
			t.Errorf("one version twice: exit status %d: %s", status, errs)
		}
	}
}

// moduleFiles returns the names and texts of all files of a folder.
func moduleFiles(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s\n%s\n", f.Name(), text)
	}
	return b.String()
}

// With the oldest gVisor the changes up to the present version are those in
// testdata/oldest.diff.
func TestOldestGVisor(t *testing.T) {
	downloads(t, oldest)
	for _, page := range []string{"../../docs/bump.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), oldest) {
			t.Errorf("%s does not name %s", page, oldest)
		}
	}
	status, out, errs := bumped(t, oldest, current)
	if status != ExitFails {
		t.Fatalf("exit status %d, want %d: %s", status, ExitFails, errs)
	}
	_, out, _ = strings.Cut(out, "\n\n") // without the versions
	const golden = "testdata/oldest.diff"
	if *update {
		if err := os.WriteFile(golden, []byte(out), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out != string(want) {
		t.Errorf("bump prints\n%s\nand %s has\n%s", out, golden, want)
	}
}

// What cannot be compared is refused in one sentence, before anything is built.
func TestBumpRefuses(t *testing.T) {
	empty, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "go.mod"), []byte("module example.com/other\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	product := productModule(t, "")
	fork := filepath.Join(product, "fork")
	if err := os.Mkdir(fork, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(fork, "go.mod"), []byte("module gvisor.dev/gvisor\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOWORK", "off")
	for _, c := range []struct {
		name, dir string
		args      []string
		want      string
	}{
		{"no module", empty, []string{pinned}, "bump: this folder is in no module"},
		{"no twcheck", other, []string{pinned}, "bump: go.mod does not require github.com/twcheck/twcheck, and this program is twcheck "},
		{"one version twice", product, []string{pinned, pinned}, "bump: both versions are " + pinned},
		{"current twice", product, []string{"current"}, "bump: both versions are current"},
		{"three versions", product, []string{"a", "b", "c"}, "bump: 3 versions are given: want OLD and NEW, or NEW alone"},
		{"the branch master", product, []string{"master"}, "lacks generated files: want go, the branch for modules"},
		{"the newest", product, []string{"latest"}, "lacks generated files"},
		{"offline", product, []string{"go"}, "bump: gVisor go is not found (go: "},
		{"no such branch", product, []string{"no/such"}, "bump: gVisor no/such is not found (go: "},
		{"no version", product, []string{"a b"}, `bump: "a b" is no version: want a pseudo-version`},
		{"half a version", product, []string{"a@"}, `bump: "a@" is no version`},
		{"no folder", product, []string{"./nowhere"}, "bump: gVisor ./nowhere: want the folder of a fork, with a go.mod: "},
		{"the same", product, []string{profile.NetstackVersion}, "bump: current and " + profile.NetstackVersion + " are both gVisor " + profile.NetstackVersion + ", and the comparison"},
		{"no gVisor", product, []string{"./fork", "current"}, "bump: twcheck does not build with gVisor ./fork: "},
		{"no scenario", product, []string{pinned, "--scenario", "C-99"}, `no scenario "C-99"`},
		{"no file", product, []string{pinned, "--modfile", "nowhere.mod"}, "bump: open nowhere.mod: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(c.dir)
			status, out, errs := bumped(t, c.args...)
			if status != ExitUsage || out != "" {
				t.Errorf("exit status %d, want %d and no output, which is %q", status, ExitUsage, out)
			}
			errs = strings.TrimPrefix(errs, "twcheck: bump: building with gVisor ./fork\n")
			if !strings.Contains(errs, c.want) || strings.Count(errs, "\n") != 1 {
				t.Errorf("standard error is %q, want %q", errs, c.want)
			}
		})
	}
}

// Settings of the go command that select another go.mod do not reach the builds.
func TestBumpFlags(t *testing.T) {
	for _, c := range []struct{ flags, rest, file string }{
		{"", "", ""},
		{"-mod=vendor -trimpath", "-trimpath", ""},
		{"--mod=mod -modfile=tools.mod -modcacherw", "-modcacherw", "tools.mod"},
	} {
		if rest, file := withoutModFlags(c.flags), modfileFlag(c.flags); rest != c.rest || file != c.file {
			t.Errorf("%q: %q and %q, want %q and %q", c.flags, rest, file, c.rest, c.file)
		}
	}
}
