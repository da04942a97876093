package policy

import (
	"fmt"
	"slices"

	"github.com/twcheck/twcheck/scenarios/report"
)

// judge applies the acceptances of the policy to the differences of a result. A
// difference without an acceptance fails.
func (x runs) judge(t task, result *report.Result) {
	for i := range result.Observations {
		o := &result.Observations[i]
		differs := o.Verdict == report.Diverges || o.Verdict == report.Fails
		k := slices.IndexFunc(x.accept, func(a *acceptance) bool {
			return a.profile.Name == t.profile.Name && a.scenario.ID == t.scenario.ID && a.covers(o.Case)
		})
		if k < 0 {
			if o.Verdict == report.Diverges {
				o.Verdict, o.Reason = report.Fails, "The policy does not accept this documented difference: "+o.Reason
			}
			continue
		}
		a := x.accept[k]
		if o.Changed {
			x.mark(a, o.Case) // the settings hide whether the difference remains
			differs = a.observed != nil
		}
		if o.Verdict != report.Error {
			x.seen[a] = true
		}
		if differs {
			x.meet(a, o)
		}
	}
	result.Verdict = report.Worst(result.Observations)
}

// mark records that an acceptance is needed for a case.
func (x runs) mark(a *acceptance, name string) {
	if x.needed[a] == nil {
		x.needed[a] = map[string]bool{}
	}
	for _, pattern := range a.patterns() {
		if matches(pattern, name) {
			x.needed[a][pattern] = true
		}
	}
}

// meet decides whether an acceptance covers a difference of its case.
func (x runs) meet(a *acceptance, o *report.Observation) {
	x.mark(a, o.Case)
	where := fmt.Sprintf("%s:%d", x.file, a.at.line)
	switch {
	case a.observed != nil && *a.observed != o.Observed:
		o.Verdict, o.Reason = report.Fails, fmt.Sprintf("%s accepts something else: %s", where, *a.observed)
	case a.observed == nil && o.Verdict == report.Fails:
		o.Reason = fmt.Sprintf("%s accepts the documented difference, not this one.", where)
	default:
		o.Accepted = &report.Acceptance{Because: a.because, Until: a.lastDay(), Expired: x.expired(a), Line: a.at.line}
		accepted := "Accepted"
		if o.Accepted.Until != "" {
			accepted += " until " + o.Accepted.Until
		}
		o.Verdict = report.Diverges
		if o.Accepted.Expired {
			o.Verdict = report.Fails
			accepted = fmt.Sprintf("%s: the acceptance has expired. Its last day was %s", where, o.Accepted.Until)
		}
		text := accepted + ": " + a.because
		if o.Reason != "" {
			text += "\n" + o.Reason
		}
		o.Reason = text
	}
}

// unneeded returns the part of an acceptance that matched no difference although its
// scenario ran, or nil.
func (x runs) unneeded(a *acceptance) *report.Unneeded {
	if !x.seen[a] {
		return nil
	}
	var patterns []string
	for _, pattern := range a.patterns() {
		if !x.needed[a][pattern] {
			patterns = append(patterns, pattern)
		}
	}
	if len(patterns) == 0 {
		return nil
	}
	return &report.Unneeded{Scenario: a.scenario.ID, Profile: a.profile.Name, Cases: patterns, Because: a.because,
		Until: a.lastDay(), Expired: x.expired(a), Line: a.at.line}
}
