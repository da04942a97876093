package services_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
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
configuration or the bug that the question is about. What that prints is shown as it is, but for pointers in what Gomega prints of errors.

The specs run in testing/synctest bubbles, so that minutes and hours pass in no time; ` + "`inBubble` is `bubble.Run` of package fixture/bubble, and `fails`" + ` runs a spec that is expected to fail. They are in
[assertions/internal/services](../assertions/internal/services), helpers included. This page is generated from there.
`
