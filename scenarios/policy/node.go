package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// reader reads the nodes of a policy file and collects all problems.
type reader struct {
	file     string
	problems []Problem

	// These keep what was looked up, since a policy can repeat a name thousands of times.
	profiles map[string]profile.Profile
	picked   map[string][]scenarios.Scenario
	grouped  map[string][]scenarios.Scenario
	all      []scenarios.Scenario
}

// place is a place in the file, counted from 1.
type place struct{ line, column int }

func placeOf(n *yaml.Node) place { return place{n.Line, n.Column} }

// fault records a problem of a node and the accepted values.
func (r *reader) fault(at place, format string, args ...any) {
	r.problems = append(r.problems, Problem{at.line, at.column, fmt.Sprintf(format, args...)})
}

// err returns all problems in the order of the file, or nil.
func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return &Error{r.file, r.problems}
}

// clean reports whether read finds no problem.
func (r *reader) clean(read func()) bool {
	before := len(r.problems)
	read()
	return len(r.problems) == before
}

// field is a key of a mapping.
type field struct {
	name     string
	required bool
	read     func(*yaml.Node)
}

// mapping reads a mapping. Each key must be known and appear once. It reports whether
// all keys were read. Values may still be invalid, and required keys may be missing.
func (r *reader) mapping(n *yaml.Node, what string, fields ...field) (all bool) {
	n = target(n)
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	accepted := strings.Join(names, ", ")
	if n.Kind != yaml.MappingNode {
		r.fault(placeOf(n), "%s is %s: want a mapping with %s", what, kindOf(n), accepted)
		return false
	}
	all = true
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		k := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		switch {
		case k < 0:
			r.fault(placeOf(key), "%s has no key %q: want one of %s%s", what, key.Value, accepted, spelling.DidYouMean(key.Value, names))
			all = false
		case seen[key.Value]:
			r.fault(placeOf(key), "%s has %q twice: want it once", what, key.Value)
			all = false
		default:
			seen[key.Value] = true
			fields[k].read(target(value))
		}
	}
	for _, f := range fields {
		if f.required && !seen[f.name] {
			r.fault(placeOf(n), "%s has no %q, which is required", what, f.name)
		}
	}
	return all
}

// list reads a list with at least one element. Two equal texts in it are a problem.
func (r *reader) list(n *yaml.Node, what string, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		r.fault(placeOf(n), "%s is %s: want a list with at least one element", what, kindOf(n))
		return
	}
	seen := make(map[string]bool)
	for _, item := range n.Content {
		item = target(item)
		if seen[item.Value] {
			r.fault(placeOf(item), "%s has %q twice: want it once", what, item.Value)
			continue
		}
		seen[item.Value] = item.Value != "" // as it is of a mapping or a list
		read(item)
	}
}

// text reads a text that is not empty.
func (r *reader) text(n *yaml.Node, what string) (string, bool) {
	// The Value of a mapping or a list is empty.
	if n.Tag != "!!str" || blank(n.Value) {
		r.fault(placeOf(n), "%s is %s: want a text, in quotes if YAML takes it for something else", what, kindOf(n))
		return "", false
	}
	return n.Value, true
}

// blank reports whether a text has nothing that a reader could see.
func blank(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.In(r, unicode.Z, unicode.M, unicode.Other_Default_Ignorable_Code_Point) && r != brailleBlank
	})
}

// brailleBlank is a pattern of no dots, a symbol to Unicode.
const brailleBlank = '\u2800'

// scalar reads a single value of any YAML type as text.
func (r *reader) scalar(n *yaml.Node, what, want string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.fault(placeOf(n), "%s is %s: %s", what, kindOf(n), want)
		return "", false
	}
	return n.Value, true
}

// target returns the node behind an alias.
func target(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// kindOf describes a node in a few words.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		return "an empty list"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
		return "empty"
	case n.Tag == "!!str" && blank(n.Value):
		return fmt.Sprintf("the text %+q, which nobody can see", n.Value)
	case n.Tag == "!!str":
		return fmt.Sprintf("the text %q", n.Value)
	}
	return fmt.Sprintf("%s (%s to YAML)", n.Value, strings.TrimPrefix(n.Tag, "!!"))
}

// minNodes is the number of values that every policy may have, also in few bytes.
const minNodes = 1000

// spelledOut returns the number of values of a node if each alias had the values that it
// stands for, or a number above most if they are more. A text without aliases has no more
// values than bytes. Aliases of aliases could stand for any number of them, and the list
// of problems would be as long. known has the nodes so far.
func spelledOut(n *yaml.Node, most int, known map[*yaml.Node]int) int {
	if sum, ok := known[n]; ok {
		return sum
	}
	known[n] = 1 // for an alias of a node that it is in
	sum := 1
	if n.Kind == yaml.AliasNode {
		sum += spelledOut(n.Alias, most, known)
	}
	for _, c := range n.Content {
		if sum += spelledOut(c, most, known); sum > most {
			break
		}
	}
	known[n] = sum
	return sum
}
