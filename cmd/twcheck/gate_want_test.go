package main

import (
	"fmt"
	"slices"

	"github.com/twcheck/twcheck/scenarios/report"
)

// gateInput is a command line of run with its files, and what the second judgement says
// of it.
type gateInput struct {
	args  []string
	files map[string]string
	// again runs the command twice and compares.
	again  bool
	format string
	want   gateWant
}

// gateWant is what a run has to say. It is written from the documentation of the gate,
// not from its code.
type gateWant struct {
	// unknown: the text is the fuzzer's own, and nothing is known but that all formats agree.
	unknown bool
	// invalid says why the input has to be refused, "" if it has not.
	invalid string
	// late: no case can be observed.
	late bool
	// results are the scenarios in their order. hidden ones are not shown.
	results []gateResult
	// changes and news are the ids of the scenarios with changes since the baseline, and
	// with what the baseline does not have, one for each.
	changes, news []string
	// unneeded, ending and silent count remarks about the policy. silent has the ids.
	unneeded, ending int
	silent           []string
	// unmet counts the cases that could not be observed and that an acceptance is about.
	unmet int
}

// gateResult is what a run has to say of a scenario.
type gateResult struct {
	id, profile string
	cases       []gateVerdict
	hidden      bool
}

// gateVerdict is what a run has to say of a case.
type gateVerdict struct {
	verdict                    report.Verdict
	changed, accepted, expired bool
}

// count counts the cases of a scenario with a verdict.
func (r gateResult) count(v report.Verdict) (n int) {
	for _, c := range r.cases {
		if c.verdict == v {
			n++
		}
	}
	return n
}

// worst returns the verdict of a scenario.
func (r gateResult) worst() report.Verdict {
	for _, v := range []report.Verdict{report.Fails, report.Error, report.Diverges, report.Open} {
		if r.count(v) > 0 {
			return v
		}
	}
	return report.Holds
}

func (r gateResult) ok() bool { return r.count(report.Fails)+r.count(report.Error) == 0 }

// status returns the exit status, by the table of docs/gate.md.
func (w gateWant) status() int {
	failed, broken := w.total(report.Fails), w.total(report.Error)
	switch {
	case w.invalid != "":
		return ExitUsage
	case failed > 0 || len(w.changes) > 0:
		return ExitFails
	case broken > 0:
		return ExitBroken
	}
	return ExitHolds
}

func (w gateWant) total(v report.Verdict) (n int) {
	for _, r := range w.results {
		n += r.count(v)
	}
	return n
}

// hide leaves out the scenarios that --verdict does not select.
func (w *gateWant) hide(shown []report.Verdict) {
	for i := range w.results {
		r := &w.results[i]
		r.hidden = !slices.Contains(shown, r.worst()) && !(slices.Contains(shown, report.Error) && r.count(report.Error) > 0)
	}
}

// refusedFor returns the want of an input that has to be refused.
func refusedFor(what string) gateWant { return gateWant{invalid: what} }

// kinds names what a run has met, for TestGateCorpus.
func (w gateWant) kinds() (out []string) {
	add := func(kind string, is bool) {
		if is {
			out = append(out, kind)
		}
	}
	if w.unknown {
		return []string{"the fuzzer's own text"}
	}
	if w.invalid != "" {
		return []string{"refused: " + w.invalid}
	}
	all := func(is func(gateVerdict) bool) bool {
		return slices.ContainsFunc(w.results, func(r gateResult) bool { return slices.ContainsFunc(r.cases, is) })
	}
	hidden := func(v report.Verdict) bool {
		return slices.ContainsFunc(w.results, func(r gateResult) bool { return r.hidden && r.count(v) > 0 })
	}
	for _, v := range []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error} {
		add("a case: "+string(v), w.total(v) > 0)
	}
	add("a case: changed by settings", all(func(c gateVerdict) bool { return c.changed }))
	add("a case: accepted", all(func(c gateVerdict) bool { return c.accepted && !c.expired }))
	add("a case: accepted although settings change it", all(func(c gateVerdict) bool { return c.accepted && c.changed }))
	add("a case: error, with an acceptance", w.unmet > 0)
	add("a case: its acceptance has expired", all(func(c gateVerdict) bool { return c.expired }))
	add("a change since the baseline", len(w.changes) > 0)
	add("a change, and a case that could not be observed", len(w.changes) > 0 && w.total(report.Error) > 0)
	add("new to the baseline", len(w.news) > 0)
	add("hidden: holds", hidden(report.Holds))
	add("hidden: fails", hidden(report.Fails))
	add("hidden: error", hidden(report.Error))
	add("a remark: unneeded", w.unneeded > 0)
	add("a remark: ending", w.ending > 0)
	add("a remark: silent", len(w.silent) > 0)
	add("nothing to run", len(w.results) == 0)
	add(fmt.Sprintf("status %d", w.status()), true)
	return out
}
