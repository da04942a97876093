package assertions

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/onsi/gomega/format"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// connections are the elements of a list of connections.
func connections(actual any) (list []any, is bool) {
	switch x := actual.(type) {
	case []timeline.Incarnation:
		for _, c := range x {
			list = append(list, c)
		}
		return list, true
	case []*fixture.Conn:
		for _, c := range x {
			list = append(list, c)
		}
		return list, true
	case []net.Conn:
		for _, c := range x {
			list = append(list, c)
		}
		return list, true
	}
	return nil, false
}

// member is one connection of a list, and what a matcher found of it.
type member struct {
	actual any
	answer answer
}

// kind is a few words that are the same for the connections that one example stands for.
func (m member) kind() string {
	if m.answer.kind != nil {
		return m.answer.kind()
	}
	x, _ := side(m.actual)
	return ending(x)
}

// ends are the local and the remote end of the connection.
func (m member) ends() (local, remote string) {
	text := m.answer.subject
	if x, err := side(m.actual); err == nil {
		text = x.String()
	}
	text, _, _ = strings.Cut(text, " on ")
	local, remote, _ = strings.Cut(text, " - ")
	return local, remote
}

// ending is how a connection ended, without the time.
func ending(x timeline.Incarnation) string {
	e := x.Ending()
	switch {
	case !e.Over:
		return "in " + x.State().String()
	case e.Reset:
		return fmt.Sprintf("RST from %s (%s)", e.ResetBy, e.ResetCause)
	case e.Cause != timeline.NoCause:
		return e.Cause.String()
	}
	return "closed first by " + e.First
}

// group is the connections of a list for which the answer is the same, for the same
// reason.
type group struct {
	ok      bool
	members []member
}

// grouped divides a list. The smallest group comes first: what happened to few is the
// exception that the reader looks for. If some match and some do not, the second group
// is the smallest of the other kind.
func grouped(list []member) []group {
	type key struct {
		ok   bool
		kind string
	}
	at := make(map[key]int)
	var out []group
	for _, m := range list {
		k := key{m.answer.ok, m.kind()}
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, group{ok: k.ok})
		}
		out[i].members = append(out[i].members, m)
	}
	slices.SortStableFunc(out, func(a, b group) int { return len(a.members) - len(b.members) })
	other := slices.IndexFunc(out, func(g group) bool { return g.ok != out[0].ok })
	if other > 1 {
		g := out[other]
		out = slices.Insert(slices.Delete(out, other, other+1), 1, g)
	}
	return out
}

// These are the limits of what a failure says of a list.
const (
	maxGroups = 4 // that it describes
	maxListed = 5 // connections that it names after the first one of a group
)

// describe has a paragraph for each group of a list: its number, one of its connections
// with what was found, and the local ends of the others.
func describe(groups []group, failed func(group) polarity) string {
	both := slices.ContainsFunc(groups, func(g group) bool { return g.ok != groups[0].ok })
	var b strings.Builder
	for i, g := range groups {
		if i == maxGroups && len(groups) > maxGroups+1 {
			rest := 0
			for _, g := range groups[i:] {
				rest += len(g.members)
			}
			fmt.Fprintf(&b, "\n… and %d more of %d other kinds", rest, len(groups)-i)
			break
		}
		what := ""
		switch {
		case both && g.ok && len(g.members) == 1:
			what = " matches"
		case both && g.ok:
			what = " match"
		case both && len(g.members) == 1:
			what = " does not"
		case both:
			what = " do not"
		}
		first := g.members[0]
		fmt.Fprintf(&b, "\n%d%s: %s%s", len(g.members), what, first.answer.subject, others(g.members))
		text := first.answer.was()
		if first.answer.next != nil {
			text += "\n" + first.answer.next(failed(g))
		}
		b.WriteString("\n" + format.IndentString(strings.TrimSpace(text), 1))
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// others names the connections after the first one, by the end that tells them apart: the
// local one, or of a server's connections the remote one.
func others(list []member) string {
	if len(list) == 1 {
		return ""
	}
	locals := make(map[string]int)
	for _, m := range list {
		local, _ := m.ends()
		locals[local]++
	}
	list = list[1:]
	var names []string
	for i, m := range list {
		if i == maxListed && len(list) > maxListed+1 {
			names = append(names, fmt.Sprintf("%d more", len(list)-i))
			break
		}
		name, remote := m.ends()
		if locals[name] > 1 {
			name = remote
		}
		names = append(names, name)
	}
	text := "; also " + names[0]
	for i, name := range names[1:] {
		sep := ", "
		if i+2 == len(names) {
			sep = " and "
		}
		text += sep + name
	}
	return text
}

// examples are the lines of the first one or two groups: all that fit.
func examples(groups []group, header bool) (list []excerpt) {
	limits := []int{maxLines}
	if len(groups) > 1 {
		limits = []int{maxLines - maxLines*2/5, maxLines * 2 / 5}
	}
	for i, limit := range limits {
		x := groups[i].members[0].answer.lines()
		x.lines, x.header = limit, header
		list = append(list, x)
	}
	return list
}

// ofList is the answer for a list, all of whose connections match or none.
func ofList(list []member) answer {
	first := list[0].answer
	if len(list) == 1 {
		return first
	}
	a := answer{ok: first.ok, network: first.network, tl: first.tl, at: first.at, to: first.to, header: first.header}
	a.subject = fmt.Sprintf("%d connections", len(list))
	a.groups = func() []group { return grouped(list) }
	if a.count = "None of them does"; a.ok {
		a.count = "All of them do"
	}
	return a
}

// someMatch is the error for a list of which some connections match, and others do not:
// To and NotTo are both wrong. It makes its text when it is read, for those who poll. text
// is a function so that those who print errors field by field, as gomega's Eventually
// does, do not print the whole network.
type someMatch struct{ text func() string }

// some is the error for a list of which yes match.
func some(name, which string, list []member, yes int) error {
	by := asked()
	return &someMatch{func() string { return textOfSome(name, which, list, yes, by) }}
}

// errEmpty is the error for an empty list, of which neither all match nor none.
var errEmpty = errors.New("expects at least one connection, and was given an empty list")

func (e *someMatch) Error() string { return e.text() }

// GomegaString is what gomega's Eventually prints after the text.
func (e *someMatch) GomegaString() string { return "some match" }

// textOfSome is the text of a someMatch. by is the assertion, or "" if it is not known. which are
// the connections that the matcher looks at, in words.
func textOfSome(name, which string, list []member, yes int, by polarity) string {
	groups := grouped(list)
	a := list[0].answer
	needs, all := "To needs all, NotTo none", "all or none"
	switch by {
	case positive:
		needs, all = "To needs all", "all"
	case negative:
		needs, all = "NotTo needs none", "none"
	}
	text := fmt.Sprintf("%s matcher: %d of %d %s %s, and %s.\nExpected %s to %s.\n%s",
		name, yes, len(list), which, plurality(yes, "matches", "match"), needs, all, a.to, describe(groups, func(g group) polarity {
			if g.ok {
				return negative
			}
			return positive
		}))
	return a.withLines(wrapped(text), examples(groups, a.header))
}
