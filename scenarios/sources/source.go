// Package sources holds what scenarios go back to: the clauses of RFCs and the
// claims about TCP that the catalogue set out to observe, as data.
package sources

import (
	"slices"
	"strings"
)

// Source is where a scenario comes from.
type Source struct {
	// Kind tells a clause from a claim.
	Kind Kind
	// Ref is what it is known by: "RFC 9293, section 3.6.1, MUST-13",
	// "golang/go#22158".
	Ref string
	// Says is what it says, in a few words.
	Says string
}

// Kind is a kind of Source.
type Kind string

// The kinds of sources.
const (
	// KindClause is a clause of an RFC.
	KindClause Kind = "clause"
	// KindClaim is a sentence about TCP that is taught and repeated.
	KindClaim Kind = "claim"
	// KindFolklore is a claim that measuring does not bear out.
	KindFolklore Kind = "folklore"
	// KindSpecification is a case of a test specification, by the name that it has
	// there. What those of OPEN Alliance TC8 ask for (TCP, section 4.8.6 of version
	// 3.0) is taken from what public implementations of it quote, as
	// newmassrael/tc8-harness on GitHub.
	KindSpecification Kind = "test specification"
	// KindIncident is what befell somebody in production.
	KindIncident Kind = "incident"
)

// Clause is a clause of an RFC: "RFC 9293, section 3.6.1, MUST-13".
func Clause(ref, says string) Source { return Source{KindClause, ref, says} }

// Claim is a sentence that is taught, by its number in Claims: "A1".
func Claim(ref, says string) Source { return Source{KindClaim, ref, says} }

// Folklore is a claim that measuring does not bear out, by its number in Claims.
func Folklore(ref, says string) Source { return Source{KindFolklore, ref, says} }

// Specification is a case of a test specification, by its name there.
func Specification(ref, says string) Source { return Source{KindSpecification, ref, says} }

// Incident is what befell somebody in production, by where it is reported.
func Incident(ref, says string) Source { return Source{KindIncident, ref, says} }

// String is the reference, with the kind in front unless it is a clause:
// "claim A1".
func (s Source) String() string {
	if s.Kind == KindClause {
		return s.Ref
	}
	return string(s.Kind) + " " + s.Ref
}

// Entry is a claim or a clause that the catalogue set out to observe.
type Entry struct {
	Source
	// WhyNot is the reason why no scenario observes it, and empty if one does.
	WhyNot string
}

// not gives the reason why no scenario observes an entry.
func (e Entry) not(why string) Entry {
	e.WhyNot = why
	return e
}

// ObservedBy reports whether a scenario with the given source observes the entry:
// a claim by its number; a clause by its document and section, and by all that the
// entry names besides, such as "MUST-13" or "figure 5".
func (e Entry) ObservedBy(s Source) bool {
	if e.Kind != KindClause || s.Kind != KindClause {
		return e.Kind == s.Kind && e.Ref == s.Ref
	}
	have := strings.Split(s.Ref, ", ")
	for _, part := range strings.Split(e.Ref, ", ") {
		if !slices.Contains(have, part) {
			return false
		}
	}
	return true
}
