// Package sources has the sources of the scenarios as data: clauses of RFCs, and claims
// about TCP.
package sources

import (
	"slices"
	"strings"
)

// Source is a source of a scenario.
type Source struct {
	// Kind is the kind of the source.
	Kind Kind
	// Ref identifies the source: "RFC 9293, section 3.6.1, MUST-13", "golang/go#22158".
	Ref string
	// Says is a short summary of the source.
	Says string
}

// Kind is a kind of Source.
type Kind string

// The kinds of sources.
const (
	// KindClause is a clause of an RFC.
	KindClause Kind = "clause"
	// KindClaim is a sentence about TCP that textbooks and articles repeat.
	KindClaim Kind = "claim"
	// KindFolklore is a common misconception: a claim that measurements do not confirm.
	KindFolklore Kind = "folklore"
	// KindSpecification is a case of a test specification, by its name there. The
	// requirements of OPEN Alliance TC8 (TCP, section 4.8.6 of version 3.0) come from
	// quotations in public implementations, such as newmassrael/tc8-harness on GitHub.
	KindSpecification Kind = "test specification"
	// KindIncident is a publicly reported incident in production.
	KindIncident Kind = "incident"
)

// Clause returns a clause of an RFC: "RFC 9293, section 3.6.1, MUST-13".
func Clause(ref, says string) Source { return Source{KindClause, ref, says} }

// Claim returns a claim. Its reference is its number in Claims: "A1".
func Claim(ref, says string) Source { return Source{KindClaim, ref, says} }

// Folklore returns a claim that measurements do not confirm. Its reference is its
// number in Claims: "A7".
func Folklore(ref, says string) Source { return Source{KindFolklore, ref, says} }

// Specification returns a case of a test specification, by its name there.
func Specification(ref, says string) Source { return Source{KindSpecification, ref, says} }

// Incident returns an incident in production, by its public report.
func Incident(ref, says string) Source { return Source{KindIncident, ref, says} }

// String returns the reference. The kind precedes it unless it is a clause: "claim A1".
func (s Source) String() string {
	if s.Kind == KindClause {
		return s.Ref
	}
	return string(s.Kind) + " " + s.Ref
}

// Entry is a claim or a clause within the scope of the catalogue.
type Entry struct {
	Source
	// WhyNot is the reason why no scenario observes it. It is empty if one does.
	WhyNot string
}

// not adds the reason why no scenario observes an entry.
func (e Entry) not(why string) Entry {
	e.WhyNot = why
	return e
}

// ObservedBy reports whether a scenario with the given source observes the entry. A
// claim matches by its number. A clause matches if the source has the same document and
// section, and every other part of the entry's reference, such as "MUST-13" or "figure
// 5".
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
