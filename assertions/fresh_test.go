package assertions_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A module that uses fixture and assertions has in its build the packages in
// testdata/packages.txt and no others: not Ginkgo, nor anything that only the
// command needs. Nor does its go.mod name their modules.
func TestFreshModule(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"go.mod": "module example.com/fresh\n\ngo 1.26.3\n\nrequire github.com/twcheck/twcheck v0.0.0\n\nreplace github.com/twcheck/twcheck => " + root + "\n",
		"go.sum": string(sums),
		"fresh.go": `package fresh

import (
	_ "github.com/twcheck/twcheck/assertions"
	_ "github.com/twcheck/twcheck/fixture"
)
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	run("mod", "tidy")
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(run("list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "."))
	slices.Sort(packages)
	var got strings.Builder
	for _, p := range packages {
		if p != "example.com/fresh" {
			got.WriteString(p + "\n")
		}
	}
	for _, unwanted := range []string{"ginkgo", "kong", "go-internal", "golang.org/x/term", "go-junit-report", "jsonschema"} {
		if strings.Contains(got.String(), unwanted) {
			t.Errorf("%s is compiled in", unwanted)
		}
		if strings.Contains(string(mod), unwanted) {
			t.Errorf("go.mod names %s:\n%s", unwanted, mod)
		}
	}
	file := filepath.Join("testdata", "packages.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("compiled in are\n%s\nwant\n%s\n(go test -update writes what is)", got.String(), want)
	}
}
