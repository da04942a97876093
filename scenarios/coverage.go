package scenarios

import (
	"slices"
	"strings"
)

// Covered is a claim or a clause that the catalogue set out to observe.
type Covered struct {
	Source
	// Scenarios are the ids of those that observe it.
	Scenarios []string
	// WhyNot is why none does, and empty where one does.
	WhyNot string
}

// Coverage lists the claims and the clauses that are about how connections end,
// begin anew and are mistaken for each other, and says for each which scenarios
// observe it or why none can. It begins with the claims.
func Coverage() []Covered {
	out := append(claims(), clauses()...)
	for i := range out {
		for s := range All() {
			if slices.ContainsFunc(s.Sources, out[i].coveredBy) {
				out[i].Scenarios = append(out[i].Scenarios, s.ID)
			}
		}
	}
	return out
}

// coveredBy reports whether a scenario's source is about this entry: a claim by
// its number; a clause by its document and section, and by all that the entry
// names besides, such as "MUST-13" or "figure 5".
func (c Covered) coveredBy(s Source) bool {
	if c.Kind != Clause || s.Kind != Clause {
		return c.Kind == s.Kind && c.Ref == s.Ref
	}
	have := strings.Split(s.Ref, ", ")
	for _, part := range strings.Split(c.Ref, ", ") {
		if !slices.Contains(have, part) {
			return false
		}
	}
	return true
}
