//go:build linux

package mutants

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// conditions finds the conditions of a source, and returns it rewritten.
func conditions(t *testing.T, src string) (found []point, rewritten string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sample.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if _, err := (&types.Config{}).Check("sample", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	f := finder{fset: fset, info: info, src: []byte(src), pkg: "p", file: "sample.go"}
	f.functions(file)
	return f.found, f.rewritten(file)
}

// Each condition has the mutants that no other one makes.
func TestConditions(t *testing.T) {
	for body, want := range map[string][]string{
		"if a { i++ }": {"a = true", "a = false"},
		// An operand that alone decides is forced once.
		"if a && b { i++ }":                          {"a = true", "a = false", "b = true"},
		"if a || b { i++ }":                          {"a = true", "a = false", "b = false"},
		"if !(a || b) { i++ }":                       {"a = true", "a = false", "b = false"},
		"if a && (b || c) { i++ }":                   {"a = true", "a = false", "b = true", "b = false", "c = false"},
		"if !a && !b { i++ }":                        {"a = true", "a = false", "b = false"},
		"for i < 3 { i++ }":                          {"i < 3 = true", "i < 3 = false", "i < 3 = shifted"},
		"x := i == 1; _ = x":                         {"i == 1 = true", "i == 1 = false"},
		"_ = func() bool { return a }":               {"a = true", "a = false"},
		"_ = func() bool { return true }":            {"true = false"},
		"switch { case a: i++; case i > 2, b: i-- }": {"a = true", "a = false", "i > 2 = true", "i > 2 = false", "i > 2 = shifted", "b = true", "b = false"},
		"switch i { case 1, 2: i++; default: i-- }":  {"i == 1 = true", "i == 1 = false", "i == 2 = true", "i == 2 = false"},
		"if a { i++ }; if a { i-- }":                 {"a = true", "a = false", "a #2 = true", "a #2 = false"},
		"if i == 1 == (i < 2) { i++ }":               {"i == 1 == (i < 2) = true", "i == 1 == (i < 2) = false", "i == 1 = true", "i == 1 = false", "i < 2 = true", "i < 2 = false", "i < 2 = shifted"},
		"const k = 1 < 2; i++":                       nil,
	} {
		points, rewritten := conditions(t, "package p\nfunc f(a, b, c bool, i int) { "+body+" }\n")
		var got []string
		for i, p := range points {
			for _, kind := range p.kinds {
				got = append(got, strings.TrimPrefix(name(points, mutant{i, kind}), "p f: "))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q\nwant %q", body, got, want)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "", rewritten, 0); err != nil {
			t.Errorf("%s was rewritten as\n%s\n%v", body, rewritten, err)
		}
	}
}

// sampled is a package with a condition that its test holds and one that it does not.
var sampled = map[string]string{
	"go.mod":         "module github.com/twcheck/twcheck\n\ngo 1.26\n",
	"mutant/used.go": "package mutant\n",
	"p/p.go": `package p

func Sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n == 0:
		return 0
	}
	return 1
}
`,
	"p/p_test.go": `package p

import "testing"

func TestSign(t *testing.T) {
	for n, want := range map[int]int{-5: -1, 0: 0} {
		if got := Sign(n); got != want {
			t.Errorf("%d: %d", n, got)
		}
	}
}
`,
}

// A mutant that a test can tell is noticed, and no other one is.
func TestNotices(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package")
	}
	dir := t.TempDir()
	points, rewritten := conditions(t, sampled["p/p.go"])
	for file, text := range sampled {
		mkdir(t, filepath.Join(dir, filepath.Dir(file)))
		write(t, dir, file, text)
	}
	write(t, dir, "p/p.go", rewritten)
	write(t, dir, "mutant/used.go", selector)
	path := filepath.Join(dir, "p.test")
	if out := (run{bin: &binary{path: "go", dir: filepath.Join(dir, "p")}, args: []string{"test", "-c", "-o", path}, limit: time.Minute, free: true}).do(); out.err != nil {
		t.Fatalf("%v\n%s", out.err, out.text)
	}
	b := &binary{path: path, dir: filepath.Join(dir, "p")}
	units := recorded(t, dir, []*binary{b}, len(points))
	if len(units) != 1 {
		t.Fatalf("%d tests, want 1", len(units))
	}
	want := map[string]string{
		"n < 0 = true": "failed", "n < 0 = false": "failed", "n < 0 = shifted": "failed",
		// No test has a number above 0.
		"n == 0 = true": "unreached", "n == 0 = false": "failed",
	}
	var mutants []mutant
	for i, p := range points {
		for _, kind := range p.kinds {
			mutants = append(mutants, mutant{i, kind})
		}
	}
	if len(mutants) != len(want) {
		t.Errorf("%d mutants, want %d", len(mutants), len(want))
	}
	for _, r := range tryAll(t, points, mutants, units) {
		if n := strings.TrimPrefix(name(points, r.mutant), "p Sign: "); r.verdict != want[n] {
			t.Errorf("%s: %s, want %s\n%s", n, r.verdict, want[n], r.text)
		}
	}
}
