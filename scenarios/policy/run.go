package policy

import (
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// runs is the state of a run of the policy.
type runs struct {
	*Policy
	today time.Time
	// seen has the acceptances whose cases have run. needed has the patterns that have
	// matched a difference.
	seen   map[*acceptance]bool
	needed map[*acceptance]map[string]bool
}

// Run runs the required scenarios and applies the acceptances of the policy on the
// given day. A difference without an acceptance, or with an expired one, has the
// verdict report.Fails. The report's Failures have to be fixed or accepted.
//
// Run takes the profiles and the settings from the policy and ignores those of the
// runner. It uses the runner's seed if the policy has none. A Shard of the runner has a
// part of the scenarios, of which each counts once for each profile; its report names the
// profiles of all parts. With another Target, Run omits scenarios without portable cases,
// as Runner.Run does. today is converted to UTC, and its time of day is ignored. Problems
// during the run have the verdict report.Error.
func (p *Policy) Run(r scenarios.Runner, today time.Time) report.Report {
	today = today.UTC().Truncate(24 * time.Hour)
	if p.seed != nil {
		r.Seed = *p.seed
	}
	shard := r.Shard
	required := p.tasks()
	tasks := report.PartOf(shard, required)
	if shard.Validate() == nil {
		r.Shard = report.Shard{} // each task is whole
	}
	x := runs{p, today, map[*acceptance]bool{}, map[*acceptance]map[string]bool{}}
	var profiles []string
	out := report.Report{
		Schema: report.Schema, Versions: report.BuildVersions(), Seed: r.Seed, Shard: shard,
		Scenarios: make([]report.Result, 0, len(tasks)),
		Policy:    &report.Policy{File: p.file, Today: today.Format(time.DateOnly)},
	}
	for _, x := range profile.All() {
		if slices.ContainsFunc(required, func(t task) bool { return t.profile.Name == x.Name }) {
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
		result.Profile, result.Settings, result.Line = t.profile.Name, t.settings, t.at.line
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

// soon is the time before the end of an acceptance during which reports announce the
// end.
const soon = 30 * 24 * time.Hour

// ends reports whether an acceptance ends soon and has not expired.
func (x runs) ends(a *acceptance) bool {
	return !a.until.IsZero() && !x.expired(a) && a.until.Sub(x.today) <= soon
}

func (x runs) expired(a *acceptance) bool { return !a.until.IsZero() && x.today.After(a.until) }

// lastDay returns the last day of an acceptance, "" without an end.
func (a *acceptance) lastDay() string {
	if a.until.IsZero() {
		return ""
	}
	return a.until.Format(time.DateOnly)
}

// silent lists the required scenarios of which the profile expects nothing, by
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
