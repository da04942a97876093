package services_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// story is a Describe of this package, as docs/services.md quotes it.
type story struct {
	title   string
	comment string
	code    string
	goldens []string // of the specs that fail
}

var failing = regexp.MustCompile(`(?:fails|prints)\("([^"]+)"`)

// stories reads the stories in a file.
func stories(t *testing.T, file string) (list []story) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Doc == nil || len(g.Specs) != 1 {
			continue
		}
		v, ok := g.Specs[0].(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			continue
		}
		call, ok := v.Values[0].(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			continue
		}
		if fun, ok := call.Fun.(*ast.Ident); !ok || fun.Name != "Describe" {
			continue
		}
		title, err := strconv.Unquote(call.Args[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		s := story{title: title, comment: strings.ReplaceAll(strings.TrimSpace(g.Doc.Text()), "\n", " ")}
		s.code = string(src[set.Position(g.Pos()).Offset:set.Position(g.End()).Offset])
		for _, m := range failing.FindAllStringSubmatch(s.code, -1) {
			s.goldens = append(s.goldens, m[1])
		}
		list = append(list, s)
	}
	return list
}

const head = `# Services

What authors of services ask about the end of their connections, as Gomega specs on the servers and clients of the standard library. Each is written as you would write it, and once more in a form that fails: with the
configuration or the bug that the question is about. What that prints is shown as it is.

The specs run in testing/synctest bubbles, so that minutes and hours pass in no time; ` + "`inBubble` is `bubble.Run` of package fixture/bubble, and `fails`" + ` runs a spec that is expected to fail. They are in
[assertions/internal/services](../assertions/internal/services), helpers included. This page is generated from there.
`

// docs/services.md is what the stories are and print.
func TestDocs(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var all []story
	for _, file := range files {
		all = append(all, stories(t, file)...)
	}
	var b strings.Builder
	b.WriteString(head)
	for _, s := range all {
		b.WriteString("\n## " + s.title + "\n\n" + s.comment + "\n\n```go\n" + s.code + "\n```\n")
		for _, g := range s.goldens {
			text, err := os.ReadFile(filepath.Join("testdata", g+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			b.WriteString("\n" + g + " prints\n\n```\n" + string(text) + "```\n")
		}
	}
	page := filepath.Join("..", "..", "..", "docs", "services.md")
	if *update {
		if err := os.WriteFile(page, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != b.String() {
		t.Errorf("docs/services.md is not what the stories are; go test -update -run TestDocs ./assertions/internal/services writes it anew")
	}
	// Each text in testdata belongs to a spec.
	goldens, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goldens {
		name := strings.TrimSuffix(filepath.Base(g), ".txt")
		if !slices.ContainsFunc(all, func(s story) bool { return slices.Contains(s.goldens, name) }) {
			t.Errorf("no spec fails with what is in %s", g)
		}
	}
}
