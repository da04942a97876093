package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// runs is a policy that is being applied.
type runs struct {
	*policy
	today time.Time
	// seen are the acceptances whose cases have been run, and needed, the patterns of
	// theirs that have met a difference.
	seen   map[*acceptance]bool
	needed map[*acceptance]map[string]bool
}

// run runs what the policy requires, or those of it that are in list, and judges it
// as the policy has it.
func (p *policy) run(r scenarios.Runner, tasks []task, today time.Time) report.Report {
	x := runs{p, today, map[*acceptance]bool{}, map[*acceptance]map[string]bool{}}
	var profiles []string
	run := report.Report{
		Schema: report.Schema, Versions: report.BuildVersions(), Seed: r.Seed,
		Scenarios: make([]report.Result, 0, len(tasks)),
		Policy:    &report.Policy{File: p.file, Today: today.Format(time.DateOnly)},
	}
	for _, profile := range scenarios.Profiles() {
		if slices.ContainsFunc(tasks, func(t task) bool { return t.profile.Name == profile.Name }) {
			profiles = append(profiles, profile.Name)
		}
	}
	run.Profile = strings.Join(profiles, ", ")
	for _, t := range tasks {
		r.Profile, r.Settings = t.profile, t.settings
		result := r.Run(t.scenario).Scenarios[0]
		result.Profile, result.Settings = t.profile.Name, t.settings
		x.judge(t, &result)
		run.Scenarios = append(run.Scenarios, result)
		if r.FailFast && !result.Verdict.OK() {
			break
		}
	}
	for _, a := range p.accept {
		if unneeded := x.unneeded(a); unneeded != nil {
			run.Policy.Unneeded = append(run.Policy.Unneeded, *unneeded)
		}
		if len(x.needed[a]) > 0 && x.ends(a) {
			run.Policy.Ending = append(run.Policy.Ending, report.Ending{
				Scenario: a.scenario.ID, Profile: a.profile.Name, Because: a.because, Until: a.lastDay(), Line: a.at.line})
		}
	}
	run.Policy.Silent = silent(tasks)
	return run
}

// soon is how long before its end a report says that an acceptance ends: long enough
// for somebody to come back from holidays.
const soon = 30 * 24 * time.Hour

// ends reports whether an acceptance ends soon, and has not.
func (x runs) ends(a *acceptance) bool {
	return !a.until.IsZero() && !x.expired(a) && a.until.Sub(x.today) <= soon
}

func (x runs) expired(a *acceptance) bool { return !a.until.IsZero() && x.today.After(a.until) }

// lastDay is the last day of an acceptance, empty for always.
func (a *acceptance) lastDay() string {
	if a.until.IsZero() {
		return ""
	}
	return a.until.Format(time.DateOnly)
}

// silent are the scenarios of which the profile says nothing that they are required to
// hold against, by requirement.
func silent(tasks []task) (out []report.Silent) {
	for _, t := range tasks {
		if speaks(t.profile, t.scenario) {
			continue
		}
		k := slices.IndexFunc(out, func(s report.Silent) bool { return s.Line == t.at.line && s.Profile == t.profile.Name })
		if k < 0 {
			k = len(out)
			out = append(out, report.Silent{Profile: t.profile.Name, Line: t.at.line})
		}
		out[k].Scenarios = append(out[k].Scenarios, t.scenario.ID)
	}
	slices.SortStableFunc(out, func(a, b report.Silent) int { return a.Line - b.Line })
	return out
}

// judge makes of each difference one that is accepted, or fails.
func (x runs) judge(t task, result *report.Result) {
	for i := range result.Observations {
		o := &result.Observations[i]
		differs := o.Verdict == report.Diverges || o.Verdict == report.Fails
		k := slices.IndexFunc(x.accept, func(a *acceptance) bool {
			return a.profile.Name == t.profile.Name && a.scenario.ID == t.scenario.ID && a.covers(o.Case)
		})
		if k < 0 {
			if o.Verdict == report.Diverges {
				o.Verdict, o.Reason = report.Fails, "The policy does not accept this difference, which is documented: "+o.Reason
			}
			continue
		}
		a := x.accept[k]
		if o.Changed {
			x.mark(a, o.Case) // with these settings nobody can tell
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

// mark notes that an acceptance is needed for a case.
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

// meet judges a difference that an acceptance is about.
func (x runs) meet(a *acceptance, o *report.Observation) {
	x.mark(a, o.Case)
	where := fmt.Sprintf("%s:%d", x.file, a.at.line)
	switch {
	case a.observed != nil && *a.observed != o.Observed:
		o.Verdict, o.Reason = report.Fails, fmt.Sprintf("%s accepts something else: %s", where, *a.observed)
	case a.observed == nil && o.Verdict == report.Fails:
		o.Reason = fmt.Sprintf("%s accepts the documented difference, and this is another.", where)
	default:
		o.Accepted = &report.Acceptance{Because: a.because, Until: a.lastDay(), Expired: x.expired(a), Line: a.at.line}
		accepted := "Accepted"
		if o.Accepted.Until != "" {
			accepted += " until " + o.Accepted.Until
		}
		o.Verdict = report.Diverges
		if o.Accepted.Expired {
			o.Verdict = report.Fails
			accepted = fmt.Sprintf("%s: the acceptance has expired. It was until %s", where, o.Accepted.Until)
		}
		text := accepted + ": " + a.because
		if o.Reason != "" {
			text += "\n" + o.Reason
		}
		o.Reason = text
	}
}

// unneeded is what of an acceptance met no difference although its scenario was run,
// or nil.
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

// narrowed are the tasks whose scenarios are picked; each pattern of ids must pick one.
func (p *policy) narrowed(list []scenarios.Scenario, patterns []string) ([]task, error) {
	all := p.tasks()
	within := func(list []scenarios.Scenario) (out []task) {
		for _, t := range all {
			if slices.ContainsFunc(list, func(s scenarios.Scenario) bool { return s.ID == t.scenario.ID }) {
				out = append(out, t)
			}
		}
		return out
	}
	for _, pattern := range patterns {
		if picked, err := scenarios.Select(pattern); err != nil || len(within(picked)) == 0 {
			return nil, fmt.Errorf("run: %s requires nothing of %s: want scenarios that it names, or none", p.file, pattern)
		}
	}
	if out := within(list); len(out) > 0 {
		return out, nil
	}
	return nil, fmt.Errorf("run: %s requires none of the scenarios that the flags pick", p.file)
}
