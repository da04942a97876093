//go:build linux

package mutants

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// point is a condition in the source, and what can be done to it.
type point struct {
	pkg, file, fn string // below the module; as in "(*account).fins"
	text          string // the condition, on one line
	nth           int    // of the conditions of the function that read the same, from 1
	line          int
	kinds         []string // of "true", "false" and "shifted"
}

// String names a point. The name survives a move to another line or file.
func (p point) String() string {
	s := fmt.Sprintf("%s %s: %s", p.pkg, p.fn, p.text)
	if p.nth > 1 {
		s += fmt.Sprintf(" #%d", p.nth)
	}
	return s
}

// edit replaces the text from one offset to another.
type edit struct {
	from, to int
	text     string
}

// finder collects the points of a file, and the edits that let each go through the
// selector.
type finder struct {
	fset  *token.FileSet
	info  *types.Info
	src   []byte
	pkg   string
	file  string
	fn    string
	first int // number of the first point
	found []point
	opens []edit
	// closes are in the order in which they are found: of two at one place the later is
	// the inner one.
	closes []edit
	seen   map[ast.Expr]bool
}

func (f *finder) offset(p token.Pos) int { return f.fset.Position(p).Offset }

func (f *finder) text(n ast.Node) string {
	return strings.Join(strings.Fields(string(f.src[f.offset(n.Pos()):f.offset(n.End())])), " ")
}

// functions visits all functions of a file, and the values of variables.
func (f *finder) functions(file *ast.File) {
	f.seen = map[ast.Expr]bool{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			f.fn = d.Name.Name
			if d.Recv != nil {
				f.fn = "(" + f.text(d.Recv.List[0].Type) + ")." + d.Name.Name
			}
			ast.Inspect(d, f.visit)
		case *ast.GenDecl:
			if d.Tok == token.VAR {
				f.fn = "var in " + f.file
				ast.Inspect(d, f.visit)
			}
		}
	}
	same := map[string]int{}
	for i := range f.found {
		p := &f.found[i]
		same[p.fn+"\n"+p.text]++
		p.nth = same[p.fn+"\n"+p.text]
	}
}

// visit finds where a boolean decides or leaves the function.
func (f *finder) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.IfStmt:
		f.condition(n.Cond, true, true)
	case *ast.ForStmt:
		if n.Cond != nil {
			f.condition(n.Cond, true, true)
		}
	case *ast.ReturnStmt:
		for _, r := range n.Results {
			f.condition(r, true, true)
		}
	case *ast.SwitchStmt:
		f.cases(n)
	case *ast.BinaryExpr:
		f.condition(n, true, true)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			f.condition(n, true, true)
		}
	}
	return true
}

// cases treats the cases of a switch. A switch with a tag, if that has no calls, becomes
// one without: case B of switch a is the condition a == B.
func (f *finder) cases(s *ast.SwitchStmt) {
	if s.Tag != nil && !pure(s.Tag) {
		return
	}
	for _, c := range s.Body.List {
		for _, e := range c.(*ast.CaseClause).List {
			if s.Tag == nil {
				f.condition(e, true, true)
				continue
			}
			tag := f.text(s.Tag)
			f.add(e, tag+" == "+f.text(e), "B", tag+" == (", "))", "true", "false")
		}
	}
	if s.Tag != nil {
		f.opens = append(f.opens, edit{f.offset(s.Tag.Pos()), f.offset(s.Tag.End()), ""})
	}
}

func pure(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return pure(e.X)
	}
	return false
}

// condition adds the points of a boolean. toTrue and toFalse tell whether it is to be
// forced to that value. An a that is false makes a && b false as a false b does; hence
// only a is forced to be false. In a || b only a is forced to be true.
func (f *finder) condition(e ast.Expr, toTrue, toFalse bool) {
	t, ok := f.info.Types[e]
	if !ok || f.seen[e] || t.Type != types.Typ[types.Bool] && t.Type != types.Typ[types.UntypedBool] {
		return
	}
	f.seen[e] = true
	var kinds []string
	if toTrue && (t.Value == nil || t.Value.String() == "false") {
		kinds = append(kinds, "true")
	}
	if toFalse && (t.Value == nil || t.Value.String() == "true") {
		kinds = append(kinds, "false")
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		f.condition(x.X, toTrue, toFalse)
		return
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			f.condition(x.X, toFalse, toTrue)
			return
		}
	case *ast.BinaryExpr:
		switch x.Op {
		case token.LAND:
			f.condition(x.X, true, toFalse)
			f.condition(x.Y, true, false)
			return
		case token.LOR:
			f.condition(x.X, toTrue, true)
			f.condition(x.Y, false, true)
			return
		}
		if name := map[token.Token]string{token.LSS: "LT", token.LEQ: "LE", token.GTR: "GT", token.GEQ: "GE"}[x.Op]; name != "" && t.Value == nil {
			at := f.offset(x.OpPos)
			f.opens = append(f.opens, edit{at, at + len(x.Op.String()), ","})
			f.add(e, f.text(e), name, "", ")", append(kinds, "shifted")...)
			return
		}
	}
	if len(kinds) > 0 {
		f.add(e, f.text(e), "B", "", ")", kinds...)
	}
}

// add adds one point and its edits.
func (f *finder) add(e ast.Expr, text, selector, before, after string, kinds ...string) {
	id := f.first + len(f.found)
	f.found = append(f.found, point{f.pkg, f.file, f.fn, text, 0, f.fset.Position(e.Pos()).Line, kinds})
	from, to := f.offset(e.Pos()), f.offset(e.End())
	f.opens = append(f.opens, edit{from, from, fmt.Sprintf("mutant.%s(%d, %s", selector, id, before)})
	f.closes = append(f.closes, edit{to, to, after})
}

// rewritten returns the source with all edits.
func (f *finder) rewritten(file *ast.File) string {
	name := f.offset(file.Name.End())
	slices.Reverse(f.closes)
	edits := slices.Concat(f.closes, f.opens, []edit{{name, name, `; import "` + module + `mutant"`}})
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.Write(f.src[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(f.src[at:])
	return b.String()
}
