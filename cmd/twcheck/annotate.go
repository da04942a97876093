package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// maxTexts is the maximum number of observations in an annotation, which GitHub shows
// in a small box.
const maxTexts = 5

// finding is what an annotation says of a scenario.
type finding struct {
	name    string
	verdict report.Verdict
	texts   []string
	place   place
}

// annotation returns the annotation of a finding.
func (f finding) annotation(is string) annotation { return f.annotationOf(is, maxTexts) }

// annotationOf returns an annotation with at most the given number of texts.
func (f finding) annotationOf(is string, most int) annotation {
	texts := f.texts
	if n := len(texts) - most; n > 0 {
		texts = append(slices.Clone(texts[:most]), fmt.Sprintf("and %d more", n))
	}
	return annotation{place: f.place, title: "twcheck " + f.name + " " + is, message: strings.Join(texts, "\n"), name: f.name}
}

// failing returns an annotation for each scenario that does not pass: what fails before
// what is broken, and first the scenario with the most observations.
func failing(x outcome) (out annotations) {
	var list []finding
	numbers := map[string]int{} // of findings, by name
	of := func(name string) *finding {
		k, ok := numbers[name]
		if !ok {
			k = len(list)
			numbers[name] = k
			list = append(list, finding{name: name, verdict: report.Error})
		}
		return &list[k]
	}
	for _, s := range x.Scenarios {
		if s.Verdict.OK() {
			continue
		}
		f := of(against(s))
		f.verdict = s.Verdict
		f.place = x.placeOf(s)
		for _, o := range s.Observations {
			if !o.Verdict.OK() {
				f.texts = append(f.texts, observationText(o))
			}
		}
		if len(s.Observations) == 0 {
			f.texts = append(f.texts, noObservations)
		}
	}
	if base := x.Judgement.Baseline; base != nil && len(base.Changes) > 0 {
		where := x.placeOfChange(*base) // it reads files
		for _, c := range base.Changes {
			f := of(c.Scenario)
			f.verdict = report.Fails
			f.texts = append(f.texts, base.File+": "+c.String())
			if f.place == (place{}) {
				f.place = where
			}
		}
	}
	for _, u := range x.Judgement.NotShown {
		f := of(u.String())
		if u.Verdict == report.Fails {
			f.verdict = u.Verdict
		}
		f.texts = append(f.texts, "it "+notShown)
	}
	slices.SortStableFunc(list, func(a, b finding) int {
		return cmp.Or(byFails(a.verdict)-byFails(b.verdict), len(b.texts)-len(a.texts))
	})
	for _, f := range list {
		out = append(out, f.annotation(string(f.verdict)))
	}
	return out
}

// byFails orders what fails before what is broken.
func byFails(v report.Verdict) int {
	if v == report.Fails {
		return 0
	}
	return 1
}

// news returns an annotation for what the baseline does not have, if there is anything.
func news(x outcome) (out annotations) {
	base := x.Judgement.Baseline
	if base == nil || len(base.New) == 0 {
		return nil
	}
	f := finding{name: "baseline", place: x.root.at(base.File, 1)}
	for _, c := range base.New {
		f.texts = append(f.texts, newText(c))
	}
	return annotations{f.annotation("has less than the run")}
}

// accepted returns an annotation for each scenario with accepted differences.
func accepted(x outcome) (out annotations) {
	for _, s := range x.Scenarios {
		f := finding{name: against(s)}
		for _, o := range s.Observations {
			if o.Verdict == report.Diverges && o.Accepted != nil {
				f.texts = append(f.texts, observationText(o))
				if f.place == (place{}) {
					f.place = x.root.at(x.Policy.File, o.Accepted.Line)
				}
			}
		}
		if len(f.texts) > 0 {
			out = append(out, f.annotation("accepted"))
		}
	}
	return out
}

// observationText describes an observation in an annotation.
func observationText(o report.Observation) string {
	text := fmt.Sprintf("%s\nobserved: %s\nexpected: %s", o.Case, o.Observed, o.Expected)
	if o.Reason != "" {
		text += "\n" + o.Reason
	}
	return text
}

// placeOf returns the line to change for a scenario that does not pass: the acceptance
// that has expired, or the requirement; without a policy the version of gVisor, if the
// profile netstack does not describe it.
func (x outcome) placeOf(s report.Result) place {
	if x.Policy != nil {
		for _, o := range s.Observations {
			if o.Verdict == report.Fails && o.Accepted != nil {
				return x.root.at(x.Policy.File, o.Accepted.Line)
			}
		}
		return x.root.at(x.Policy.File, s.Line)
	}
	if x.GVisor != profile.NetstackVersion {
		return x.root.gvisorLine()
	}
	return place{}
}

// placeOfChange returns the line to look at for a change since a baseline: the version
// of gVisor if that is what differs, and otherwise the baseline.
func (x outcome) placeOfChange(b report.Baseline) place {
	if b.GVisor != x.GVisor {
		return x.root.gvisorLine()
	}
	return x.root.at(b.File, 1)
}
