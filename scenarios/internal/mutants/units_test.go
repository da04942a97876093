//go:build linux

package mutants

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// binary is the test binary of a package.
type binary struct {
	path, dir string
	suites    []string // tests that run Ginkgo's specs
	files     []string // that have specs
}

// unit is a test, a subtest of a slow test, or a file of specs: the least that is run.
type unit struct {
	bin  *binary
	name string        // of the test
	part string        // the subtest, or the file of specs
	took time.Duration // for the time limit
	cpu  time.Duration // which does not depend on what else the machine does
	seen []byte        // what its conditions were
}

func (u *unit) String() string {
	return strings.TrimSuffix(filepath.Base(u.bin.path), ".test") + " " + strings.Trim(u.name+"/"+u.part, "/")
}

// together reports whether one process can run both.
func (u *unit) together(v *unit) bool {
	return u.bin == v.bin && (u.part == "" && v.part == "" || u.part != "" && v.part != "" && u.name == v.name)
}

// slow is the processor time of a test whose subtests are units of their own.
const slow = time.Second

// arguments returns the arguments that run some units, and nothing else, in one process.
func arguments(units []*unit) []string {
	first := units[0]
	args := []string{"-test.short", "-test.failfast"}
	suite := slices.Contains(first.bin.suites, first.name)
	var names []string
	for _, u := range units {
		switch {
		case suite && u.part != "":
			args = append(args, "-ginkgo.focus-file=/"+regexp.QuoteMeta(u.part)+"$")
		case u.part != "":
			names = append(names, regexp.QuoteMeta(u.part))
		default:
			names = append(names, u.name)
		}
	}
	if suite {
		return append(args, "-test.run=^"+first.name+"$", "-ginkgo.fail-fast", "-ginkgo.no-color")
	}
	run := "^(" + strings.Join(names, "|") + ")$"
	if first.part != "" {
		run = "^" + first.name + "$/" + run
	}
	return append(args, "-test.run="+run)
}

var (
	suiteCall = regexp.MustCompile(`(?m)^func (Test\w+)\(.*\n(?:[^}].*\n)*?.*\bRunSpecs\(`)
	specs     = regexp.MustCompile(`(?m)^var _ = (ginkgo\.)?F?Describe`)
	begins    = regexp.MustCompile(`(?m)^=== RUN +(\w+)/([^/\n]+)`)
)

// notRun drive the Linux kernel or other tools and have nothing to say of this code.
var notRun = []string{"TestLinux", "TestNetstackMutations"}

// units returns the tests of a binary. A suite is divided by files.
func (b *binary) units(t *testing.T) []*unit {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(b.dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range suiteCall.FindAllSubmatch(text, -1) {
			b.suites = append(b.suites, string(m[1]))
		}
		if specs.Match(text) {
			b.files = append(b.files, filepath.Base(file))
		}
	}
	out := run{bin: b, args: []string{"-test.list=^(Test|Example|Fuzz)"}, limit: time.Minute}.do()
	if out.err != nil {
		t.Fatalf("%s: %v\n%s", b.path, out.err, out.text)
	}
	var units []*unit
	for name := range strings.FieldsSeq(out.text) {
		switch {
		case slices.Contains(notRun, name):
		case slices.Contains(b.suites, name):
			for _, file := range b.files {
				units = append(units, &unit{bin: b, name: name, part: file})
			}
		default:
			units = append(units, &unit{bin: b, name: name})
		}
	}
	return units
}

// subtests returns the subtests of a unit, from its output with -test.v.
func (u *unit) subtests(output string) []*unit {
	var parts []*unit
	known := map[string]bool{}
	for _, m := range begins.FindAllStringSubmatch(output, -1) {
		if m[1] == u.name && !known[m[2]] {
			known[m[2]] = true
			parts = append(parts, &unit{bin: u.bin, name: u.name, part: m[2]})
		}
	}
	return parts
}

// record runs a unit without a mutant and notes what its conditions were. It returns
// the unit, or its subtests.
func (u *unit) record(t *testing.T, dir string, points int) []*unit {
	f, err := os.CreateTemp(dir, "seen")
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := f.Truncate(int64(3 * points)); err != nil {
		t.Fatal(err)
	}
	out := run{bin: u.bin, args: append(arguments([]*unit{u}), "-test.v"), env: []string{"TWCHECK_SEEN=" + f.Name()}, limit: 10 * time.Minute}.do()
	if out.err != nil {
		t.Errorf("%s fails without a mutant: %v\n%s", u, out.err, out.text)
		return nil
	}
	if parts := u.subtests(out.text); u.part == "" && out.cpu > slow && len(parts) > 1 {
		var units []*unit
		for _, p := range parts {
			units = append(units, p.record(t, dir, points)...)
		}
		return units
	}
	if u.seen, err = os.ReadFile(f.Name()); err != nil {
		t.Fatal(err)
	}
	u.took, u.cpu = out.took, out.cpu
	return []*unit{u}
}

// notices reports whether the unit can notice a mutant: whether some condition was not
// as the mutant forces it to be.
func (u *unit) notices(m mutant) bool {
	at := 3 * m.point
	switch m.kind {
	case "true":
		at++
	case "shifted":
		at += 2
	}
	return u.seen[at] != 0
}

// sortUnits puts those first that noticed mutants of the same function, then the quick
// ones.
func sortUnits(units []*unit, noticed map[*unit]int) {
	slices.SortStableFunc(units, func(a, b *unit) int {
		return cmp.Or(cmp.Compare(noticed[b], noticed[a]), cmp.Compare(a.cpu, b.cpu))
	})
}
