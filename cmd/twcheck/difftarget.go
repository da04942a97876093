package main

import (
	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// comparable leaves out of a list of changes what two runs cannot show as one, if a run is
// of a TCP in real time: durations that differ only below the granularity of a run
// in real time, and cases that one of the targets could not run. It counts the latter.
func comparable(old, new report.Report, list []report.Change) (out []report.Change, onlyOne int) {
	if !realTime(old) && !realTime(new) {
		return list, 0
	}
	leftOut := map[name]bool{}
	for _, r := range []report.Report{old, new} {
		for _, x := range r.LeftOut {
			leftOut[name{x.Scenario, x.Case}] = true
		}
	}
	alike := granularity(old, new)
	for _, c := range list {
		switch {
		case c.Kind == report.Observed && alike(c, c.Old, c.New):
		case c.Kind != report.Added && c.Kind != report.Removed:
			out = append(out, c)
		case c.Case != "" && leftOut[name{c.Scenario, c.Case}]:
			onlyOne++
		case c.Case == "":
			// A scenario that only one of the runs has: without its cases that the other
			// left out nothing may remain.
			n, all := 0, observationsOf(c.Scenario, old, new)
			for _, o := range all {
				if leftOut[name{c.Scenario, o.Case}] {
					n++
				}
			}
			onlyOne += n
			if n < len(all) {
				out = append(out, c)
			}
		default:
			out = append(out, c)
		}
	}
	return out, onlyOne
}

// name is a case with its scenario.
type name struct{ scenario, name string }

// granularity returns the comparison of two observations of the case of a change. If a
// run measured in real time, durations are compared as such a run has them.
func granularity(old, new report.Report) func(c report.Change, a, b string) bool {
	cases := map[name]scenarios.Case{}
	if realTime(old) || realTime(new) {
		for s := range scenarios.All() {
			for _, c := range s.Cases {
				cases[name{s.ID, c.Name}] = c
			}
		}
	}
	return func(c report.Change, a, b string) bool {
		one, known := cases[name{c.Scenario, c.Case}]
		return a == b || known && one.Alike(a, b)
	}
}

// observationsOf returns the observations of a scenario that only one of the reports has.
func observationsOf(id string, reports ...report.Report) (out []report.Observation) {
	for _, r := range reports {
		for _, s := range r.Scenarios {
			if s.ID == id {
				out = append(out, s.Observations...)
			}
		}
	}
	return out
}

// underTest returns the TCP of a run with its version.
func underTest(r report.Report) string {
	switch {
	case realTime(r):
		return r.Target
	case r.Target != "":
		return r.Target + ", gVisor " + r.GVisor
	}
	return "gVisor " + r.GVisor
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
