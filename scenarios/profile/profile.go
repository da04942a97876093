// Package profile holds what systems and documents expect of the scenarios, and
// compares observations with it.
package profile

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// Profile is what one TCP, or one document, says should be observed. A run
// compares the observations that netstack gives with those of a profile.
type Profile struct {
	// Name is what it is called: "netstack".
	Name string
	// Of is what exactly it speaks of: a version, or the documents.
	Of string
	// Expects holds the expectations, one entry a scenario.
	Expects []Expectation
	// Open is the reason why the profile expects nothing of the scenarios that have
	// no entry. If it is empty, running one of these is an error.
	Open string
}

// Expectation is what a profile expects of one scenario.
type Expectation struct {
	// Scenario is its id.
	Scenario string
	// Source says where the expectations are from: a clause, or a function of
	// an implementation.
	Source string
	// Cases are the expectations, one a case.
	Cases []Want
	// Open is the reason why the profile expects nothing of the cases that are not
	// listed: nobody has measured them, or the documents leave them open. If it is
	// empty, a case that is not listed is an error.
	Open string

	// err tells why the catalogue's file could not be read.
	err error
}

// Want is what a profile expects of one case.
type Want struct {
	// Case is the case's name.
	Case string
	// Observed is what should be observed.
	Observed string
	// Known is what netstack is known to do instead, empty where there is no
	// known difference. Observing it diverges rather than fails. In the profiles of
	// the catalogue it is what the profile netstack expects, if there is a Reason.
	Known string
	// Reason says why that difference is.
	Reason string
}

// All returns the profiles that there are, the default one first.
func All() []Profile { return []Profile{Netstack(), RFC9293(), Linux(), FreeBSD()} }

// Named returns the profile with the given name.
func Named(name string) (Profile, error) {
	var names []string
	for _, p := range All() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("profile: no profile %q: there is %s", name, strings.Join(names, ", "))
}

// Expected returns what the profile expects of a case, and whether it expects
// anything.
func (p Profile) Expected(scenario, name string) (Want, bool) {
	for _, e := range p.Expects {
		if e.Scenario != scenario {
			continue
		}
		for _, w := range e.Cases {
			if w.Case == name {
				return w, true
			}
		}
	}
	return Want{}, false
}

// WhyOpen is the reason why the profile expects nothing of some cases of a
// scenario. It is empty if the profile expects something of each.
func (p Profile) WhyOpen(scenario string) string {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.Open
		}
	}
	return p.Open
}

// Judge compares what was observed in a case with what the profile expects. The
// reason explains every verdict but Holds and Fails, for which it is empty.
func (p Profile) Judge(scenario, name, observed string) (v report.Verdict, reason string) {
	w, ok := p.Expected(scenario, name)
	switch err := p.broken(scenario); {
	case err != nil:
		return report.Error, err.Error()
	case !ok && p.WhyOpen(scenario) != "":
		return report.Open, p.WhyOpen(scenario)
	case !ok:
		return report.Error, fmt.Sprintf("the profile %q expects nothing of this case", p.Name)
	case observed == w.Observed:
		return report.Holds, ""
	case w.Known != "" && observed == w.Known:
		return report.Diverges, w.Reason
	}
	return report.Fails, ""
}

// broken is why the profile's expectations for a scenario could not be read.
func (p Profile) broken(scenario string) error {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.err
		}
	}
	return nil
}
