package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// Prepared returns r with a function that receives every network before its case
// starts.
func Prepared(r Runner, f func(*fixture.Network)) Runner {
	r.prepare = f
	return r
}

// Story returns a scenario with one case, f.
func Story(f func(*fixture.Network) string) Scenario {
	observe := lab.Observe("case", func(l *lab.Lab) string { return f(l.Net.Network) })
	return scenarioOf(lab.Scenario{ID: "X-01", Cases: []lab.Case{observe}})
}

// ConcernedGroups is the number of groups that Concerns knows.
func ConcernedGroups() int { return len(concerns) }

// OfNetstack is ofNetstack.
func OfNetstack(stack string) (function string, is bool) { return ofNetstack(stack) }
