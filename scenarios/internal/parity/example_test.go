package parity

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// example is the file with the sequence that shows a declared difference.
func example(name string) string { return filepath.Join("testdata", name+".txt") }

// writeExample writes an example that does not exist yet.
func writeExample(t *testing.T, name string, v verdict) {
	if _, err := os.Stat(example(name)); err == nil {
		return
	}
	var steps []step
	for _, l := range v.there[:v.first()+1] {
		steps = append(steps, l.step)
	}
	if err := os.WriteFile(example(name), []byte(text(steps)), 0o644); err != nil {
		t.Error(err)
	}
}

// page has the differences in tables. The first column of a row is the name.
const page = "../../../docs/linux.md"

// TestDeclared plays the example of each declared difference: it shows the difference, which
// the page declares. And the page declares no other.
func TestDeclared(t *testing.T) {
	k := openKernel(t)
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		listed[m[1]] = true
	}
	seen := map[string]bool{}
	for _, d := range known {
		if seen[d.name] {
			continue
		}
		seen[d.name] = true
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			if !listed[d.name] {
				t.Errorf("no table of docs/linux.md has a row %q", d.name)
			}
			v, err := k.play(readExample(t, example(d.name)))
			if err != nil {
				t.Fatal(err)
			}
			if got := v.isDeclared(); got == nil || got.name != d.name {
				t.Errorf("it does not show the difference, but %v:\n%s", got, v)
			}
		})
	}
	for name := range listed {
		if !seen[name] {
			t.Errorf("docs/linux.md declares %q, and nothing here knows that", name)
		}
	}
}

// TestMended plays sequences that have shown a difference, which was mended.
func TestMended(t *testing.T) {
	k := openKernel(t)
	files, err := filepath.Glob(filepath.Join("testdata", "mended", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			v, err := k.play(readExample(t, file))
			if err != nil {
				t.Fatal(err)
			}
			if v.first() >= 0 {
				t.Errorf("%s\n%s", v.kind(), v)
			}
			t.Logf("\n%s", v)
		})
	}
}

// readExample reads a sequence.
func readExample(t *testing.T, file string) []step {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	return steps
}
