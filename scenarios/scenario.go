package scenarios

// Scenario is one behaviour of TCP, told as one or more cases that each observe
// something of it.
type Scenario struct {
	// ID is stable: "C-02" means the same scenario in every version.
	ID string
	// Group is what the scenario is about, one of a small set of words.
	Group string
	// Title states the behaviour in one sentence.
	Title string
	// Sources are the clauses, claims and incidents that it goes back to.
	Sources []Source
	// Cases are what is observed, in the order in which it is reported.
	Cases []Case

	// anyTarget are patterns, as of package path, of the names of the cases that
	// need only the TCP under test and scripted peers; those with a ! are taken out
	// again.
	anyTarget []string
}

// Case is one observation of a scenario. It runs in a network of its own, so
// that no case depends on another.
type Case struct {
	// Name is unique within the scenario and says what is observed.
	Name string
	// observe tells the story and returns what came of it, in a form that is
	// the same on every run: no port that was picked at random, no sequence
	// number, no measured real time.
	observe func(*lab) string
}

// sourceNames are the sources as a report lists them.
func (s Scenario) sourceNames() []string {
	out := make([]string, 0, len(s.Sources))
	for _, src := range s.Sources {
		out = append(out, src.String())
	}
	return out
}

// Source is where a scenario comes from.
type Source struct {
	// Kind tells a clause from a claim.
	Kind SourceKind
	// Ref is what it is known by: "RFC 9293, section 3.6.1, MUST-13",
	// "golang/go#22158".
	Ref string
	// Says is what it says, in a few words.
	Says string
}

// SourceKind is a kind of Source.
type SourceKind string

// The kinds of sources.
const (
	// Clause is a clause of an RFC.
	Clause SourceKind = "clause"
	// Claim is a sentence about TCP that is taught and repeated.
	Claim SourceKind = "claim"
	// Folklore is a claim that measuring does not bear out.
	Folklore SourceKind = "folklore"
	// Specification is a case of a test specification, by the name that it has there.
	// What those of OPEN Alliance TC8 ask for (TCP, section 4.8.6 of version 3.0) is
	// taken from what public implementations of it quote, as newmassrael/tc8-harness
	// on GitHub.
	Specification SourceKind = "test specification"
	// Incident is what befell somebody in production.
	Incident SourceKind = "incident"
)

// String is the reference, with the kind in front unless it is a clause:
// "claim A1".
func (s Source) String() string {
	if s.Kind == Clause {
		return s.Ref
	}
	return string(s.Kind) + " " + s.Ref
}
