package scenarios

import (
	"slices"

	"github.com/twcheck/twcheck/scenarios/sources"
)

// Covered is a claim or a clause that the catalogue set out to observe.
type Covered struct {
	sources.Source
	// Scenarios are the ids of those that observe it.
	Scenarios []string
	// WhyNot is why none does, and empty where one does.
	WhyNot string
}

// Coverage lists the claims and the clauses that are about how connections end,
// begin anew and are mistaken for each other, and says for each which scenarios
// observe it or why none can. It begins with the claims.
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

// Omission is behaviour that belongs to the catalogue's subject and that no scenario
// observes.
type Omission struct{ Behaviour, WhyNot string }

// LeftOut lists what the catalogue leaves out, beyond the claims and the clauses of
// which Coverage says so.
func LeftOut() []Omission {
	return []Omission{
		{"churn of http.Transport with MaxIdleConnsPerHost (C-30), response bodies that are not closed (C-31), Shutdown and Close of http.Server (C-32)",
			"goroutines of net/http take part, and only a testing/synctest bubble, which needs a test, makes their order repeatable: docs/services.md tells these stories with the assertions"},
		{"a SYN for a connection in TIME-WAIT behind a tcp.Forwarder",
			"package fixture has listeners and no forwarder: docs/netstack-findings.md has it as a program on netstack itself"},
		{"which socket options accepted connections inherit (SO_LINGER, TCP_LINGER2, SO_KEEPALIVE)",
			"a fixture.Listener sets the options of its connections itself, as the net package does"},
		{"a listener that is shut down for reading",
			"the net package has no call for it"},
		{"a copy of a segment that goes round in a loop of routers (C-59)",
			"a fixture.Link has routers in a row; what is left of the time to live is observed, the loop is not"},
	}
}
