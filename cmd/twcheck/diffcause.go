package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// commonCause is a set of changes that probably have one cause in netstack.
type commonCause struct {
	// Scenarios are the scenarios with these changes.
	Scenarios []concerned `json:"scenarios"`
	// Count is the number of changes.
	Count    int     `json:"count"`
	Profiles []tally `json:"profiles"`

	// alike are the changes, those with the same observations together.
	alike [][]judgedChange
}

// concerned is a scenario with changes, and what it says of those who notice them.
type concerned struct {
	ID    string `json:"id"`
	Group string `json:"group"`
	Title string `json:"title"`
	// Concerns names the applications that a change of this group concerns. It is empty
	// for a group that this version does not know.
	Concerns string `json:"concerns,omitempty"`
	// Sources are the claims and incidents behind the scenario, with what they say.
	Sources []string `json:"sources,omitempty"`
}

// specific is the number of words from which an observation is so particular that two
// cases which have lost it have lost it for the same reason.
const specific = 6

// causesOf groups changes. Two changes are in one group
//
//   - if they are of one scenario, which is about one behaviour;
//   - if the same part of an observation has changed in the same way, in scenarios of
//     the same group, or from the same source, or in cases that ask the same;
//   - if they had, or could not be observed for, the same long text.
//
// This follows chains: a change joins all groups that one of its links leads to. It
// writes the number of its cause into each change.
func causesOf(old, new report.Report, changes []judgedChange) []commonCause {
	known := describe(old, new)
	sets := newSets(len(changes))
	seen := map[string]int{}
	for i, c := range changes {
		for _, link := range links(c.Change, known[c.Scenario]) {
			key := strings.Join(link, "\x00")
			if first, ok := seen[key]; ok {
				sets.join(first, i)
			} else {
				seen[key] = i
			}
		}
	}
	members := map[int][]int{}
	var first []int
	for i := range changes {
		k := sets.of(i)
		if members[k] == nil {
			first = append(first, k)
		}
		members[k] = append(members[k], i)
	}
	worst := map[int]int{} // changes that lead away from a profile come first
	for i, c := range changes {
		if slices.ContainsFunc(c.Stands, func(s stand) bool { return s.Direction == farther }) {
			worst[sets.of(i)]++
		}
	}
	slices.SortStableFunc(first, func(a, b int) int {
		return cmp.Or(worst[b]-worst[a], len(members[b])-len(members[a]))
	})
	out := make([]commonCause, 0, len(first))
	for number, k := range first {
		var list []judgedChange
		for _, i := range members[k] {
			changes[i].Cause = number + 1
			list = append(list, changes[i])
		}
		out = append(out, causeOf(list, known))
	}
	return out
}

// causeOf describes one group of changes.
func causeOf(list []judgedChange, known map[string]concerned) commonCause {
	c := commonCause{Count: len(list), Profiles: tallies(list)}
	at, named := map[[2]string]int{}, map[string]bool{}
	for _, x := range list {
		if !named[x.Scenario] {
			named[x.Scenario] = true
			c.Scenarios = append(c.Scenarios, known[x.Scenario])
		}
		old, new := general(x.Change)
		pair := [2]string{string(x.Kind) + old, new}
		k, ok := at[pair]
		if !ok {
			k = len(c.alike)
			at[pair] = k
			c.alike = append(c.alike, nil)
		}
		c.alike[k] = append(c.alike[k], x)
	}
	return c
}

// describe returns what is known of each scenario: from the catalogue, or from a report
// if the catalogue does not have the scenario.
func describe(reports ...report.Report) map[string]concerned {
	out := map[string]concerned{}
	for _, r := range reports {
		for _, s := range r.Scenarios {
			out[s.ID] = concerned{ID: s.ID, Group: s.Group, Title: s.Title}
		}
	}
	for s := range scenarios.All() {
		if _, ok := out[s.ID]; !ok {
			continue
		}
		x := concerned{ID: s.ID, Group: s.Group, Title: s.Title, Concerns: scenarios.Concerns(s.Group)}
		for _, src := range s.Sources {
			if src.Kind != sources.KindClause && src.Kind != sources.KindSpecification {
				x.Sources = append(x.Sources, src.String()+": "+src.Says)
			}
		}
		out[s.ID] = x
	}
	return out
}

// links returns the keys that a change shares with others of the same cause.
func links(c report.Change, s concerned) [][]string {
	out := [][]string{{"scenario", c.Scenario}}
	switch c.Kind {
	case report.Broken:
		if why := firstLine(c.Reason); len(strings.Fields(why)) >= specific {
			out = append(out, []string{"reason", why})
		}
		return out
	case report.Observed:
	default:
		return out // a scenario that one of the runs does not have
	}
	old, new := general(c)
	if len(strings.Fields(old)) >= specific && !list(old) {
		out = append(out, []string{"old", old})
	}
	if len(strings.Fields(new)) >= specific && !list(new) {
		out = append(out, []string{"new", new})
	}
	old, new = differing(old, new)
	out = append(out, []string{"group", s.Group, old, new})
	for _, src := range s.Sources {
		out = append(out, []string{"source", src, old, new})
	}
	asks := c.Case
	if _, after, ok := strings.Cut(asks, ": "); ok {
		asks = after
	}
	return append(out, []string{"asks", asks, old, new})
}

// list reports whether an observation is a list, such as of segments or states. Long
// ones are as usual as short ones.
func list(observed string) bool {
	return strings.Count(observed, ",")+strings.Count(observed, "→") > 2
}

// general returns the observations of a change with "…" in the place of a state or a
// number that the name of the case has too: "ACK, then FIN-WAIT-1" of "FIN-WAIT-1, RST
// with RCV.NXT+5" is "ACK, then …".
func general(c report.Change) (old, new string) {
	named := map[string]bool{}
	for _, word := range words(c.Case) {
		if strings.ContainsFunc(word, unicode.IsUpper) || strings.ContainsFunc(word, unicode.IsDigit) {
			named[word] = true
		}
	}
	replace := func(text string) string {
		fields := strings.Fields(text)
		for i, f := range fields {
			if w := strings.Trim(f, ",:;"); named[w] {
				fields[i] = strings.Replace(f, w, "…", 1)
			}
		}
		return strings.Join(fields, " ")
	}
	return replace(c.Old), replace(c.New)
}

// words returns the words of a text without punctuation around them.
func words(text string) []string {
	out := strings.Fields(text)
	for i := range out {
		out[i] = strings.Trim(out[i], ",:;")
	}
	return out
}

// differing returns the words of two observations that differ, without what both begin
// and end with: "1s" and "3s" of "0s, 1s and 1m0s" and "0s, 3s and 1m0s".
func differing(old, new string) (string, string) {
	a, b := strings.Fields(old), strings.Fields(new)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	trim := func(s []string) string { return strings.Trim(strings.Join(s, " "), ",;") }
	return trim(a), trim(b)
}

// sets are disjoint sets of the numbers from 0.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// of returns the smallest number of the set that i is in.
func (s sets) of(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// join makes two sets one.
func (s sets) join(a, b int) {
	a, b = s.of(a), s.of(b)
	s[max(a, b)] = min(a, b)
}
