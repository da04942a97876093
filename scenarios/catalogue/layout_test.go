package catalogue_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/catalogue"
)

// mostPairs is the maximum number of scenarios in a folder, so that its list remains
// readable.
const mostPairs = 20

var (
	scenarioFile = regexp.MustCompile(`^[cnt]\d{2,3}_[a-z0-9]+(_[a-z0-9]+)*\.go$`)
	scenarioID   = regexp.MustCompile(`(?m)^\t\tID: +"([CNT]-\d{2,3})",$`)
	groupOf      = regexp.MustCompile(`(?m)^\t\tGroup: +"([a-z0-9-]+)",$`)
)

// Every scenario has its expectations beside it, and the reverse. Its file is named
// after its id, and all scenarios of a group are in one folder.
func TestPairs(t *testing.T) {
	seen := map[string]string{}
	folderOf := map[string]string{}
	for _, folder := range folders(t) {
		pairs := 0
		for _, name := range files(t, folder, ".go") {
			if !scenarioFile.MatchString(path.Base(name)) {
				if scenarioID.MatchString(read(t, name)) {
					t.Errorf("%s has a scenario and not its name, such as c02_time_wait_length.go", name)
				}
				continue
			}
			pairs++
			if want := strings.TrimSuffix(name, ".go") + ".want"; !exists(want) {
				t.Errorf("%s has no %s beside it: write it with twcheck expect %s -w", name, path.Base(want), catalogue.Scenario(name))
			}
			text := read(t, name)
			ids := scenarioID.FindAllStringSubmatch(text, -1)
			if len(ids) != 1 || ids[0][1] != catalogue.Scenario(name) {
				t.Errorf("%s has the scenarios %q: want %s alone", name, ids, catalogue.Scenario(name))
				continue
			}
			if other := seen[ids[0][1]]; other != "" {
				t.Errorf("%s is in %s and in %s", ids[0][1], other, name)
			}
			seen[ids[0][1]] = name
			group := groupOf.FindStringSubmatch(text)
			if group == nil {
				t.Errorf("%s has no group", name)
				continue
			}
			if other := folderOf[group[1]]; other != "" && other != folder {
				t.Errorf("the group %s is in the folders %s and %s", group[1], other, folder)
			}
			folderOf[group[1]] = folder
		}
		for _, name := range files(t, folder, ".want") {
			if story := strings.TrimSuffix(name, ".want") + ".go"; !exists(story) {
				t.Errorf("%s has no %s beside it", name, path.Base(story))
			}
		}
		if pairs == 0 || pairs > mostPairs {
			t.Errorf("%s has %d scenarios: want 1 to %d", folder, pairs, mostPairs)
		}
	}
	embedded, err := fs.Glob(catalogue.Wants, "*/*.want")
	if err != nil || len(embedded) != len(seen) {
		t.Errorf("%d files are embedded (%v), and there are %d scenarios", len(embedded), err, len(seen))
	}
	for id, name := range seen {
		if want := catalogue.WantOf(id); strings.TrimSuffix(want, ".want") != strings.TrimSuffix(name, ".go") {
			t.Errorf("WantOf(%s) is %q", id, want)
		}
	}
	if got := catalogue.WantOf("X-01"); got != "" {
		t.Errorf("WantOf of no scenario is %q", got)
	}
}

// Scenarios import their vocabulary. They do not import expectations, the runner or
// other folders.
func TestImports(t *testing.T) {
	const module = "github.com/twcheck/twcheck/"
	may := func(imported string) bool {
		rest, ours := strings.CutPrefix(imported, module)
		return ours && (rest == "fixture" || strings.HasPrefix(rest, "fixture/") || rest == "scenarios/internal/lab" || rest == "scenarios/target" || rest == "scenarios/sources")
	}
	for _, folder := range append(folders(t), "../internal/lab") {
		for _, name := range files(t, folder, ".go") {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range f.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(imported, ".") && !may(imported) {
					t.Errorf("%s imports %s", name, imported)
				}
			}
		}
	}
}

// takesApart matches the functions that find something in a text.
var takesApart = regexp.MustCompile(`^(strings\.(Contains|Count|Cut|EqualFold|Has|Index|Last|Split|Trim).*|fmt\.[SF]?[Ss]can.*|strconv\.(Parse.*|Atoi))$`)

// No scenario decides by the text of an observation: it would decide otherwise if the
// words changed, and nobody would notice. Flags, states and errors have types.
func TestNoTextDecides(t *testing.T) {
	for _, folder := range folders(t) {
		for _, name := range files(t, folder, ".go") {
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.SelectorExpr:
					if x, ok := n.X.(*ast.Ident); ok && (takesApart.MatchString(x.Name+"."+n.Sel.Name) || x.Name == "regexp") {
						t.Errorf("%s takes a text apart with %s.%s", set.Position(n.Pos()), x.Name, n.Sel.Name)
					}
				case *ast.BinaryExpr:
					if (n.Op == token.EQL || n.Op == token.NEQ) && (returned(n.X) && quoted(n.Y) || quoted(n.X) && returned(n.Y)) {
						t.Errorf("%s compares what a function says with a text", set.Position(n.Pos()))
					}
				}
				return true
			})
		}
	}
}

// returned reports whether an expression is a call.
func returned(x ast.Expr) bool { _, ok := x.(*ast.CallExpr); return ok }

// quoted reports whether an expression is a text that is written there.
func quoted(x ast.Expr) bool {
	lit, ok := x.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

func TestScenario(t *testing.T) {
	for name, id := range map[string]string{
		"timewait/c02_time_wait_length.want": "C-02", "n10_abort.go": "N-10", "": "", "_x.want": "", "t.want": "",
	} {
		if got := catalogue.Scenario(name); got != id {
			t.Errorf("Scenario(%q) is %q, want %q", name, got, id)
		}
	}
}

func TestCompare(t *testing.T) {
	ids := []string{"C-02", "C-10", "C-99", "C-100", "C-101", "N-01", "T-05"}
	if !slices.IsSortedFunc(ids, catalogue.Compare) || catalogue.Compare("C-99", "C-99") != 0 || catalogue.Compare("C-100", "C-99") <= 0 {
		t.Error("C-100 comes after C-99")
	}
}

// folders returns the folders of the catalogue.
func folders(t *testing.T) (out []string) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

// files returns the files of a folder with an extension, without tests.
func files(t *testing.T, folder, extension string) []string {
	out, err := filepath.Glob(filepath.Join(folder, "*"+extension))
	if err != nil {
		t.Fatal(err)
	}
	out = slices.DeleteFunc(out, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	for i := range out {
		out[i] = filepath.ToSlash(out[i])
	}
	return out
}

func exists(name string) bool { _, err := os.Stat(filepath.FromSlash(name)); return err == nil }

func read(t *testing.T, name string) string {
	text, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
