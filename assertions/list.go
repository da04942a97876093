package assertions

import (
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
	if x, err := side(m.actual); err == nil {
		return ending(x)
	}
	return ""
}

// local is the local end of the connection.
func (m member) local() string {
	if x, err := side(m.actual); err == nil {
		end, _, _ := strings.Cut(x.String(), " - ")
		return end
	}
	end, _, _ := strings.Cut(m.answer.subject, " - ")
	return end
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
		return string(e.Cause.String())
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
	if len(out) > 2 {
		other := slices.IndexFunc(out, func(g group) bool { return g.ok != out[0].ok })
		if other > 1 {
			g := out[other]
			out = slices.Insert(slices.Delete(out, other, other+1), 1, g)
		}
	}
	return out
}

// maxGroups is how many groups a failure describes.
const maxGroups = 4

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
		fmt.Fprintf(&b, "\n%d%s: %s%s", len(g.members), what, first.answer.subject, others(g.members[1:]))
		text := ""
		if first.answer.was != nil {
			text = first.answer.was()
		}
		if first.answer.next != nil {
			text += "\n" + first.answer.next(failed(g))
		}
		if text = strings.TrimSpace(text); text != "" {
			b.WriteString("\n" + format.IndentString(text, 1))
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// others names further connections by their local ends.
func others(list []member) string {
	if len(list) == 0 {
		return ""
	}
	var names []string
	for i, m := range list {
		if i == maxListed && len(list) > maxListed+1 {
			names = append(names, fmt.Sprintf("%d more", len(list)-i))
			break
		}
		names = append(names, m.local())
	}
	if k := len(names) - 1; k > 0 {
		names = append(names[:k:k], "and "+names[k])
	}
	sep := ", "
	if len(names) == 2 {
		sep = " "
	}
	return "; also " + strings.Join(names, sep)
}

// examples are the lines of the first one or two groups: all that fit.
func examples(groups []group, header bool) (list []excerpt) {
	limits := []int{maxLines}
	if len(groups) > 1 {
		limits = []int{maxLines - maxLines*2/5, maxLines * 2 / 5}
	}
	for i, limit := range limits {
		if a := groups[i].members[0].answer; a.lines != nil {
			x := a.lines()
			x.lines, x.header = limit, header
			list = append(list, x)
		}
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
// To and NotTo are both wrong. It makes its text when it is read, for those who poll.
type someMatch struct {
	name string
	list []member
	yes  int
}

func (e *someMatch) Error() string {
	groups := grouped(e.list)
	a := e.list[0].answer
	verb := "match"
	if e.yes == 1 {
		verb = "matches"
	}
	text := fmt.Sprintf("%s matcher: %d of %d connections %s, and To needs all, NotTo none.\nExpected all or none to %s.\n%s",
		e.name, e.yes, len(e.list), verb, a.to, describe(groups, func(g group) polarity {
			if g.ok {
				return negative
			}
			return positive
		}))
	return a.withLines(wrapped(text), examples(groups, a.header))
}
