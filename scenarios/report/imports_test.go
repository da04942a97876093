package report_test

import (
	"os/exec"
	"strings"
	"testing"
)

// A report can be read without a network stack: the package imports only the standard
// library.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(string(out)); len(got) != 1 || !strings.HasSuffix(got[0], "/scenarios/report") {
		t.Errorf("beside the standard library it imports %q", got)
	}
}
