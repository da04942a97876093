package main

import (
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// gateBaseline is a run with a baseline, in the gate's fuzz target.
type gateBaseline struct {
	file     report.Report
	ids      []string
	profile  string
	settings int // of gateSettings
	shard    report.Shard
	failFast bool
	// damage changes the text of the file, which is then refused. It is nil most often.
	damage func(string) string
}

// baseline returns a run with a baseline that the decisions make: a report of netstack as
// it is, with changes.
func (c *choices) baseline(x *gateTruth) (b gateBaseline) {
	b.ids, b.profile = some(c, gateIDs), oneOf(c, "netstack", "linux", "rfc9293")
	if c.rarely(4) {
		b.settings = c.of(len(gateSettings))
	}
	recorded := b.settings
	if c.rarely(32) {
		recorded = c.of(len(gateSettings))
	}
	b.file = c.altered(x.reports[recorded])
	b.failFast = c.rarely(8)
	if c.rarely(6) {
		b.shard = report.Shard{Index: 1 + c.of(3), Count: 3}
		if c.rarely(3) {
			b.file.Shard = b.shard
		}
	}
	switch c.of(48) {
	case 47:
		b.file.Policy = &report.Policy{File: c.text()}
	case 46:
		b.file.Judgement = &report.Judgement{Verdict: report.Holds, Partial: true}
	case 45:
		b.file.Judgement = &report.Judgement{Verdict: report.Verdict(c.text())}
	case 44:
		b.file.Shard = report.Shard{Index: 1, Count: 2}
	case 41, 42, 43:
		b.damage = c.damage()
	case 40:
		b.file.Judgement = &report.Judgement{Verdict: report.Fails, Failed: 1}
	}
	return b
}

// damage returns a change of a report's text that no report has.
func (c *choices) damage() func(string) string {
	extra := c.text()
	return oneOf(c,
		func(s string) string { return s + "x" + extra },
		func(s string) string { return s[:len(s)/2] },
		func(s string) string { return strings.Replace(s, `"schema": 1`, `"schema": 2`, 1) },
		func(s string) string { return strings.Replace(s, `"seed": 1`, `"seed": 1, "Seed": 1`, 1) },
		func(s string) string {
			return strings.Replace(s, `"scenarios": [`, `"scenarios": [], "scenarios": [`, 1)
		},
		func(string) string { return extra },
		func(string) string { return "" },
	)
}

// altered returns a report with texts, cases and scenarios changed.
func (c *choices) altered(r report.Report) report.Report {
	if c.rarely(3) {
		r.Twcheck, r.GVisor, r.Go = c.text(), c.text(), c.text()
	}
	var list []report.Result
	for _, s := range r.Scenarios {
		s.RealNS, s.Observations = 0, slices.Clone(s.Observations)
		if c.rarely(8) {
			continue
		}
		for range c.of(3) {
			if len(s.Observations) > 0 {
				c.alter(&s)
			}
		}
		if list = append(list, s); c.rarely(100) {
			list = append(list, s)
		}
	}
	for range max(0, c.of(6)-3) {
		one := report.Result{ID: c.text(), Group: c.text(), Title: c.text(), Verdict: report.Holds}
		if c.rarely(2) {
			one.ID = "C-01" // which does not run
		}
		one.Observations = []report.Observation{{Case: "x" + c.text(), Observed: c.text(), Verdict: report.Holds}}
		if at := slices.IndexFunc(list, func(s report.Result) bool { return s.ID == one.ID }); at < 0 || c.rarely(16) {
			list = append(list, one)
		}
	}
	r.Scenarios = append([]report.Result{}, list...)
	return r
}

// alter changes one case of a scenario.
func (c *choices) alter(s *report.Result) {
	i := c.of(len(s.Observations))
	o := &s.Observations[i]
	switch c.of(12) {
	case 0, 1:
		o.Observed = c.text()
	case 2:
		o.Case = "x" + c.text()
	case 3:
		s.Observations = slices.Delete(s.Observations, i, i+1)
	case 4:
		s.Observations = append(s.Observations, report.Observation{Case: "x" + c.text(), Observed: c.text(), Verdict: report.Holds})
	case 5:
		o.Observed, o.Verdict, o.Reason = "", report.Error, c.text()
	case 6:
		o.Verdict, o.Reason = report.Error, c.text()
	case 7:
		o.Verdict, o.Expected = report.Fails, c.text()
	case 8:
		slices.Reverse(s.Observations)
	case 9:
		if c.rarely(8) {
			s.Observations = append(s.Observations, *o)
		}
	case 10:
		if c.rarely(32) {
			o.Verdict = report.Verdict(c.text())
		}
	case 11:
		if c.rarely(24) {
			o.Case = ""
		}
	}
}

// text returns the file of the baseline.
func (b gateBaseline) text() string {
	var text strings.Builder
	b.file.WriteJSON(&text) // a Builder takes everything
	if b.damage != nil {
		return b.damage(text.String())
	}
	return text.String()
}

// args returns the command line without formats.
func (b gateBaseline) args() []string {
	out := append(slices.Clone(b.ids), "--profile", b.profile)
	out = append(out, gateSettings[b.settings].flags()...)
	if b.shard != (report.Shard{}) {
		out = append(out, "--shard", b.shard.String())
	}
	if b.failFast {
		out = append(out, "--fail-fast")
	}
	return out
}

// args returns the command line without formats.
func (p gatePolicy) args() []string { return slices.Clone(p.only) }
