package lab

import (
	"time"

	"github.com/twcheck/twcheck/scenarios/sources"
)

// Scenario describes one behaviour of TCP. Each of its cases observes one aspect of it.
type Scenario struct {
	// ID is stable: "C-02" means the same scenario in every version.
	ID string
	// Group names the topic of the scenario.
	Group string
	// Title states the behaviour in one sentence.
	Title string
	// Sources lists the clauses, claims and incidents behind the scenario.
	Sources []sources.Source
	// Cases are the observations, in the order in which they run and are reported.
	Cases []Case
}

// With returns the scenario with additional cases.
func (s Scenario) With(cases ...Case) Scenario {
	s.Cases = append(s.Cases, cases...)
	return s
}

// Case is one observation of a scenario. It runs in its own network, so that no case
// depends on another. Observe returns one.
type Case struct {
	// Name describes the observation and is unique within the scenario.
	Name string

	portable bool

	grain       time.Duration
	retransmits bool
	observe     func(*Portable) string
}

// Observe returns a case. observe returns the observation as text that is the same on
// every run: no random port, no sequence number, no real time. If observe takes a
// *Portable, the case runs on every target. If observe takes a *Lab, the case runs only
// on netstack.
func Observe[L Lab | Portable](name string, observe func(*L) string) Case {
	c := Case{Name: name}
	switch observe := any(observe).(type) {
	case func(*Portable) string:
		c.portable, c.observe = true, observe
	case func(*Lab) string:
		c.observe = func(l *Portable) string { return observe(l.whole()) }
	}
	return c
}

// Portable reports whether the case runs on every target.
func (c Case) Portable() bool { return c.portable }

// To returns the case with a granularity of its durations that is coarser than that which
// their length has: see Grain. It is for a machine, whose timers can be late.
func (c Case) To(grain time.Duration) Case {
	c.grain = grain
	return c
}

// Retransmits returns the case with the granularity of retransmissions: its durations up
// to 20 s are compared as 0, 200 ms, 800 ms, 3.2 s and 12.8 s on a machine.
func (c Case) Retransmits() Case {
	c.retransmits = true
	return c
}
