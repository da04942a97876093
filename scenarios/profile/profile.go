// Package profile has the expectations of systems and documents for the scenarios, and
// compares observations with them.
package profile

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// Profile holds the expectations of one implementation or one document. A run compares
// netstack's observations with them.
type Profile struct {
	// Name is the name of the profile: "netstack".
	Name string
	// Of is the subject of the profile: a version, or the documents.
	Of string
	// Expects holds the expectations, one entry per scenario.
	Expects []Expectation
	// Open is the reason why the profile has no expectation of the other scenarios. If
	// it is empty, a scenario without an entry has the verdict report.Error.
	Open string
}

// Expectation is the expectation of a profile for one scenario.
type Expectation struct {
	// Scenario is the id of the scenario.
	Scenario string
	// Source names the origin of the expectations: a clause, a measurement, or a
	// function of an implementation.
	Source string
	// MeasuredOn is the system, such as "Linux 6.18.44", on which a run has observed the
	// cases: those without a reason in Want.Unmeasured. It is empty if the expectations
	// were written by hand.
	MeasuredOn string
	// Besides is the source of the cases that the run did not observe, or of more that is
	// known. It is empty without one.
	Besides string
	// Cases are the expectations, one per case.
	Cases []Want
	// Unmeasured are the cases without an expectation that the run could not observe.
	Unmeasured []Unmeasured
	// Open is the reason why the profile has no expectation of the other cases: they
	// were not measured, or the documents do not specify them. If it is empty, a case
	// without an entry has the verdict report.Error.
	Open string

	// err is the error of reading the catalogue's file.
	err error
}

// Want is the expectation of a profile for one case.
type Want struct {
	// Case is the name of the case.
	Case string
	// Observed is the expected observation.
	Observed string
	// Known is netstack's known observation if it differs from Observed, and empty
	// otherwise. This observation has the verdict report.Diverges and not report.Fails.
	// In the catalogue's profiles it is the expectation of the profile netstack if
	// there is a Reason.
	Known string
	// Reason explains the difference. It is empty without one.
	Reason string
	// Unmeasured is the reason why a run on the profile's system could not observe the
	// case. It is empty if the run did, and in a profile that was written by hand.
	Unmeasured string
}

// Unmeasured is a case that a run could not observe, and why.
type Unmeasured struct{ Case, Reason string }

// All returns the profiles of the catalogue's files. The default profile, netstack, is the
// first.
func All() []Profile { return []Profile{Netstack(), RFC9293(), Linux(), FreeBSD()} }

// Named returns the profile with the given name. It returns an error that lists the
// names if there is none.
func Named(name string) (Profile, error) {
	switch name { // each profile is built when it is asked for
	case netstack:
		return Netstack(), nil
	case rfc9293:
		return RFC9293(), nil
	case linux:
		return Linux(), nil
	case freebsd:
		return FreeBSD(), nil
	}
	return Profile{}, fmt.Errorf("profile: no profile %q: want one of %s%s", name, strings.Join(names, ", "), spelling.DidYouMean(name, names))
}

// Expected returns the expectation for a case, and false if the profile has none.
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

// WhyOpen returns the reason why the profile lacks expectations for cases of a
// scenario. It returns "" if the profile expects something of each case.
func (p Profile) WhyOpen(scenario string) string {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.Open
		}
	}
	return p.Open
}

// WhyOpenCase returns the reason why the profile lacks an expectation for a case: that of
// the case if it has its own, else that of the scenario.
func (p Profile) WhyOpenCase(scenario, name string) string {
	for _, e := range p.Expects {
		if e.Scenario != scenario {
			continue
		}
		for _, u := range e.Unmeasured {
			if u.Case == name {
				return u.Reason
			}
		}
	}
	return p.WhyOpen(scenario)
}

// Judge compares the observation of a case with the expectation of the profile. The
// reason explains the verdict. It is empty for report.Holds and report.Fails.
func (p Profile) Judge(scenario, name, observed string) (v report.Verdict, reason string) {
	w, ok := p.Expected(scenario, name)
	switch err := p.broken(scenario); {
	case err != nil:
		return report.Error, err.Error()
	case !ok && p.WhyOpenCase(scenario, name) != "":
		return report.Open, p.WhyOpenCase(scenario, name)
	case !ok:
		return report.Error, fmt.Sprintf("the profile %q expects nothing of this case", p.Name)
	case observed == w.Observed:
		return report.Holds, ""
	case w.Known != "" && observed == w.Known:
		return report.Diverges, w.Reason
	}
	return report.Fails, ""
}

// broken returns the error of reading the expectations for a scenario, or nil.
func (p Profile) broken(scenario string) error {
	for _, e := range p.Expects {
		if e.Scenario == scenario {
			return e.err
		}
	}
	return nil
}
