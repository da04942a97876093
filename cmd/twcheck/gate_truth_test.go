package main

import (
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// hostileFiles reports whether files can have the names of choices.fileName.
const hostileFiles = runtime.GOOS == "linux"

// gateIDs are the scenarios of the gate's fuzz target, in the order of the catalogue.
// They take a millisecond or two. Together they hold, differ as documented, are open, and
// change with settings.
var gateIDs = []string{"C-76", "C-80", "T-01", "T-02", "T-04"}

// gatePatterns select scenarios too, all of gateIDs.
var gatePatterns = map[string][]string{"T-0[124]": {"T-01", "T-02", "T-04"}, "c-80": {"C-80"}, "C-7[6]": {"C-76"}}

// gateSetting are settings of hosts, as a policy has them.
type gateSetting struct{ timeWait, ports, reuse string }

// gateSettings are the settings of the gate's fuzz target. The second changes
// observations of T-01.
var gateSettings = []gateSetting{{}, {timeWait: "30s"}, {timeWait: "45s", reuse: "1"}, {ports: "40000-40100"}}

// pairs returns names and values.
func (s gateSetting) pairs() (out [][2]string) {
	for _, x := range [][2]string{{"time-wait", s.timeWait}, {"port-range", s.ports}, {"tw-reuse", s.reuse}} {
		if x[1] != "" {
			out = append(out, x)
		}
	}
	return out
}

// flags returns the settings as flags of run.
func (s gateSetting) flags() (out []string) {
	for _, x := range s.pairs() {
		out = append(out, "--"+x[0], x[1])
	}
	return out
}

func (s gateSetting) settings(t testing.TB) (out report.Settings) {
	for _, x := range s.pairs() {
		if err := out.Set(x[0], x[1]); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// gateTruth is what netstack does and what the profiles expect. The second judgement of
// the gate follows from it.
type gateTruth struct {
	// reports has a run with each of gateSettings.
	reports []report.Report
	wants   map[[3]string]profile.Want // by profile, scenario and case
	known   map[string]bool            // the ids of the catalogue
	day     time.Time                  // on which policies are applied
}

func newGateTruth(t testing.TB) *gateTruth {
	x := &gateTruth{wants: map[[3]string]profile.Want{}, known: map[string]bool{}, day: time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)}
	list, err := scenarios.Select(gateIDs...)
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range gateSettings {
		r := scenarios.Runner{Seed: 1, Settings: set.settings(t), CaseTimeout: -1}.Run(list...)
		for _, s := range r.Scenarios {
			if s.Verdict == report.Error {
				t.Fatalf("%s could not be observed: %v", s.ID, r.Failures())
			}
		}
		x.reports = append(x.reports, r)
	}
	for s := range scenarios.All() {
		x.known[s.ID] = true
	}
	for _, p := range profile.All() {
		for _, e := range p.Expects {
			for _, w := range e.Cases {
				x.wants[[3]string{p.Name, e.Scenario, w.Case}] = w
			}
		}
	}
	return x
}

// observations returns the observations of a scenario with one of gateSettings.
func (x *gateTruth) observations(id string, settings int) []report.Observation {
	list := x.reports[settings].Scenarios
	return list[slices.Index(gateIDs, id)].Observations
}

// cases returns the names of the cases of a scenario.
func (x *gateTruth) cases(id string) (out []string) {
	for _, o := range x.observations(id, 0) {
		out = append(out, o.Case)
	}
	return out
}

// speaks reports whether a profile expects something of one of the scenarios.
func (x *gateTruth) speaks(profile string, ids ...string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		return slices.ContainsFunc(x.cases(id), func(name string) bool { return x.wants[[3]string{profile, id, name}].Case != "" })
	})
}

// judge compares the i-th observation of a scenario with a profile.
func (x *gateTruth) judge(profile, id string, settings, i int) (v report.Verdict, changed bool) {
	now, plain := x.observations(id, settings)[i].Observed, x.observations(id, 0)[i]
	w, ok := x.wants[[3]string{profile, id, plain.Case}]
	switch {
	case now != plain.Observed:
		return report.Open, true
	case !ok:
		return report.Open, false
	case now == w.Observed:
		return report.Holds, false
	case w.Known == now:
		return report.Diverges, false
	}
	return report.Fails, false
}

// alike reports whether a name matches a pattern with stars.
func alike(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile(`(?s)^` + strings.Join(parts, ".*") + `$`).MatchString(name)
}
