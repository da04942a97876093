package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// check reports contradictions within the policy and with the catalogue: requirements
// that cannot fail, and acceptances that cannot apply. It does not report a problem
// that another problem may have caused.
func (p *Policy) check(r *reader) {
	var earlier settled
	for _, q := range p.require {
		q.checkSilent(r)
		if other := earlier.add(q); other != nil {
			r.fault(q.at, "%s is required against %s with %s, and in line %d with %s: want one of them", q.shared(other.requirement)[0].ID, q.profile.Name, q.settings.Describe(), other.at.line, other.settings.Describe())
		}
	}
	taken := make(map[[3]string]*acceptance)
	required := p.required()
	for _, a := range p.accept {
		if a.scenario.ID == "" {
			continue
		}
		for i, pattern := range a.cases {
			a.checkName(r, a.places[i], pattern)
		}
		if a.profile.Name == "" {
			continue
		}
		if !p.unread && !required.mayHave(a) {
			r.fault(a.at, "%s is accepted and not required against %s: require it, or remove the acceptance", a.scenario.ID, a.profile.Name)
			continue
		}
		if a.unread {
			continue
		}
		for i, pattern := range a.patterns() {
			at := a.at
			if len(a.places) > 0 {
				at = a.places[i]
			}
			a.checkPattern(r, at, pattern)
		}
		for _, c := range a.scenario.Cases {
			key := [3]string{a.profile.Name, a.scenario.ID, c.Name}
			if !a.covers(c.Name) {
				continue
			}
			if other := taken[key]; other != nil {
				r.fault(a.at, "%s %q is accepted in line %d already: want one acceptance", a.scenario.ID, c.Name, other.at.line)
				break
			}
			taken[key] = a
		}
	}
}

// checkSilent reports requirements that cannot fail.
func (q requirement) checkSilent(r *reader) {
	for _, part := range q.parts {
		if q.profile.Name == "" || len(part.list) == 0 || slices.ContainsFunc(part.list, func(s scenarios.Scenario) bool { return speaks(q.profile, s) }) {
			continue
		}
		var ids []string
		for _, s := range part.list {
			ids = append(ids, s.ID)
		}
		r.fault(part.at, "the requirement cannot fail: the profile %s has no expectation of %s", q.profile.Name, strings.Join(ids, ", "))
	}
}

// settled has the requirements so far for each scenario and profile: the first, and the
// first with other settings than that. No other can be the first that differs from a later
// one.
type settled struct {
	count int
	by    map[[2]string][]*settling
}

// settling is a requirement with its number and the text of its settings.
type settling struct {
	requirement
	number int
	text   string
}

// add adds a requirement. It returns the first earlier one that names the same scenario
// and profile with other settings, or nil.
func (e *settled) add(q requirement) (first *settling) {
	if q.profile.Name == "" || q.unsettled {
		return nil
	}
	if e.by == nil {
		e.by = make(map[[2]string][]*settling)
	}
	added := &settling{q, e.count, q.settings.String()}
	e.count++
	for _, part := range q.parts {
		for _, s := range part.list {
			key := [2]string{s.ID, q.profile.Name}
			known := e.by[key]
			i := slices.IndexFunc(known, func(x *settling) bool { return x.text != added.text })
			if i >= 0 && (first == nil || known[i].number < first.number) {
				first = known[i]
			}
			if len(known) == 0 || len(known) == 1 && i == 0 {
				e.by[key] = append(known, added)
			}
		}
	}
	return first
}

// shared returns the scenarios that both requirements name.
func (q requirement) shared(other requirement) []scenarios.Scenario {
	return slices.DeleteFunc(slices.Collect(scenarios.All()), func(s scenarios.Scenario) bool { return !q.has(s) || !other.has(s) })
}

// required has the scenarios and profiles of all requirements. "" stands for any: what a
// problem may hide.
type required map[[2]string]bool

// required collects the scenarios and profiles of the requirements.
func (p *Policy) required() required {
	out := make(required)
	for _, q := range p.require {
		if q.unread {
			out[[2]string{"", q.profile.Name}] = true
		}
		for _, part := range q.parts {
			for _, s := range part.list {
				out[[2]string{s.ID, q.profile.Name}] = true
			}
		}
	}
	return out
}

// mayHave reports whether a requirement includes the scenario and profile of an
// acceptance, or may include them after its problems are fixed.
func (r required) mayHave(a *acceptance) bool {
	for _, id := range []string{"", a.scenario.ID} {
		if r[[2]string{id, ""}] || r[[2]string{id, a.profile.Name}] {
			return true
		}
	}
	return false
}

// checkName reports a pattern that matches no case of the scenario.
func (a *acceptance) checkName(r *reader, at place, pattern string) {
	var names []string
	for _, c := range a.scenario.Cases {
		names = append(names, c.Name)
	}
	if !slices.ContainsFunc(names, func(name string) bool { return matches(pattern, name) }) {
		r.fault(at, "%s has no case %q: want a name that twcheck's command \"explain %s\" shows, in which * may stand for anything%s", a.scenario.ID, pattern, a.scenario.ID, spelling.DidYouMean(pattern, names))
	}
}

// checkPattern reports a pattern of cases that cannot apply.
func (a *acceptance) checkPattern(r *reader, at place, pattern string) {
	matched, expected, known := 0, 0, 0
	for _, c := range a.scenario.Cases {
		if !matches(pattern, c.Name) {
			continue
		}
		matched++
		if w, ok := a.profile.Expected(a.scenario.ID, c.Name); ok {
			expected++
			if w.Known != "" || a.observed != nil && w.Observed != *a.observed {
				known++
			}
		}
	}
	what := a.scenario.ID
	if len(a.cases) > 0 {
		what = fmt.Sprintf("the cases %q of %s", pattern, a.scenario.ID)
	}
	switch {
	case matched == 0: // which has been said
	case expected == 0:
		r.fault(at, "the profile %s has no expectation of %s: there is nothing to accept", a.profile.Name, what)
	case known == 0 && a.observed != nil:
		r.fault(at, "the profile %s expects %q of %s: there is nothing to accept", a.profile.Name, *a.observed, what)
	case known == 0:
		r.fault(at, "the profile %s documents no difference in %s: add observed with the accepted observation", a.profile.Name, what)
	}
}

// speaks reports whether a profile has an expectation of a scenario.
func speaks(p profile.Profile, s scenarios.Scenario) bool {
	return slices.ContainsFunc(s.Cases, func(c scenarios.Case) bool { _, ok := p.Expected(s.ID, c.Name); return ok })
}

func (q requirement) has(s scenarios.Scenario) bool {
	return slices.ContainsFunc(q.parts, func(p part) bool {
		return slices.ContainsFunc(p.list, func(x scenarios.Scenario) bool { return x.ID == s.ID })
	})
}
