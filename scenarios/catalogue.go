package scenarios

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	files "github.com/twcheck/twcheck/scenarios/catalogue"
	"github.com/twcheck/twcheck/scenarios/catalogue/application"
	"github.com/twcheck/twcheck/scenarios/catalogue/calls"
	"github.com/twcheck/twcheck/scenarios/catalogue/closing"
	"github.com/twcheck/twcheck/scenarios/catalogue/handshake"
	"github.com/twcheck/twcheck/scenarios/catalogue/incarnation"
	"github.com/twcheck/twcheck/scenarios/catalogue/ipv6"
	"github.com/twcheck/twcheck/scenarios/catalogue/linger"
	"github.com/twcheck/twcheck/scenarios/catalogue/loss"
	"github.com/twcheck/twcheck/scenarios/catalogue/ports"
	"github.com/twcheck/twcheck/scenarios/catalogue/reset"
	"github.com/twcheck/twcheck/scenarios/catalogue/timers"
	"github.com/twcheck/twcheck/scenarios/catalogue/timestamps"
	"github.com/twcheck/twcheck/scenarios/catalogue/timewait"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// groups lists the packages of the catalogue. Each package lists its scenarios.
var groups = []func() []lab.Scenario{
	application.Scenarios,
	calls.Scenarios,
	closing.Scenarios,
	handshake.Scenarios,
	incarnation.Scenarios,
	ipv6.Scenarios,
	linger.Scenarios,
	loss.Scenarios,
	ports.Scenarios,
	reset.Scenarios,
	timers.Scenarios,
	timestamps.Scenarios,
	timewait.Scenarios,
}

// catalogue lists the scenarios sorted by id. Runs and reports keep this order.
func catalogue() (out []Scenario) {
	for _, scenarios := range groups {
		for _, s := range scenarios() {
			out = append(out, scenarioOf(s))
		}
	}
	slices.SortFunc(out, func(a, b Scenario) int { return files.Compare(a.ID, b.ID) })
	return out
}

// All returns the scenarios of the catalogue, sorted by id.
//
//	for s := range scenarios.All() {
//		t.Run(s.ID, func(t *testing.T) { s.Test(t) })
//	}
func All() iter.Seq[Scenario] { return slices.Values(catalogue()) }

// Select returns the scenarios whose id matches one of the patterns, in the order of
// the catalogue. Without patterns it returns all scenarios. A pattern is an id or a
// shell pattern such as "C-0*" (path.Match), in upper or lower case.
//
// Select returns an error if a pattern matches no scenario. The error wraps
// path.ErrBadPattern if a pattern is malformed.
func Select(patterns ...string) ([]Scenario, error) {
	all := catalogue()
	if len(patterns) == 0 {
		return all, nil
	}
	picked := make([]bool, len(all))
	for _, p := range patterns {
		found := false
		for i, s := range all {
			ok, err := path.Match(strings.ToUpper(p), s.ID)
			if err != nil {
				return nil, fmt.Errorf("scenarios: pattern %q: want an id such as %q or a shell pattern such as %q: %w", p, all[0].ID, "C-0*", err)
			}
			if ok {
				picked[i], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("scenarios: no scenario %q: there are %d, from %s to %s (twcheck's command list shows them)%s", p, len(all), all[0].ID, all[len(all)-1].ID, perhaps(all, p))
		}
	}
	var out []Scenario
	for i, s := range all {
		if picked[i] {
			out = append(out, s)
		}
	}
	return out, nil
}

// perhaps returns a hint for the error message: the name is the name of a group, or
// near the id of a scenario. Without a hint it returns "".
func perhaps(all []Scenario, name string) string {
	var ids, groups []string
	for _, s := range all {
		ids, groups = append(ids, s.ID), append(groups, s.Group)
	}
	if hint := spelling.DidYouMean(name, ids); hint != "" {
		return hint
	}
	if near := spelling.Nearest(name, groups); len(near) == 1 {
		return fmt.Sprintf("; %s is a group, which list --group %s shows", near[0], near[0])
	}
	return ""
}
