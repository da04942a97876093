package report

import (
	"fmt"
	"strings"
)

// Change is a difference between the observations of two runs.
type Change struct {
	// Kind is the kind of the change.
	Kind ChangeKind `json:"kind"`
	// Scenario is the id of the scenario, and Case the name of the case. Case is empty
	// if the change is about a whole scenario.
	Scenario string `json:"scenario"`
	Case     string `json:"case,omitempty"`
	// Old and New are the observations of the two runs.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// Reason explains why the case could not be observed. It is empty unless Kind is
	// Broken.
	Reason string `json:"reason,omitempty"`
}

// ChangeKind is the kind of a Change.
type ChangeKind string

// The kinds of changes.
const (
	// Observed: the observation of a case has changed.
	Observed ChangeKind = "observed"
	// Broken: a case could be observed in only one of the runs.
	Broken ChangeKind = "broken"
	// Added and Removed: only one of the runs has the scenario or case.
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
)

// String returns the change in one line, with the first line of its reason. The text is
// as VisibleLine returns it.
func (c Change) String() string { return VisibleLine(c.text()) }

func (c Change) text() string {
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

// Compare lists the differences between two runs. The changes are in the order of the
// new run, followed by removed scenarios. Compare compares only observations. It
// ignores profiles, verdicts, versions, times and digests.
//
// A scenario that a policy compares with several profiles is compared once for each of
// its settings. Compare returns an empty list, not nil, if nothing has changed.
func Compare(old, new Report) []Change {
	changes := []Change{}
	list, _ := compare(old, new)
	for _, c := range list {
		changes = append(changes, c.Change)
	}
	return changes
}

// compared is a change, and lost reports that the case could not be observed in the new
// run.
type compared struct {
	Change
	lost bool
}

// compare is Compare. It also counts the cases that both runs have.
func compare(old, new Report) (changes []compared, both int) {
	type run struct{ id, settings string }
	runOf := func(s Result) run { return run{s.ID, s.Settings.String()} }
	before, after := make(map[run]Result), make(map[run]bool)
	for _, s := range old.Scenarios {
		before[runOf(s)] = s
	}
	for _, s := range new.Scenarios {
		if after[runOf(s)] {
			continue
		}
		after[runOf(s)] = true
		if was, known := before[runOf(s)]; known {
			list, n := compareCases(was, s)
			changes, both = append(changes, list...), both+n
		} else {
			changes = append(changes, compared{Change{Kind: Added, Scenario: s.ID}, false})
		}
	}
	for _, s := range old.Scenarios {
		if !after[runOf(s)] {
			after[runOf(s)] = true
			changes = append(changes, compared{Change{Kind: Removed, Scenario: s.ID}, false})
		}
	}
	return changes, both
}

func compareCases(old, new Result) (changes []compared, both int) {
	add := func(lost bool, c Change) {
		c.Scenario = new.ID
		changes = append(changes, compared{c, lost})
	}
	before := make(map[string]Observation)
	for _, o := range old.Observations {
		before[o.Case] = o
	}
	for _, o := range new.Observations {
		was, known := before[o.Case]
		delete(before, o.Case)
		lost := o.Verdict == Error
		if known {
			both++
		}
		switch {
		case !known:
			add(lost, Change{Kind: Added, Case: o.Case, New: o.Observed})
		case (was.Verdict == Error) != lost, lost && o.Observed == "" && was.Observed != "":
			add(lost, Change{Kind: Broken, Case: o.Case, Old: was.Observed, New: o.Observed, Reason: broken(was, o).Reason})
		case was.Observed != o.Observed:
			add(lost, Change{Kind: Observed, Case: o.Case, Old: was.Observed, New: o.Observed})
		}
	}
	for _, o := range old.Observations {
		if _, gone := before[o.Case]; gone {
			add(false, Change{Kind: Removed, Case: o.Case, Old: o.Observed})
		}
	}
	return changes, both
}

// broken returns the observation that has the verdict Error, the new one if both have.
func broken(old, new Observation) Observation {
	if new.Verdict == Error {
		return new
	}
	return old
}
