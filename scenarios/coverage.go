package scenarios

import (
	"slices"

	"github.com/twcheck/twcheck/scenarios/sources"
)

// Covered is a claim or a clause within the scope of the catalogue.
type Covered struct {
	sources.Source
	// Scenarios lists the ids of the scenarios that observe it.
	Scenarios []string
	// WhyNot is the reason why no scenario observes it. It is empty if one does.
	WhyNot string
}

// Coverage lists the claims and clauses about the end of connections, about reopened
// connections and about old duplicates. Each entry names the scenarios that observe it,
// or the reason why none does. The claims come first.
func Coverage() []Covered {
	var out []Covered
	for _, e := range slices.Concat(sources.Claims(), sources.Clauses()) {
		c := Covered{Source: e.Source, WhyNot: e.WhyNot}
		for s := range All() {
			if slices.ContainsFunc(s.Sources, e.ObservedBy) {
				c.Scenarios = append(c.Scenarios, s.ID)
			}
		}
		out = append(out, c)
	}
	return out
}

// Omission is behaviour within the catalogue's subject that no scenario observes.
type Omission struct{ Behaviour, WhyNot string }

// LeftOut lists the omissions of the catalogue. Coverage lists the omitted claims and
// clauses.
func LeftOut() []Omission {
	return []Omission{
		{"connection churn of http.Transport with MaxIdleConnsPerHost (C-30), unclosed response bodies (C-31), Shutdown and Close of http.Server (C-32)",
			"net/http uses goroutines, and only a testing/synctest bubble, which needs a test, makes their order repeatable; docs/services.md has these cases with the assertions"},
		{"a SYN for a connection in TIME-WAIT behind a tcp.Forwarder",
			"package fixture has listeners and no forwarder; docs/netstack-findings.md has a program that uses netstack directly"},
		{"socket options that accepted connections inherit (SO_LINGER, TCP_LINGER2, SO_KEEPALIVE)",
			"a fixture.Listener sets the options of its connections itself, as the net package does"},
		{"a listener with its receiving side shut down",
			"the net package has no call for it"},
		{"a copy of a segment in a routing loop (C-59)",
			"a fixture.Link has routers in a row; C-59 observes the remaining time to live, and no loop"},
	}
}
