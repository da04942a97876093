package main

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/twcheck/twcheck/scenarios/report"
)

// setting returns the settings of a requirement, of gateSettings. The policy's text does
// not have the first.
func (p gatePolicy) setting(q gateRequirement) int {
	if q.settings <= 0 {
		return p.settings
	}
	return q.settings
}

// problem returns what is wrong with the policy, "" if nothing is.
func (p gatePolicy) problem(x *gateTruth) string {
	set := map[[2]string]int{}
	for _, q := range p.require {
		if anyTwice(q.items) {
			return "a scenario twice in a list"
		}
		for _, item := range q.items {
			if !x.speaks(q.profile, gateItem(item)...) {
				return "a requirement that cannot fail"
			}
		}
		for _, id := range q.ids() {
			key := [2]string{q.profile, id}
			if was, ok := set[key]; ok && was != p.setting(q) {
				return "two settings of a scenario"
			}
			set[key] = p.setting(q)
		}
	}
	taken := map[[3]string]bool{}
	for _, a := range p.accept {
		if unseen(a.because) {
			return "no reason"
		}
		if what := a.problem(x); what != "" {
			return what
		}
		for _, name := range x.cases(a.scenario) {
			key := [3]string{a.profile, a.scenario, name}
			if a.covers(x, name) && taken[key] {
				return "a case is accepted twice"
			}
			taken[key] = taken[key] || a.covers(x, name)
		}
	}
	return ""
}

// unseen reports whether a text has only blanks, controls, marks and what Unicode has for
// nothing, so that it is no reason for a reader.
func unseen(text string) bool {
	for _, r := range text {
		nothing := unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || r == '\u2800'
		if unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !nothing {
			return false
		}
	}
	return true
}

// problem returns what is wrong with an acceptance of a required scenario.
func (a gateAcceptance) problem(x *gateTruth) string {
	if anyTwice(a.cases) {
		return "a case twice in a list"
	}
	for _, pattern := range a.patterns() {
		var matched, expected, differs bool
		for _, name := range x.cases(a.scenario) {
			if !alike(pattern, name) {
				continue
			}
			matched = true
			w, ok := x.wants[[3]string{a.profile, a.scenario, name}]
			expected = expected || ok
			differs = differs || ok && (w.Known != "" || a.observed != nil && *a.observed != w.Observed)
		}
		switch {
		case strings.TrimSpace(pattern) == "":
			return "a blank pattern"
		case !matched:
			return "no such case"
		case !expected:
			return "an acceptance of what nobody expects"
		case !differs:
			return "nothing to accept"
		}
	}
	return ""
}

func (a gateAcceptance) patterns() []string {
	if a.cases == nil {
		return []string{"*"}
	}
	return a.cases
}

// covers reports whether the acceptance is about a case.
func (a gateAcceptance) covers(x *gateTruth, name string) bool {
	w, ok := x.wants[[3]string{a.profile, a.scenario, name}]
	return ok && (w.Known != "" || a.observed != nil) && slices.ContainsFunc(a.patterns(), func(p string) bool { return alike(p, name) })
}

// ends returns whether the acceptance has expired, and whether it ends in 30 days.
func (a gateAcceptance) ends(x *gateTruth) (expired, soon bool) {
	day, err := time.Parse(time.DateOnly, a.until)
	if err != nil {
		return false, false
	}
	left := int(day.Sub(x.day) / (24 * time.Hour))
	return left < 0, left >= 0 && left <= 30
}

func anyTwice(list []string) bool {
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// judge is the second judgement of a run with a policy.
func (p gatePolicy) judge(x *gateTruth, late bool) (w gateWant) {
	if what := p.problem(x); what != "" {
		return refusedFor("a policy: " + what)
	}
	seen, needed := make([]bool, len(p.accept)), make([]map[string]bool, len(p.accept))
	for _, id := range p.only {
		if !p.requires(id) {
			return refusedFor("a scenario that the policy does not require")
		}
	}
	for _, id := range gateIDs {
		if p.only != nil && !slices.Contains(p.only, id) {
			continue
		}
		for _, profile := range []string{"netstack", "rfc9293", "linux", "freebsd"} {
			k := slices.IndexFunc(p.require, func(q gateRequirement) bool { return q.profile == profile && slices.Contains(q.ids(), id) })
			if k < 0 {
				continue
			}
			r := gateResult{id: id, profile: profile}
			for i, name := range x.cases(id) {
				v, changed := x.judge(profile, id, p.setting(p.require[k]), i)
				if late {
					v, changed = report.Error, false
				}
				c := gateVerdict{verdict: v, changed: changed}
				k := slices.IndexFunc(p.accept, func(a gateAcceptance) bool {
					return a.profile == profile && a.scenario == id && a.covers(x, name)
				})
				if k < 0 {
					if v == report.Diverges {
						c.verdict = report.Fails
					}
				} else if v == report.Error {
					w.unmet++
				} else {
					seen[k] = true
					if p.accept[k].apply(x, p.observed(x, id, profile, i), &c) {
						if needed[k] == nil {
							needed[k] = map[string]bool{}
						}
						needed[k][name] = true
					}
				}
				r.cases = append(r.cases, c)
			}
			w.results = append(w.results, r)
			if !x.speaks(profile, id) {
				w.silent = append(w.silent, id)
			}
		}
	}
	for k, a := range p.accept {
		if _, soon := a.ends(x); soon && len(needed[k]) > 0 {
			w.ending++
		}
		if seen[k] && slices.ContainsFunc(a.patterns(), func(pattern string) bool {
			for name := range needed[k] {
				if alike(pattern, name) {
					return false
				}
			}
			return true
		}) {
			w.unneeded++
		}
	}
	return w
}

// observed returns what netstack does in the i-th case of a scenario.
func (p gatePolicy) observed(x *gateTruth, id, profile string, i int) string {
	for _, q := range p.require {
		if q.profile == profile && slices.Contains(q.ids(), id) {
			return x.observations(id, p.setting(q))[i].Observed
		}
	}
	return ""
}

// apply applies an acceptance to a case that was observed. It returns whether the case
// needs it.
func (a gateAcceptance) apply(x *gateTruth, observed string, c *gateVerdict) bool {
	if c.changed && a.observed == nil {
		return true
	}
	if !c.changed && c.verdict != report.Diverges && c.verdict != report.Fails {
		return false
	}
	expired, _ := a.ends(x)
	switch {
	case a.observed != nil && *a.observed != observed, a.observed == nil && c.verdict == report.Fails:
		c.verdict = report.Fails
	case expired:
		c.verdict, c.accepted, c.expired = report.Fails, true, true
	default:
		c.verdict, c.accepted = report.Diverges, true
	}
	return true
}
