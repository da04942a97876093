package assertions_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// exported are the names that the package exports.
func exported(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.IsExported() {
					names = append(names, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() {
						t.Errorf("the type %s is exported: the package has matchers only", s.Name)
					}
					if s, ok := s.(*ast.ValueSpec); ok && s.Names[0].IsExported() {
						t.Errorf("the variable %s is exported: the package has matchers only", s.Names[0])
					}
				}
			}
		}
	}
	return names
}

// The package can be dot-imported next to Gomega, as the tests do: its names begin
// with what reads after To.
func TestNames(t *testing.T) {
	for _, name := range exported(t) {
		if !strings.HasPrefix(name, "Have") && !strings.HasPrefix(name, "Be") && name != "RejectIncarnation" && name != "AcceptIncarnation" {
			t.Errorf("%s does not read after To", name)
		}
	}
}

// Each matcher has an example, which go doc and pkg.go.dev show.
func TestExamples(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "example_test.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range exported(t) {
		if f.Scope.Lookup("Example"+name) == nil {
			t.Errorf("%s has no example", name)
		}
	}
}
