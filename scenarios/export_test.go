package scenarios

import "github.com/twcheck/twcheck/fixture"

// Prepared is r with a function that gets every network before its case begins.
func Prepared(r Runner, f func(*fixture.Network)) Runner {
	r.prepare = f
	return r
}

// Story is a scenario of one case that is told by f.
func Story(f func(*fixture.Network) string) Scenario {
	return Scenario{ID: "X-01", Cases: []Case{{"case", func(l *lab) string { return f(l.net) }}}}
}
