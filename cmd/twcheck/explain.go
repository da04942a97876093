package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// explainCommand is twcheck explain.
type explainCommand struct {
	ID string `arg:"" name:"id" complete:"ids" help:"The scenario to explain."`
	// Timelines can be long, and most cases resemble each other.
	Case string `placeholder:"NAME" help:"Explain only the case with this name. Without it, all cases, with the timeline of the first one that differs from a profile."`
	Seed *seed  `placeholder:"N" help:"Seed of all random choices. Default: $TWCHECK_SEED, or 1."`
	settings
	limit
}

// Run implements the command.
func (c *explainCommand) Run(s *session) error {
	list, seed, err := s.selected([]string{c.ID}, c.Seed)
	if err != nil {
		return err
	}
	if len(list) != 1 {
		return usageError{fmt.Errorf("explain: %q is %s: want one", c.ID, plural(len(list), "scenario"))}
	}
	x := list[0]
	if c.Case != "" {
		k := slices.IndexFunc(x.Cases, func(one scenarios.Case) bool { return one.Name == c.Case })
		if k < 0 {
			return usageError{fmt.Errorf("explain: %s has no case %q; its cases are\n  %s%s", x.ID, c.Case, strings.Join(caseNames(x), "\n  "), strings.Replace(spelling.DidYouMean(c.Case, caseNames(x)), "; ", "\n", 1))}
		}
		x.Cases = x.Cases[k : k+1]
	}
	if err := s.ready(); err != nil {
		return err
	}
	run := scenarios.Runner{Seed: seed, Settings: c.settings.given(), CaseTimeout: c.limit.given(), Timelines: true}.Run(x)
	printer{s.out, s.colour}.explain(x, run)
	return nil
}

// explain prints a scenario and a run of it.
func (p printer) explain(x scenarios.Scenario, run report.Report) {
	run = run.Visible()
	list := run.Scenarios[0].Observations
	p.head(x, run.Settings)
	for _, o := range list {
		p.opinions(x.ID, o)
	}
	p.sources(x)
	shown, why := told(x.ID, list)
	fmt.Fprintf(p.out, "\nWhat happened in %q%s\n  %s\n", shown.Case, why, indent(strings.TrimSuffix(shown.Timeline, "\n")))
}

// told returns the observation whose timeline explain prints: the first one that is not
// as netstack's profile expects it, or else the first that the settings change, the first
// that differs from another profile, or the first. why says so, if the first one was passed over.
func told(id string, list []report.Observation) (shown report.Observation, why string) {
	differs := func(o report.Observation, all []profile.Profile) string {
		for _, x := range all {
			verdict, _ := x.Judge(id, o.Case, o.Observed)
			if verdict == report.Fails || verdict == report.Diverges {
				return x.Name
			}
		}
		return ""
	}
	for k, all := range [][]profile.Profile{{profile.Netstack()}, profile.All()} {
		if i := changed(list); k > 0 && i == 0 {
			return list[i], ""
		} else if k > 0 && i > 0 {
			return list[i], ", the first case that the settings change"
		}
		for i, o := range list {
			if o.Timeline == "" || o.Changed {
				continue
			}
			switch name := differs(o, all); {
			case name != "" && i == 0:
				return o, ""
			case name != "":
				return o, ", the first case that differs from " + name
			}
		}
	}
	return list[0], ""
}

// changed returns the index of the first observation that the settings change, or -1.
func changed(list []report.Observation) int {
	return slices.IndexFunc(list, func(o report.Observation) bool { return o.Changed && o.Timeline != "" })
}

// head prints the description of a scenario.
func (p printer) head(x scenarios.Scenario, set report.Settings) {
	fmt.Fprintf(p.out, "%s %s\n\n", x.ID, x.Title)
	for _, src := range x.Sources {
		fmt.Fprintf(p.out, "  %-9s %s: %s\n", src.Kind, src.Ref, src.Says)
	}
	if text := set.String(); text != "" {
		fmt.Fprintf(p.out, "\nwith %s\n", text)
	}
}

// opinions prints the observation of a case and the expectations of the profiles.
func (p printer) opinions(id string, o report.Observation) {
	fmt.Fprintf(p.out, "\n%s\n  observed  %s\n", o.Case, o.Observed)
	if o.Changed || o.Verdict == report.Error {
		fmt.Fprintf(p.out, "  %s\n", indent(o.Reason))
	}
	for _, x := range profile.All() {
		w, ok := x.Expected(id, o.Case)
		switch {
		case !ok: // sources says why
			continue
		case o.Changed:
			fmt.Fprintf(p.out, "  %-9s %s, with default settings\n", x.Name, w.Observed)
			continue
		}
		verdict, _ := x.Judge(id, o.Case, o.Observed)
		fmt.Fprintf(p.out, "  %-9s %s (%s)", x.Name, w.Observed, p.verdict(verdict))
		if w.Reason != "" {
			fmt.Fprintf(p.out, ": %s", w.Reason)
		}
		fmt.Fprintln(p.out)
	}
}

// sources prints the sources of the profiles' expectations and the reasons for open
// cases.
func (p printer) sources(x scenarios.Scenario) {
	fmt.Fprintf(p.out, "\nSources of the profiles\n")
	for _, one := range profile.All() {
		for _, e := range one.Expects {
			if e.Scenario == x.ID {
				fmt.Fprintf(p.out, "  %-9s %s\n", one.Name, sourceOf(e))
			}
		}
		open := 0
		var why []string
		for _, c := range x.Cases {
			if _, ok := one.Expected(x.ID, c.Name); ok {
				continue
			}
			open++
			if reason := bare(one.WhyOpenCase(x.ID, c.Name)); !slices.Contains(why, reason) {
				why = append(why, reason)
			}
		}
		switch {
		case open == len(x.Cases):
			fmt.Fprintf(p.out, "  %-9s open: %s\n", one.Name, strings.Join(why, "; "))
		case open > 0:
			fmt.Fprintf(p.out, "  %-9s open in %d of %s: %s\n", one.Name, open, plural(len(x.Cases), "case"), strings.Join(why, "; "))
		}
	}
}

func caseNames(x scenarios.Scenario) (names []string) {
	for _, c := range x.Cases {
		names = append(names, c.Name)
	}
	return names
}
