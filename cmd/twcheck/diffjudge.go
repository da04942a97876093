package main

import (
	"fmt"
	"strings"
	"sync"

	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// direction says where a change leads, seen from a profile.
type direction string

const (
	// nearer: the profile expects what is observed now, and not what was.
	nearer direction = "nearer"
	// farther: the profile expects what was observed, and not what is now.
	farther direction = "farther"
	// unchanged: the profile expects neither.
	unchanged direction = "unchanged"
	// leftOpen: the profile has no expectation of the case, or none for these settings.
	leftOpen direction = "open"
	// unjudged: one of the runs has no observation that could be compared.
	unjudged direction = "unjudged"
)

// directions lists the directions in the order in which they are counted.
var directions = []direction{nearer, farther, unchanged, leftOpen, unjudged}

// stand is what a profile says of a change.
type stand struct {
	Profile string `json:"profile"`
	// Expected is what the profile expects, "" if it expects nothing.
	Expected  string    `json:"expected,omitempty"`
	Direction direction `json:"direction"`
}

// judgedChange is a change with what the profiles say of it.
type judgedChange struct {
	report.Change
	// Cause is the number of its cause, counted from 1.
	Cause  int     `json:"cause"`
	Stands []stand `json:"profiles"`
}

// String returns the change in one line, with the directions if it has any.
func (c judgedChange) String() string {
	if c.Kind != report.Observed {
		return c.Change.String()
	}
	var parts []string
	for _, s := range c.Stands {
		parts = append(parts, s.Profile+" "+string(s.Direction))
	}
	return c.Change.String() + " (" + strings.Join(parts, ", ") + ")"
}

// judges are the profiles that changes are judged against: what the standards require,
// and the TCP that most peers have. The profile netstack describes one of the versions
// compared, so it would only repeat the change.
func judges() []profile.Profile { return []profile.Profile{profile.RFC9293(), profile.Linux()} }

// judgeNames returns the names of judges, in the same order. Each cause is counted, and to
// build the profiles each time would take longer than the rest of a diff.
var judgeNames = sync.OnceValue(func() (names []string) {
	for _, p := range judges() {
		names = append(names, p.Name)
	}
	return names
})

// judgeChanges judges each change against the profiles.
func judgeChanges(old, new report.Report, list []report.Change) []judgedChange {
	type key struct{ scenario, name string }
	special := map[key]bool{} // cases that settings have changed, which no profile describes
	for _, r := range []report.Report{old, new} {
		for _, s := range r.Scenarios {
			for _, o := range s.Observations {
				if o.Changed {
					special[key{s.ID, o.Case}] = true
				}
			}
		}
	}
	type expectation struct{ profile, scenario, name string }
	expected := map[expectation]string{}
	alike := granularity(old, new)
	profiles := judges()
	for _, p := range profiles {
		for _, e := range p.Expects {
			for _, w := range e.Cases {
				expected[expectation{p.Name, e.Scenario, w.Case}] = w.Observed
			}
		}
	}
	out := make([]judgedChange, 0, len(list))
	for _, c := range list {
		x := judgedChange{Change: c}
		for _, p := range profiles {
			want, ok := expected[expectation{p.Name, c.Scenario, c.Case}]
			s := stand{Profile: p.Name, Expected: want}
			switch {
			case c.Kind != report.Observed:
				s.Direction = unjudged
			case !ok || special[key{c.Scenario, c.Case}]:
				s.Direction = leftOpen
			case alike(c, c.New, want):
				s.Direction = nearer
			case alike(c, c.Old, want):
				s.Direction = farther
			default:
				s.Direction = unchanged
			}
			x.Stands = append(x.Stands, s)
		}
		out = append(out, x)
	}
	return out
}

// tally counts the directions of changes for one profile.
type tally struct {
	Profile   string `json:"profile"`
	Nearer    int    `json:"nearer"`
	Farther   int    `json:"farther"`
	Unchanged int    `json:"unchanged"`
	Open      int    `json:"open"`
	Unjudged  int    `json:"unjudged"`
}

// tallies counts the directions of changes, for each profile.
func tallies(list []judgedChange) []tally {
	var out []tally
	for i, name := range judgeNames() {
		t := tally{Profile: name}
		for _, c := range list {
			*t.of(c.Stands[i].Direction)++
		}
		out = append(out, t)
	}
	return out
}

// of returns the counter of a direction.
func (t *tally) of(d direction) *int {
	switch d {
	case nearer:
		return &t.Nearer
	case farther:
		return &t.Farther
	case unchanged:
		return &t.Unchanged
	case leftOpen:
		return &t.Open
	}
	return &t.Unjudged
}

// String returns the counts in one line. Nearer and farther are always there: the
// absence of a change for the worse is an answer.
func (t tally) String() string {
	text := fmt.Sprintf("%d nearer to %s, %d farther", t.Nearer, systems[t.Profile], t.Farther)
	for _, d := range directions[2:] {
		if n := *t.of(d); n > 0 {
			text += fmt.Sprintf(", %d %s", n, d)
		}
	}
	return text
}

// systems are the profiles as a sentence calls them.
var systems = map[string]string{profile.RFC9293().Name: "RFC 9293", profile.Linux().Name: "Linux"}
