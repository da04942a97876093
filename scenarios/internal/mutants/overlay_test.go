//go:build linux

package mutants

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/twcheck/twcheck/"

//go:embed testdata/selector.go.txt
var selector string

// listed is a package as go list describes it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

// goTool runs the go command in the root of the module and returns its output.
func goTool(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = root(t)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, out, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return out
}

func root(t *testing.T) string {
	dir, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// overlay rewrites packages of the module, writes an overlay for the go command, and
// returns its name and all points. The number of a point is its index.
func overlay(t *testing.T, dir string, packages []string) (string, []point) {
	t.Helper()
	replace := map[string]string{filepath.Join(root(t), "mutant", "mutant.go"): write(t, dir, "selector.go", selector)}
	var points []point
	export := map[string]string{}
	list := map[string]listed{}
	d := json.NewDecoder(bytes.NewReader(goTool(t, "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")))
	for {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		export[p.ImportPath], list[p.ImportPath] = p.Export, p
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	for _, name := range packages {
		p, ok := list[module+name]
		if !ok {
			t.Fatalf("there is no package %s", name)
		}
		var files []*ast.File
		var sources [][]byte
		for _, file := range p.GoFiles {
			src, err := os.ReadFile(filepath.Join(p.Dir, file))
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files, sources = append(files, parsed), append(sources, src)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		if _, err := (&types.Config{Importer: imports}).Check(p.ImportPath, fset, files, info); err != nil {
			t.Fatal(err)
		}
		for i, file := range files {
			f := finder{fset: fset, info: info, src: sources[i], pkg: name, file: p.GoFiles[i], first: len(points)}
			f.functions(file)
			if len(f.found) == 0 {
				continue
			}
			points = append(points, f.found...)
			to := write(t, dir, fmt.Sprintf("%s_%s", strings.ReplaceAll(name, "/", "_"), f.file), f.rewritten(file))
			replace[filepath.Join(p.Dir, f.file)] = to
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	return write(t, dir, "overlay.json", string(text)), points
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}
