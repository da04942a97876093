package report

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Remark is what a report says of the policy itself, beside what was observed.
type Remark struct {
	// Kind is the member of the JSON report that has it: "unneeded", "ending" or
	// "silent".
	Kind string
	// Scenarios are the ids, and Profile the name of the profile, that it is about.
	Scenarios []string
	Profile   string
	// Line is where the acceptance or requirement stands in the file, counted from 1.
	Line int
	// Text is one line, which begins with the place: "policy.yaml:8: ".
	Text string
}

// Remarks lists which acceptances can be removed, which end soon, and which
// requirements cannot fail. A nil policy has none.
func (p *Policy) Remarks() (out []Remark) {
	if p == nil {
		return nil
	}
	add := func(kind string, ids []string, profile string, line int, text string) {
		out = append(out, Remark{kind, ids, profile, line, fmt.Sprintf("%s:%d: %s", p.File, line, text)})
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
	switch n := int(to.Sub(from) / (24 * time.Hour)); {
	case n > 1:
		return fmt.Sprintf(", in %d days", n)
	case n == 1:
		return ", in 1 day"
	}
	return ", today"
}
