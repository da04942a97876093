package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/profile"
)

// TestModfileInDocs runs the commands of docs/bump.md that keep the gVisor of a product,
// in a product that requires an older one. It also checks what the page says of a product
// that adds the tool to its go.mod.
func TestModfileInDocs(t *testing.T) {
	downloads(t, pinned)
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	page, err := os.ReadFile("../../docs/bump.md")
	if err != nil {
		t.Fatal(err)
	}
	_, script, ok := strings.Cut(string(page), "```\ncp go.mod twcheck.mod\n")
	script, _, ok2 := strings.Cut("cp go.mod twcheck.mod\n"+script, "```")
	if !ok || !ok2 || !strings.HasSuffix(script, "twcheck run\n") {
		t.Fatal("docs/bump.md has no such commands")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	top := t.TempDir()
	if err := os.Symlink(root, filepath.Join(top, "twcheck")); err != nil {
		t.Skipf("NOT TESTED: %v", err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	product := filepath.Join(top, "product")
	if err := os.Mkdir(product, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"go.mod":  "module example.com/product\n\ngo 1.26.3\n\nrequire gvisor.dev/gvisor " + pinned + "\n",
		"go.sum":  string(sums),
		"main.go": "package main\n\nimport _ \"gvisor.dev/gvisor/pkg/tcpip\"\n\nfunc main() {}\n",
	} {
		if err := os.WriteFile(filepath.Join(product, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run := func(script string) (string, error) {
		cmd := exec.Command("sh", "-ec", script)
		cmd.Dir, cmd.Env = product, append(os.Environ(), "GOWORK=off")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(script string) string {
		out, err := run(script)
		if err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
		return strings.TrimSpace(out)
	}
	must("go mod tidy")
	before := must("cat go.mod go.sum")
	// The last command of the page runs the whole catalogue, which fails with that gVisor.
	script = strings.TrimSuffix(script, "run\n") + "run C-48 || echo status $?\n"
	out := must(script)
	if !strings.Contains(out, "gvisor.dev/gvisor "+pinned+",") || !strings.Contains(out, "\nC-48 fails: state after close\n") || !strings.Contains(out, "status 1") {
		t.Errorf("the commands of the page print\n%s", out)
	}
	if after := must("cat go.mod go.sum"); after != before {
		t.Errorf("the product's files were\n%s\nand are\n%s", before, after)
	}
	// In go.mod itself the tool raises the version.
	must("go mod edit -require github.com/twcheck/twcheck@v0.0.0 -replace github.com/twcheck/twcheck=../twcheck -tool github.com/twcheck/twcheck/cmd/twcheck && go mod tidy")
	if v := must("go list -m -f '{{.Version}}' gvisor.dev/gvisor"); v != profile.NetstackVersion {
		t.Errorf("with the tool the product has gVisor %s, and the page says that it is raised to that of twcheck", v)
	}
}
