package scenarios

import (
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// Scenario describes one behaviour of TCP. Each of its cases observes one aspect of it.
type Scenario struct {
	// ID is stable: "C-02" means the same scenario in every version.
	ID string
	// Group names the topic of the scenario. Groups lists all names.
	Group string
	// Title states the behaviour in one sentence.
	Title string
	// Sources lists the clauses, claims and incidents behind the scenario.
	Sources []sources.Source
	// Cases are the observations, in the order in which they run and are reported.
	Cases []Case
}

// Case is one observation of a scenario. It runs in its own network, so that no case
// depends on another.
type Case struct {
	// Name describes the observation and is unique within the scenario.
	Name string

	told lab.Case
}

// Portable reports whether the case runs on any target: it needs only the sockets of
// one host and hand-made segments. Other cases use two hosts, netstack's settings, or
// events that only its timeline records.
func (c Case) Portable() bool { return c.told.Portable() }

// Alike reports whether two observations are the same on a target whose clock is real
// time, where timers can be late: durations are compared at the granularity that the case
// or their length names.
func (c Case) Alike(a, b string) bool { return c.told.Alike(a, b) }

// Portable returns the scenario with its portable cases only. The result has no cases
// if none is portable.
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

// scenarioOf converts a scenario of the catalogue to the exported type.
func scenarioOf(s lab.Scenario) Scenario {
	out := Scenario{ID: s.ID, Group: s.Group, Title: s.Title, Sources: s.Sources}
	for _, c := range s.Cases {
		out.Cases = append(out.Cases, Case{Name: c.Name, told: c})
	}
	return out
}

// sourceNames returns the sources as a report lists them.
func (s Scenario) sourceNames() []string {
	out := make([]string, 0, len(s.Sources))
	for _, src := range s.Sources {
		out = append(out, src.String())
	}
	return out
}
