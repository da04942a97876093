package scenarios

import (
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
	"github.com/twcheck/twcheck/scenarios/target"
)

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
	Sources []sources.Source
	// Cases are what is observed, in the order in which it is reported.
	Cases []Case
}

// Case is one observation of a scenario. It runs in a network of its own, so
// that no case depends on another.
type Case struct {
	// Name is unique within the scenario and says what is observed.
	Name string

	told lab.Case
}

// Portable reports whether the case needs nothing but sockets of one host and
// hand-made segments, so that it runs on any target. The others tell of two hosts,
// of netstack's settings, or of what only its timeline knows.
func (c Case) Portable() bool { return c.told.Portable() }

// Portable returns the scenario with those of its cases that run on any target. It
// has no cases if none does.
func (s Scenario) Portable() Scenario {
	var cases []Case
	for _, c := range s.Cases {
		if c.Portable() {
			cases = append(cases, c)
		}
	}
	s.Cases = cases
	return s
}

// onTarget are the scenarios as a target runs them: whole on netstack, and
// elsewhere those cases that run there.
func onTarget(t target.TCP, list []Scenario) []Scenario {
	if lab.IsNetstack(t) {
		return list
	}
	var out []Scenario
	for _, s := range list {
		if s = s.Portable(); len(s.Cases) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// scenarioOf is a scenario of the catalogue as the package shows it.
func scenarioOf(s lab.Scenario) Scenario {
	out := Scenario{ID: s.ID, Group: s.Group, Title: s.Title, Sources: s.Sources}
	for _, c := range s.Cases {
		out.Cases = append(out.Cases, Case{Name: c.Name, told: c})
	}
	return out
}

// sourceNames are the sources as a report lists them.
func (s Scenario) sourceNames() []string {
	out := make([]string, 0, len(s.Sources))
	for _, src := range s.Sources {
		out = append(out, src.String())
	}
	return out
}
