package main

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// explainCommand is twcheck explain.
type explainCommand struct {
	ID string `arg:"" name:"id" help:"The scenario to explain."`
	// Timelines can be long, and most cases resemble each other.
	Case string `placeholder:"NAME" help:"Show what happened in the case with this name. Without it, in the first one."`
	Seed *seed  `placeholder:"N" help:"What random choices derive from. Default: $TWCHECK_SEED, or 1."`
	settings
	limit
}

// Run implements the command.
func (c *explainCommand) Run(s *session) error {
	list, err := scenarios.Select(c.ID)
	if err != nil {
		return usageError{err}
	}
	if len(list) != 1 {
		return usageError{fmt.Errorf("explain: %q is %s: want one", c.ID, plural(len(list), "scenario"))}
	}
	seed, err := c.Seed.or(s.getenv)
	if err != nil {
		return usageError{err}
	}
	x := list[0]
	name := c.Case
	if name == "" {
		name = x.Cases[0].Name
	}
	run := scenarios.Runner{Seed: seed, Settings: c.settings.given(), CaseTimeout: c.limit.given(), Timelines: true}.Run(x)
	result := run.Scenarios[0]
	p := printer{s.out, s.colour}
	fmt.Fprintf(s.out, "%s %s\n\n", x.ID, x.Title)
	for _, src := range x.Sources {
		fmt.Fprintf(s.out, "  %-9s %s: %s\n", src.Kind, src.Ref, src.Says)
	}
	if set := c.settings.given().String(); set != "" {
		fmt.Fprintf(s.out, "\nwith %s\n", set)
	}
	var shown *report.Observation
	for i := range result.Observations {
		o := &result.Observations[i]
		fmt.Fprintf(s.out, "\n%s\n  observed  %s\n", o.Case, o.Observed)
		if o.Changed || o.Verdict == report.Error {
			fmt.Fprintf(s.out, "  %s\n", indent(o.Reason))
		}
		for _, profile := range profile.All() {
			w, ok := profile.Expected(x.ID, o.Case)
			if !ok {
				fmt.Fprintf(s.out, "  %-9s says nothing: %s\n", profile.Name, profile.WhyOpen(x.ID))
				continue
			}
			if o.Changed {
				fmt.Fprintf(s.out, "  %-9s %s, with default settings\n", profile.Name, w.Observed)
				continue
			}
			verdict, _ := profile.Judge(x.ID, o.Case, o.Observed)
			fmt.Fprintf(s.out, "  %-9s %s (%s)", profile.Name, w.Observed, p.verdict(verdict))
			if w.Reason != "" {
				fmt.Fprintf(s.out, ": %s", w.Reason)
			}
			fmt.Fprintln(s.out)
		}
		if o.Case == name {
			shown = o
		}
	}
	fmt.Fprintf(s.out, "\nThe profiles have that from\n")
	for _, profile := range profile.All() {
		for _, e := range profile.Expects {
			if e.Scenario == x.ID {
				fmt.Fprintf(s.out, "  %-9s %s\n", profile.Name, e.Source)
			}
		}
	}
	if shown == nil {
		return usageError{fmt.Errorf("explain: %s has no case %q; they are\n  %s", x.ID, name, strings.Join(caseNames(x), "\n  "))}
	}
	fmt.Fprintf(s.out, "\nWhat happened in %q\n  %s\n", shown.Case, indent(strings.TrimSuffix(shown.Timeline, "\n")))
	return nil
}

func caseNames(x scenarios.Scenario) (names []string) {
	for _, c := range x.Cases {
		names = append(names, c.Name)
	}
	return names
}
