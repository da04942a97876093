package scenarios

import (
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
)

// Prepared is r with a function that gets every network before its case begins.
func Prepared(r Runner, f func(*fixture.Network)) Runner {
	r.prepare = f
	return r
}

// Story is a scenario of one case that is told by f.
func Story(f func(*fixture.Network) string) Scenario {
	observe := lab.Observe("case", func(l *lab.Lab) string { return f(l.Net) })
	return scenarioOf(lab.Scenario{ID: "X-01", Cases: []lab.Case{observe}})
}
