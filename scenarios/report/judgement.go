package report

import (
	"fmt"
	"strings"
)

// Judgement says whether a run passes, and what speaks against it. The exit status of
// the command and all its formats follow from it, so that they cannot differ.
type Judgement struct {
	// Verdict is the verdict of the run. It is Fails if anything fails, even if
	// something else could not be observed: a run that is repeated until it can be
	// observed would hide the failure.
	Verdict Verdict `json:"verdict"`
	// Failed and Broken count the observations with the verdicts Fails and Error.
	Failed int `json:"failed,omitempty"`
	Broken int `json:"broken,omitempty"`
	// Baseline is the comparison with a baseline, nil without one.
	Baseline *Baseline `json:"baseline,omitempty"`
	// Partial reports that the report leaves out scenarios of its run, or that the run
	// ended early. Such a report is no baseline: what it lacks would not be compared.
	Partial bool `json:"partial,omitempty"`
	// NotShown lists the scenarios that do not pass and that the report leaves out.
	NotShown []Unshown `json:"not_shown,omitempty"`
}

// Unshown is a scenario that does not pass and that a report leaves out.
type Unshown struct {
	Scenario string `json:"scenario"`
	// Profile is the profile of the scenario in a run with a policy.
	Profile string  `json:"profile,omitempty"`
	Verdict Verdict `json:"verdict"`
}

// String returns the scenario with its profile, such as "C-15 (linux)".
func (u Unshown) String() string {
	if u.Profile != "" {
		return u.Scenario + " (" + u.Profile + ")"
	}
	return u.Scenario
}

// Baseline is the comparison of a run with an earlier one.
type Baseline struct {
	// File is the name of the baseline's file, and GVisor the version that it is of.
	File   string `json:"file"`
	GVisor string `json:"gvisor,omitempty"`
	// Compared is the number of cases that both have, each once for its settings.
	Compared int `json:"compared"`
	// Changes lists what differs. Each change fails the run.
	Changes []Change `json:"changes"`
	// Broken lists the cases that the baseline has and that could not be observed now.
	// Their observations have the verdict Error.
	Broken []Change `json:"broken,omitempty"`
	// NotRun is the number of cases that the baseline has and that the target of the run
	// could not run, or not in its time. They do not fail the run.
	NotRun int `json:"not_run,omitempty"`
	// New lists the scenarios and cases that the baseline does not have, such as those
	// of a later version of twcheck. They do not fail the run.
	New []Change `json:"new,omitempty"`
}

// CompareWith compares a run with a baseline of the given name.
func CompareWith(file string, baseline, run Report) *Baseline {
	b := &Baseline{File: file, GVisor: baseline.GVisor, Changes: []Change{}}
	baseline, b.NotRun = baseline.without(run.LeftOut)
	changes, both := compare(baseline, run)
	for _, c := range changes {
		switch {
		case c.Kind == Added:
			b.New = append(b.New, c.Change)
		case c.Kind == Broken && c.lost:
			b.Broken = append(b.Broken, c.Change)
		default:
			b.Changes = append(b.Changes, c.Change)
		}
	}
	b.Compared = both
	return b
}

// without returns the report without the cases of a list, and how many of them it had.
func (r Report) without(list []LeftOut) (Report, int) {
	type name struct{ scenario, name string }
	gone := map[name]bool{}
	for _, x := range list {
		gone[name{x.Scenario, x.Case}] = true
	}
	n := 0
	var out []Result
	for _, s := range r.Scenarios {
		var rest []Observation
		for _, o := range s.Observations {
			if gone[name{s.ID, o.Case}] {
				n++
				continue
			}
			rest = append(rest, o)
		}
		if len(rest) > 0 || len(s.Observations) == 0 {
			s.Observations = rest
			out = append(out, s)
		}
	}
	r.Scenarios = out
	return r, n
}

// Judge judges a run. baseline is nil if the run was not compared with one.
func Judge(run Report, baseline *Baseline) Judgement {
	j := Judgement{Verdict: Holds, Baseline: baseline}
	for _, s := range run.Scenarios {
		j.Verdict = worse(j.Verdict, s.Verdict)
	}
	for _, f := range run.Failures() {
		j.Verdict = worse(j.Verdict, f.Verdict)
		if f.Verdict == Fails {
			j.Failed++
		} else {
			j.Broken++
		}
	}
	if baseline != nil && len(baseline.Changes) > 0 {
		j.Verdict = Fails
	}
	return j
}

// Only leaves out the scenarios that show returns false for. The Judgement names those of
// them that do not pass; its verdict stays what it is.
func (r *Report) Only(show func(Result) bool) {
	var shown []Result
	for _, s := range r.Scenarios {
		if show(s) {
			shown = append(shown, s)
			continue
		}
		if r.Judgement == nil {
			continue
		}
		r.Judgement.Partial = true
		if !s.Verdict.OK() {
			r.Judgement.NotShown = append(r.Judgement.NotShown, Unshown{s.ID, s.Profile, s.Verdict})
		}
	}
	r.Scenarios = append([]Result{}, shown...)
}

// String returns the judgement in one line, such as "fails: 3 observations fail; 2
// changes since old.json; 1 case could not be observed". A run that passes has only
// its verdict.
func (j Judgement) String() string {
	var why []string
	if j.Failed > 0 {
		verb := "fail"
		if j.Failed == 1 {
			verb = "fails"
		}
		why = append(why, count(j.Failed, "observation")+" "+verb)
	}
	if j.Baseline != nil && len(j.Baseline.Changes) > 0 {
		why = append(why, count(len(j.Baseline.Changes), "change")+" since "+VisibleLine(j.Baseline.File))
	}
	if j.Broken > 0 {
		why = append(why, count(j.Broken, "case")+" could not be observed")
	}
	if len(j.NotShown) > 0 {
		var names []string
		for _, u := range j.NotShown {
			names = append(names, u.String())
		}
		why = append(why, "not shown: "+strings.Join(names, ", "))
	}
	if len(why) == 0 {
		return string(j.Verdict)
	}
	return string(j.Verdict) + ": " + strings.Join(why, "; ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
