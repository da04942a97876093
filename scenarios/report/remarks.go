package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Remark is a hint about the policy itself.
type Remark struct {
	// Kind is the name of the member in the JSON report: "unneeded", "ending" or
	// "silent".
	Kind string
	// Scenarios are the ids of the scenarios, and Profile is the name of their profile.
	Scenarios []string
	Profile   string
	// Line is the line of the acceptance or requirement in the file, counted from 1.
	Line int
	// Text is one line, as VisibleLine returns it, and begins with the place:
	// "policy.yaml:8: ".
	Text string
}

// Remarks lists acceptances that can be removed, acceptances that end soon, and
// requirements that cannot fail. It returns nil for a nil policy.
func (p *Policy) Remarks() (out []Remark) {
	if p == nil {
		return nil
	}
	add := func(kind string, ids []string, profile string, line int, text string) {
		out = append(out, Remark{kind, ids, profile, line, VisibleLine(fmt.Sprintf("%s:%d: %s", p.File, line, text))})
	}
	for _, u := range p.Unneeded {
		text := fmt.Sprintf("no difference matches the acceptance of %s, profile %s", u.Scenario, u.Profile)
		if !slices.Equal(u.Cases, []string{"*"}) {
			text += fmt.Sprintf(", cases %q", u.Cases)
		}
		text += ": remove it"
		if u.Expired {
			text += ". It has expired, its last day was " + u.Until
		}
		add("unneeded", []string{u.Scenario}, u.Profile, u.Line, text)
	}
	for _, e := range p.Ending {
		add("ending", []string{e.Scenario}, e.Profile, e.Line,
			fmt.Sprintf("the last day of the acceptance of %s, profile %s, is %s%s: renew it, or the difference fails after that", e.Scenario, e.Profile, e.Until, away(p.Today, e.Until)))
	}
	for _, s := range p.Silent {
		add("silent", s.Scenarios, s.Profile, s.Line,
			fmt.Sprintf("required, but cannot fail: the profile %s has no expectation of %s", s.Profile, strings.Join(s.Scenarios, ", ")))
	}
	return out
}

// away returns the time from today to a day, as the end of a sentence. It returns "" if
// one of them is not a date.
func away(today, day string) string {
	from, err := time.Parse(time.DateOnly, today)
	to, err2 := time.Parse(time.DateOnly, day)
	if err != nil || err2 != nil {
		return ""
	}
	switch n := int(to.Sub(from) / (24 * time.Hour)); {
	case n > 1:
		return fmt.Sprintf(", in %d days", n)
	case n == 1:
		return ", in 1 day"
	}
	return ", today"
}
