package main

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/twcheck/twcheck/scenarios/report"
)

// writeJUnit writes a report as JUnit XML: one suite per scenario, one test per
// observation. Times are real; virtual times are properties. A baseline has a suite with
// a test for each change, and so have the scenarios that do not pass and are not shown:
// the suites fail whenever the command does.
//
// The texts of the report must be visible: XML has no form for control characters.
func writeJUnit(b *bytes.Buffer, r report.Report) error {
	suites := junit.Testsuites{Name: "twcheck, profile " + r.Profile + inPart(r)}
	var total time.Duration
	remarks := map[[2]string][]report.Remark{} // by scenario and profile
	for _, m := range r.Policy.Remarks() {
		for _, id := range m.Scenarios {
			remarks[[2]string{id, m.Profile}] = append(remarks[[2]string{id, m.Profile}], m)
		}
	}
	for _, s := range r.Scenarios {
		real := time.Duration(s.RealNS)
		total += real
		suite := junit.Testsuite{Name: against(s) + " " + s.Title, Time: inSeconds(real)}
		suite.AddProperty("gvisor", r.GVisor)
		suite.AddProperty("twcheck", r.Twcheck)
		if r.Target != "" {
			suite.AddProperty("target", r.Target)
		}
		suite.AddProperty("seed", fmt.Sprint(r.Seed))
		suite.AddProperty("profile", cmp.Or(s.Profile, r.Profile))
		if part := r.Shard.String(); part != "" {
			suite.AddProperty("shard", part)
		}
		if set := cmp.Or(s.Settings.String(), r.Settings.String()); set != "" {
			suite.AddProperty("settings", set)
		}
		suite.AddProperty("sources", strings.Join(s.Sources, "; "))
		suite.AddProperty("digest", s.Digest)
		suite.AddProperty("virtual", virtualTime(s).String())
		if r.Policy != nil {
			suite.AddProperty("policy", r.Policy.File+" on "+r.Policy.Today)
			for _, m := range remarks[[2]string{s.ID, s.Profile}] {
				suite.AddProperty(m.Kind, m.Text)
			}
		}
		for _, o := range s.Observations {
			suite.AddTestcase(junitCase(s, o, real/time.Duration(max(len(s.Observations), 1))))
		}
		for _, x := range leftOutOf(r, s.ID) {
			suite.AddTestcase(junitSkipped(s.Group, x))
		}
		if len(s.Observations) == 0 {
			suite.AddTestcase(junitCase(s, report.Observation{Case: noObservations, Verdict: report.Error, Reason: noObservations}, real))
		}
		suites.AddSuite(suite)
	}
	if whole := leftOutWhole(r); len(whole) > 0 {
		suite := junit.Testsuite{Name: "not run on " + r.Target, Time: inSeconds(0)}
		for _, x := range whole {
			suite.AddTestcase(junitSkipped("", x))
		}
		suites.AddSuite(suite)
	}
	for _, suite := range junitJudgement(*r.Judgement) {
		suites.AddSuite(suite)
	}
	suites.Time = inSeconds(total)
	suites.Skipped = 0 // the suites have it; Jenkins' xUnit plugin refuses it here
	return suites.WriteXML(b)
}

// junitJudgement returns the suites of a judgement that no observation has.
func junitJudgement(j report.Judgement) (suites []junit.Testsuite) {
	if base := j.Baseline; base != nil {
		suite := junit.Testsuite{Name: "baseline " + base.File, Time: inSeconds(0)}
		suite.AddProperty("judgement", j.String())
		for _, c := range base.New {
			suite.AddProperty("new", newText(c))
		}
		for _, c := range base.Changes {
			suite.AddTestcase(junitPoint("baseline."+c.Scenario, cmp.Or(c.Case, c.Scenario), report.Fails, c.String()))
		}
		if len(base.Changes) == 0 {
			suite.AddTestcase(junitPoint("baseline", compared(*base), report.Holds, ""))
		}
		suites = append(suites, suite)
	}
	if len(j.NotShown) > 0 {
		suite := junit.Testsuite{Name: "not shown", Time: inSeconds(0)}
		for _, u := range j.NotShown {
			suite.AddTestcase(junitPoint("notshown", u.String(), u.Verdict, u.String()+" "+notShown))
		}
		suites = append(suites, suite)
	}
	return suites
}

// junitSkipped returns a case that the target could not run.
func junitSkipped(group string, x report.LeftOut) junit.Testcase {
	class := "twcheck." + x.Scenario
	if group != "" {
		class = "twcheck." + group + "." + x.Scenario
	}
	return junit.Testcase{Classname: class, Name: x.Case, Time: inSeconds(0), Skipped: &junit.Result{Message: x.Reason}}
}

// junitPoint returns a test that no observation has.
func junitPoint(class, name string, v report.Verdict, text string) junit.Testcase {
	c := junit.Testcase{Classname: "twcheck." + class, Name: name, Time: inSeconds(0)}
	result := &junit.Result{Message: text, Type: string(v), Data: text}
	switch {
	case v == report.Fails:
		c.Failure = result
	case !v.OK():
		c.Error = result
	}
	return c
}

func inSeconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }

func junitCase(s report.Result, o report.Observation, took time.Duration) junit.Testcase {
	c := junit.Testcase{Classname: "twcheck." + s.Group + "." + s.ID + own(s.Profile), Name: o.Case, Time: inSeconds(took)}
	text := fmt.Sprintf("observed: %s\nexpected: %s\n", o.Observed, o.Expected)
	if o.Reason != "" {
		text += o.Reason + "\n"
	}
	switch o.Verdict {
	case report.Fails:
		c.Failure = &junit.Result{Message: fmt.Sprintf("observed %q, expected %q", o.Observed, o.Expected), Type: string(o.Verdict), Data: text + excerpt(o.Timeline)}
	case report.Error:
		c.Error = &junit.Result{Message: firstLine(o.Reason), Type: string(o.Verdict), Data: text + excerpt(o.Timeline)}
	case report.Open:
		c.Skipped = &junit.Result{Message: o.Reason}
	case report.Diverges:
		c.SystemOut = &junit.Output{Data: text}
	}
	return c
}

// own returns the profile as a part of a class name, if the scenario has its own
// profile.
func own(profile string) string {
	if profile == "" {
		return ""
	}
	return "." + profile
}

// excerptLines is the number of timeline lines in a report for a CI system. Such a
// report has the end of the timeline of each case that does not hold.
const excerptLines = 40

// excerpt returns the end of a timeline.
func excerpt(timeline string) string {
	lines := strings.Split(strings.TrimSuffix(timeline, "\n"), "\n")
	if len(lines) <= excerptLines {
		return timeline
	}
	return fmt.Sprintf("(%d lines before)\n", len(lines)-excerptLines) + strings.Join(lines[len(lines)-excerptLines:], "\n") + "\n"
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
