package main

import (
	"slices"

	"github.com/twcheck/twcheck/scenarios/report"
)

// problemOf returns what is wrong with a report that the decisions made, "" if nothing
// is.
func problemOf(r report.Report) string {
	good := []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error}
	if j := r.Judgement; j != nil && !slices.Contains(good, j.Verdict) {
		return "an unknown verdict"
	}
	var ids []string
	for _, s := range r.Scenarios {
		var names []string
		for _, o := range s.Observations {
			if !slices.Contains(good, o.Verdict) {
				return "an unknown verdict"
			}
			names = append(names, o.Case)
		}
		if s.ID == "" || slices.Contains(names, "") {
			return "no name"
		}
		if anyTwice(names) {
			return "a case twice"
		}
		ids = append(ids, s.ID)
	}
	if anyTwice(ids) {
		return "a scenario twice"
	}
	return ""
}

// judge is the second judgement of a run with a baseline.
func (b gateBaseline) judge(x *gateTruth, late bool) (w gateWant) {
	switch what := problemOf(b.file); {
	case b.damage != nil:
		return refusedFor("a baseline: damaged")
	case what != "":
		return refusedFor("a baseline: " + what)
	case b.file.Policy != nil:
		return refusedFor("a baseline: of a policy")
	case b.file.Judgement != nil && b.file.Judgement.Partial:
		return refusedFor("a baseline: a part of a run")
	case b.file.Settings.String() != x.reports[b.settings].Settings.String():
		return refusedFor("a baseline: other settings")
	case b.file.Shard != (report.Shard{}) && b.file.Shard != b.shard:
		return refusedFor("a baseline: another shard")
	case !b.shares(x):
		return refusedFor("a baseline: nothing to compare")
	}
	var ran []string
	for i, id := range b.ids {
		if b.shard == (report.Shard{}) || i%b.shard.Count == b.shard.Index-1 {
			ran = append(ran, id)
		}
	}
	if late && b.failFast && len(ran) > 1 {
		ran = ran[:1]
	}
	for _, id := range ran {
		r := gateResult{id: id}
		for i := range x.cases(id) {
			v, changed := x.judge(b.profile, id, b.settings, i)
			if late {
				v, changed = report.Error, false
			}
			r.cases = append(r.cases, gateVerdict{verdict: v, changed: changed})
		}
		w.results = append(w.results, r)
		k := slices.IndexFunc(b.file.Scenarios, func(s report.Result) bool { return s.ID == id })
		if k < 0 {
			w.news = append(w.news, id)
			continue
		}
		changes, news := compareAgain(b.file.Scenarios[k].Observations, x.observations(id, b.settings), late)
		w.changes = append(w.changes, slices.Repeat([]string{id}, changes)...)
		w.news = append(w.news, slices.Repeat([]string{id}, news)...)
	}
	for _, s := range b.file.Scenarios {
		if !x.known[s.ID] {
			w.changes = append(w.changes, s.ID) // it is no scenario any more
		}
	}
	return w
}

// shares reports whether the baseline has a case of the scenarios to run.
func (b gateBaseline) shares(x *gateTruth) bool {
	return slices.ContainsFunc(b.file.Scenarios, func(s report.Result) bool {
		return slices.Contains(b.ids, s.ID) && slices.ContainsFunc(s.Observations, func(o report.Observation) bool { return slices.Contains(x.cases(s.ID), o.Case) })
	})
}

// compareAgain counts the cases that differ from a baseline and those that it does not
// have. A case that cannot be observed now is neither.
func compareAgain(old, now []report.Observation, late bool) (changes, news int) {
	for _, o := range now {
		k := slices.IndexFunc(old, func(was report.Observation) bool { return was.Case == o.Case })
		switch {
		case k < 0:
			news++
		case late:
		case old[k].Verdict == report.Error || old[k].Observed != o.Observed:
			changes++
		}
	}
	for _, was := range old {
		if !slices.ContainsFunc(now, func(o report.Observation) bool { return o.Case == was.Case }) {
			changes++
		}
	}
	return changes, news
}
