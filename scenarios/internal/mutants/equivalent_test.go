//go:build linux

package mutants

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// equivalents are the mutants that no test can notice, with the reasons.
type equivalents map[string]string

// readEquivalents reads a file of mutants, one a line, each followed by an indented line
// with the reason. A reason is for all mutants right above it.
func readEquivalents(t *testing.T, file string) equivalents {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := equivalents{}
	var open []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		reason, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !indented:
			if _, twice := list[line]; twice || slices.Contains(open, line) {
				t.Errorf("%s has %q twice", file, line)
			}
			open = append(open, line)
		default:
			for _, name := range open {
				list[name] = reason
			}
			open = nil
		}
	}
	if len(open) > 0 {
		t.Errorf("%s gives no reason for %q", file, open)
	}
	return list
}

// judge fails the test for each survivor that is not listed, for each that is listed and
// was noticed, and for what is listed and does not exist.
func (list equivalents) judge(t *testing.T, points []point, results []result) {
	t.Helper()
	known := map[string]bool{}
	packages := map[string]bool{}
	for i, p := range points {
		packages[p.pkg] = true
		for _, kind := range p.kinds {
			known[name(points, mutant{i, kind})] = true
		}
	}
	for _, r := range results {
		p := points[r.point]
		n := name(points, r.mutant)
		_, is := list[n]
		switch {
		case r.by == nil && !is && *tests != "":
			t.Logf("%s: %s (%s:%d)", r.verdict, n, p.file, p.line)
		case r.by == nil && !is:
			t.Errorf("%s: %s (%s:%d)", r.verdict, n, p.file, p.line)
		case r.by != nil && is:
			t.Errorf("%s is listed as equivalent, and %s notices it:\n%s", n, r.by, r.text)
		}
	}
	for n := range list {
		if pkg, _, _ := strings.Cut(n, " "); packages[pkg] && !known[n] {
			t.Errorf("there is no mutant %q: its line in the list is old", n)
		}
	}
}

// table counts the results for each package.
func table(points []point, results []result, list equivalents) string {
	type row struct{ mutants, failed, panicked, hung, equivalent, survived int }
	rows := map[string]*row{}
	var names []string
	sum := &row{}
	for _, r := range results {
		pkg := points[r.point].pkg
		if rows[pkg] == nil {
			rows[pkg] = &row{}
			names = append(names, pkg)
		}
		_, is := list[name(points, r.mutant)]
		for _, x := range []*row{rows[pkg], sum} {
			x.mutants++
			switch {
			case r.verdict == "failed":
				x.failed++
			case r.verdict == "panicked":
				x.panicked++
			case r.verdict == "hung":
				x.hung++
			case is:
				x.equivalent++
			default:
				x.survived++
			}
		}
	}
	slices.Sort(names)
	rows["all"] = sum
	var b strings.Builder
	for _, n := range append(names, "all") {
		x := rows[n]
		fmt.Fprintf(&b, "%s: %d mutants, %d noticed (%d by a panic, %d by a hang), %d equivalent (listed), %d survivors\n",
			n, x.mutants, x.failed+x.panicked+x.hung, x.panicked, x.hung, x.equivalent, x.survived)
	}
	return b.String()
}
