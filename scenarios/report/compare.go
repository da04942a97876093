package report

import (
	"fmt"
	"strings"
)

// Change is a difference between what two runs observed.
type Change struct {
	// Kind is the kind of the change.
	Kind ChangeKind `json:"kind"`
	// Scenario is its id, and Case the name of the case; empty for a whole
	// scenario.
	Scenario string `json:"scenario"`
	Case     string `json:"case,omitempty"`
	// Old and New are what was observed.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// Reason is why the case could not be observed, of Broken only.
	Reason string `json:"reason,omitempty"`
}

// ChangeKind is the kind of a Change.
type ChangeKind string

// The kinds of changes.
const (
	// Observed: a case observes something else.
	Observed ChangeKind = "observed"
	// Broken: a case can no longer be observed, or could not be before.
	Broken ChangeKind = "broken"
	// Added and Removed: a scenario or a case is in one of the runs only.
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
)

// String is the change in one line, with the first one of its reason.
func (c Change) String() string {
	what := c.Scenario
	if c.Case != "" {
		what += " " + c.Case
	}
	switch c.Kind {
	case Added, Removed:
		return fmt.Sprintf("%s: %s", what, c.Kind)
	case Broken:
		text := fmt.Sprintf("%s: %s: %q before, %q now", what, c.Kind, c.Old, c.New)
		if reason, _, _ := strings.Cut(c.Reason, "\n"); reason != "" {
			text += ": " + reason
		}
		return text
	}
	return fmt.Sprintf("%s: observed %q before, %q now", what, c.Old, c.New)
}

// Compare lists what has changed from one run to another, in the order of the new
// one, with what is gone at the end. It compares observations: profiles, versions
// and times do not count, nor do digests, which depend on the seed. A scenario that a
// policy has held against several profiles is compared once, and once for each of
// its settings.
func Compare(old, new Report) []Change {
	type run struct{ id, settings string }
	runOf := func(s Result) run { return run{s.ID, s.Settings.String()} }
	before, after := make(map[run]Result), make(map[run]bool)
	for _, s := range old.Scenarios {
		before[runOf(s)] = s
	}
	changes := []Change{}
	for _, s := range new.Scenarios {
		if after[runOf(s)] {
			continue
		}
		after[runOf(s)] = true
		if was, known := before[runOf(s)]; known {
			changes = append(changes, compareCases(was, s)...)
		} else {
			changes = append(changes, Change{Kind: Added, Scenario: s.ID})
		}
	}
	for _, s := range old.Scenarios {
		if !after[runOf(s)] {
			after[runOf(s)] = true
			changes = append(changes, Change{Kind: Removed, Scenario: s.ID})
		}
	}
	return changes
}

func compareCases(old, new Result) (changes []Change) {
	before := make(map[string]Observation)
	for _, o := range old.Observations {
		before[o.Case] = o
	}
	for _, o := range new.Observations {
		was, known := before[o.Case]
		delete(before, o.Case)
		switch {
		case !known:
			changes = append(changes, Change{Kind: Added, Scenario: new.ID, Case: o.Case, New: o.Observed})
		case (was.Verdict == Error) != (o.Verdict == Error):
			changes = append(changes, Change{Kind: Broken, Scenario: new.ID, Case: o.Case, Old: was.Observed, New: o.Observed, Reason: broken(was, o).Reason})
		case was.Observed != o.Observed:
			changes = append(changes, Change{Kind: Observed, Scenario: new.ID, Case: o.Case, Old: was.Observed, New: o.Observed})
		}
	}
	for _, o := range old.Observations {
		if _, gone := before[o.Case]; gone {
			changes = append(changes, Change{Kind: Removed, Scenario: new.ID, Case: o.Case, Old: o.Observed})
		}
	}
	return changes
}

// broken is that one of two observations which has the verdict Error.
func broken(old, new Observation) Observation {
	if old.Verdict == Error {
		return old
	}
	return new
}
