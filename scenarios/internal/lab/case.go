package lab

import "github.com/twcheck/twcheck/scenarios/sources"

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

// With returns the scenario with more cases.
func (s Scenario) With(cases ...Case) Scenario {
	s.Cases = append(s.Cases, cases...)
	return s
}

// Case is one observation of a scenario. It runs in a network of its own, so
// that no case depends on another. Observe makes one.
type Case struct {
	// Name is unique within the scenario and says what is observed.
	Name string

	portable bool
	tell     func(*Portable) string
}

// Observe returns a case. The story returns what it observed, in a form that is
// the same on every run: no port that was picked at random, no sequence number, no
// measured real time. A story that takes a *Portable runs on every target, and one
// that takes a *Lab on netstack only.
func Observe[L Lab | Portable](name string, story func(*L) string) Case {
	c := Case{Name: name}
	switch tell := any(story).(type) {
	case func(*Portable) string:
		c.portable, c.tell = true, tell
	case func(*Lab) string:
		c.tell = func(l *Portable) string { return tell(&Lab{l, l.net}) }
	}
	return c
}

// Portable reports whether the case runs on every target.
func (c Case) Portable() bool { return c.portable }
