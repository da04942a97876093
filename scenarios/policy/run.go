package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// runs is a policy that is being applied.
type runs struct {
	*Policy
	today time.Time
	// seen are the acceptances whose cases have been run, and needed, the patterns of
	// theirs that have met a difference.
	seen   map[*acceptance]bool
	needed map[*acceptance]map[string]bool
}

// Run runs what the policy requires, and judges it on the given day: a difference that
// the policy does not accept, or does not accept any more, has the verdict Fails. The
// report's Failures are what has to be accepted or mended.
//
// The profiles and the settings are the policy's, and so is the seed if it names one;
// Run does not use the runner's. With another Target it leaves out the scenarios that
// have no case for it, as Runner.Run does. The day is in UTC; its time of day does not
// matter.
func (p *Policy) Run(r scenarios.Runner, today time.Time) report.Report {
	today = today.UTC().Truncate(24 * time.Hour)
	if p.seed != nil {
		r.Seed = *p.seed
	}
	tasks := p.tasks()
	x := runs{p, today, map[*acceptance]bool{}, map[*acceptance]map[string]bool{}}
	var profiles []string
	out := report.Report{
		Schema: report.Schema, Versions: report.BuildVersions(), Seed: r.Seed,
		Scenarios: make([]report.Result, 0, len(tasks)),
		Policy:    &report.Policy{File: p.file, Today: today.Format(time.DateOnly)},
	}
	for _, x := range profile.All() {
		if slices.ContainsFunc(tasks, func(t task) bool { return t.profile.Name == x.Name }) {
			profiles = append(profiles, x.Name)
		}
	}
	out.Profile = strings.Join(profiles, ", ")
	for _, t := range tasks {
		r.Profile, r.Settings = t.profile, t.settings
		one := r.Run(t.scenario).Scenarios
		if len(one) == 0 {
			continue
		}
		result := one[0]
		result.Profile, result.Settings = t.profile.Name, t.settings
		x.judge(t, &result)
		out.Scenarios = append(out.Scenarios, result)
		if r.FailFast && !result.Verdict.OK() {
			break
		}
	}
	for _, a := range p.accept {
		if unneeded := x.unneeded(a); unneeded != nil {
			out.Policy.Unneeded = append(out.Policy.Unneeded, *unneeded)
		}
		if len(x.needed[a]) > 0 && x.ends(a) {
			out.Policy.Ending = append(out.Policy.Ending, report.Ending{
				Scenario: a.scenario.ID, Profile: a.profile.Name, Because: a.because, Until: a.lastDay(), Line: a.at.line})
		}
	}
	out.Policy.Silent = silent(tasks)
	return out
}

// soon is how long before its end a report announces the end of an acceptance. It is
// longer than a holiday.
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

// silent lists the required scenarios without an expectation in the profile, by
// requirement.
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
