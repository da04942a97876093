package scenarios

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
	// Silent is why the profile expects nothing of the scenarios that have no entry.
	// Where it is empty that is an error.
	Silent string
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
	// Silent is why the profile expects nothing of the cases that are not listed:
	// nobody has measured them, or the documents leave them open. Where it is empty
	// a case that is not listed is an error.
	Silent string

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

// Profiles returns the profiles that there are, the default one first.
func Profiles() []Profile { return []Profile{Netstack(), RFC9293(), Linux(), FreeBSD()} }

// ProfileNamed returns the profile with the given name.
func ProfileNamed(name string) (Profile, error) {
	var names []string
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("scenarios: no profile %q: there is %s", name, strings.Join(names, ", "))
}

// Expected returns what the profile expects of a case, and whether it expects
// anything.
func (p Profile) Expected(scenario, name string) (Want, bool) { return p.want(scenario, name) }

// want finds the expectation for a case.
func (p Profile) want(scenario, name string) (Want, bool) {
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

// Silence is why the profile says nothing of some cases of a scenario, and empty
// if it speaks of all.
func (p Profile) Silence(scenario string) string {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.Silent
		}
	}
	return p.Silent
}

// judge compares an observation with the profile.
func (p Profile) judge(scenario string, o *report.Observation) {
	w, ok := p.want(scenario, o.Case)
	o.Expected = w.Observed
	switch err := p.broken(scenario); {
	case err != nil:
		o.Verdict = report.Error
		o.Reason = err.Error()
	case !ok && p.Silence(scenario) != "":
		o.Verdict = report.Open
		o.Reason = p.Silence(scenario)
	case !ok:
		o.Verdict = report.Error
		o.Reason = fmt.Sprintf("the profile %q expects nothing of this case", p.Name)
	case o.Observed == w.Observed:
		o.Verdict = report.Holds
	case w.Known != "" && o.Observed == w.Known:
		o.Verdict = report.Diverges
		o.Reason = w.Reason
	default:
		o.Verdict = report.Fails
	}
}

// broken is why it cannot be told what the profile expects of a scenario.
func (p Profile) broken(scenario string) error {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.err
		}
	}
	return nil
}
