package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
)

// remark is what a report says of the policy itself, beside what was observed.
type remark struct {
	// kind is the member of the JSON report that has it: unneeded, ending or silent.
	kind string
	// scenarios and profile are what it is about, and line is where that stands.
	scenarios []string
	profile   string
	line      int
	text      string
}

// remarks says which acceptances can go, which end soon, and what cannot fail.
func remarks(p *report.Policy) (out []remark) {
	if p == nil {
		return nil
	}
	add := func(kind string, ids []string, profile string, line int, text string) {
		out = append(out, remark{kind, ids, profile, line, fmt.Sprintf("%s:%d: %s", p.File, line, text)})
	}
	for _, u := range p.Unneeded {
		text := fmt.Sprintf("nothing differs any more in %s, profile %s", u.Scenario, u.Profile)
		if !slices.Equal(u.Cases, []string{"*"}) {
			text += fmt.Sprintf(", cases %q", u.Cases)
		}
		text += ": remove the acceptance"
		if u.Expired {
			text += ", which has expired: it was until " + u.Until
		}
		add("unneeded", []string{u.Scenario}, u.Profile, u.Line, text)
	}
	for _, e := range p.Ending {
		add("ending", []string{e.Scenario}, e.Profile, e.Line,
			fmt.Sprintf("the acceptance of %s, profile %s, is until %s%s: after that the difference fails", e.Scenario, e.Profile, e.Until, away(p.Today, e.Until)))
	}
	for _, s := range p.Silent {
		add("silent", s.Scenarios, s.Profile, s.Line,
			fmt.Sprintf("required, and cannot fail, as the profile %s says nothing of it: %s", s.Profile, strings.Join(s.Scenarios, ", ")))
	}
	return out
}

// away says how far a day is from today.
func away(today, day string) string {
	from, err := time.Parse(time.DateOnly, today)
	to, err2 := time.Parse(time.DateOnly, day)
	if err != nil || err2 != nil {
		return ""
	}
	if n := int(to.Sub(from) / (24 * time.Hour)); n > 0 {
		return ", in " + plural(n, "day")
	}
	return ", today"
}

// remarkLines are the remarks, a line each.
func remarkLines(p *report.Policy) (out []string) {
	for _, r := range remarks(p) {
		out = append(out, r.text)
	}
	return out
}
