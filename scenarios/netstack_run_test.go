package scenarios_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
)

// TestNetstackMutations runs the catalogue against changed netstacks. It proves that
// the checks would notice a change of gVisor. With -v it lists which scenario notices
// which change.
func TestNetstackMutations(t *testing.T) {
	if mutateNetstack == "" {
		t.Skip("without -netstack")
	}
	known := map[string]bool{}
	for s := range scenarios.All() {
		for _, c := range s.Cases {
			known[s.ID+" "+c.Name] = true
		}
	}
	names := map[string]bool{}
	for _, m := range changes() {
		if names[m.name] {
			t.Errorf("%s: the name is taken", m.name)
		}
		names[m.name] = true
	}
	for _, name := range shortMutations {
		if !names[name] {
			t.Errorf("shortMutations: there is no change %q", name)
		}
	}
	w := newWorkshop(t)
	var all coverage
	for _, m := range changes() {
		if mutateNetstack == "short" && !slices.Contains(shortMutations, m.name) {
			continue
		}
		t.Run(m.name, func(t *testing.T) {
			defer w.change(t, m)()
			found := w.run(t)
			for _, line := range found.lines {
				t.Log(line)
			}
			for _, key := range m.caughtBy {
				switch {
				case !known[key]:
					t.Errorf("there is no %s", key)
				case !found.fails[key]:
					t.Errorf("%s does not notice", key)
				}
			}
			answers := w.questions(t)
			t.Logf("answers that change: %v", answers)
			for _, name := range m.answeredBy {
				if !slices.Contains(answers, name) {
					t.Errorf("%s does not notice", name)
				}
			}
			if len(found.scenarios) == 0 && len(answers) == 0 {
				t.Error("nothing notices")
			}
			all.add(m.name, found.scenarios, answers)
		})
	}
	t.Log(all.String())
}

// coverage records which scenarios notice which changes.
type coverage struct {
	changes []string
	by      map[string][]string // change → ids of scenarios
	answers map[string]int      // change → number of answers that change
}

func (c *coverage) add(change string, ids, answers []string) {
	if c.by == nil {
		c.by, c.answers = map[string][]string{}, map[string]int{}
	}
	c.changes = append(c.changes, change)
	c.by[change] = ids
	c.answers[change] = len(answers)
}

// String returns a table of the changes and a table of the scenarios.
func (c *coverage) String() string {
	var b strings.Builder
	b.WriteString("change → scenarios that notice it, and how many questions of package assertions\n")
	caught := map[string][]string{}
	for _, change := range c.changes {
		ids := c.by[change]
		for _, id := range ids {
			caught[id] = append(caught[id], change)
		}
		text := "none"
		if len(ids) > 0 {
			text = strings.Join(ids, " ")
		}
		fmt.Fprintf(&b, "%s → %s; %d questions\n", change, text, c.answers[change])
	}
	b.WriteString("scenario ← number of changes that it notices, and the one that the fewest others notice\n")
	for s := range scenarios.All() {
		changes := caught[s.ID]
		if len(changes) == 0 {
			fmt.Fprintf(&b, "%s ← none\n", s.ID)
			continue
		}
		rarest := slices.MinFunc(changes, func(x, y string) int { return len(c.by[x]) - len(c.by[y]) })
		fmt.Fprintf(&b, "%s ← %d, %s\n", s.ID, len(changes), rarest)
	}
	return b.String()
}
