package main

import (
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
)

// task is one scenario that is held against one profile.
type task struct {
	scenario scenarios.Scenario
	profile  scenarios.Profile
	settings scenarios.Settings
	at       place
}

// check looks for what is written correctly and contradicts itself, or the
// catalogue: what could never fail, or never matter.
func (p *policy) check(r *reader) {
	for _, q := range p.require {
		for _, part := range q.parts {
			if !slices.ContainsFunc(part.list, func(s scenarios.Scenario) bool { return speaks(q.profile, s) }) {
				r.fault(part.at, "this can never fail: the profile %s says nothing of the scenarios", q.profile.Name)
			}
		}
	}
	for i, q := range p.require {
		for _, other := range p.require[:i] {
			if q.profile.Name != other.profile.Name || q.settings.String() == other.settings.String() {
				continue
			}
			for s := range scenarios.All() {
				if q.has(s) && other.has(s) {
					r.fault(q.at, "%s is required against %s with %s, and in line %d with %s: want one of them", s.ID, q.profile.Name, orDefaults(q.settings), other.at.line, orDefaults(other.settings))
					break
				}
			}
		}
	}
	taken := make(map[[3]string]*acceptance)
	for _, a := range p.accept {
		i := slices.IndexFunc(p.require, func(q requirement) bool { return q.profile.Name == a.profile && q.has(a.scenario) })
		if i < 0 {
			r.fault(a.at, "%s is accepted and not required against %s: require it, or remove the acceptance", a.scenario.ID, a.profile)
			continue
		}
		profile := p.require[i].profile
		for _, pattern := range a.patterns() {
			a.checkPattern(r, profile, pattern)
		}
		for _, c := range a.scenario.Cases {
			key := [3]string{a.profile, a.scenario.ID, c.Name}
			if !a.covers(profile, c.Name) {
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

// checkPattern looks whether a pattern of cases can matter.
func (a *acceptance) checkPattern(r *reader, profile scenarios.Profile, pattern string) {
	matched, expected, known := 0, 0, 0
	for _, c := range a.scenario.Cases {
		if !matches(pattern, c.Name) {
			continue
		}
		matched++
		if w, ok := profile.Expected(a.scenario.ID, c.Name); ok {
			expected++
			if w.Known != "" || a.observed != nil && w.Observed != *a.observed {
				known++
			}
		}
	}
	switch {
	case matched == 0:
		r.fault(a.at, "%s has no case %q: want a name that \"twcheck explain %s\" shows, in which * may stand for anything", a.scenario.ID, pattern, a.scenario.ID)
	case expected == 0:
		r.fault(a.at, "the profile %s says nothing of the cases %q of %s: there is nothing to accept", profile.Name, pattern, a.scenario.ID)
	case known == 0 && a.observed != nil:
		r.fault(a.at, "the profile %s expects %q of the cases %q of %s: there is nothing to accept", profile.Name, *a.observed, pattern, a.scenario.ID)
	case known == 0:
		r.fault(a.at, "the profile %s documents no difference in the cases %q of %s: say with observed what is accepted", profile.Name, pattern, a.scenario.ID)
	}
}

// speaks reports whether a profile expects anything of a scenario.
func speaks(p scenarios.Profile, s scenarios.Scenario) bool {
	return slices.ContainsFunc(s.Cases, func(c scenarios.Case) bool { _, ok := p.Expected(s.ID, c.Name); return ok })
}

func (q requirement) has(s scenarios.Scenario) bool {
	return slices.ContainsFunc(q.parts, func(p part) bool {
		return slices.ContainsFunc(p.list, func(x scenarios.Scenario) bool { return x.ID == s.ID })
	})
}

// patterns are the patterns of cases, "*" where there are none.
func (a *acceptance) patterns() []string {
	if len(a.cases) == 0 {
		return []string{"*"}
	}
	return a.cases
}

// covers reports whether the acceptance is about a case: one that it matches, and
// of which the profile knows a difference or the acceptance says one.
func (a *acceptance) covers(profile scenarios.Profile, name string) bool {
	w, ok := profile.Expected(a.scenario.ID, name)
	return ok && (w.Known != "" || a.observed != nil) &&
		slices.ContainsFunc(a.patterns(), func(pattern string) bool { return matches(pattern, name) })
}

// matches reports whether a name is like a pattern, in which * stands for anything.
// Names have brackets and slashes, which here are themselves.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(name) < len(first)+len(last) || !strings.HasPrefix(name, first) || !strings.HasSuffix(name, last) {
		return false
	}
	name = name[len(first) : len(name)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, ok := strings.Cut(name, part)
		if !ok {
			return false
		}
		name = after
	}
	return true
}

// tasks is what is to be run: each scenario against each profile once, in the order
// of the catalogue and then of the profiles.
func (p *policy) tasks() (out []task) {
	for _, s := range slices.Collect(scenarios.All()) {
		for _, profile := range scenarios.Profiles() {
			for _, q := range p.require {
				if q.profile.Name == profile.Name && q.has(s) {
					out = append(out, task{s, q.profile, q.settings, q.at})
					break
				}
			}
		}
	}
	return out
}
