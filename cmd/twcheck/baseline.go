package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// baselineCommand is twcheck baseline.
type baselineCommand struct {
	IDs    []string `arg:"" optional:"" name:"id" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Output string   `short:"o" placeholder:"FILE" help:"File to write, complete or not at all. Default: standard output."`
	Seed   *seed    `placeholder:"N" help:"Seed of all random choices. Default: $TWCHECK_SEED, or 1."`
	settings
	limit
}

// Run implements the command.
func (c *baselineCommand) Run(s *session) error {
	list, seed, err := s.selected(c.IDs, c.Seed)
	if err != nil {
		return err
	}
	if c.Output != "" {
		if err := checkOutput(c.Output); err != nil {
			return err
		}
	}
	run := s.run(scenarios.Runner{Seed: seed, Settings: c.settings.given(), CaseTimeout: c.limit.given()}, list)
	for i := range run.Scenarios {
		run.Scenarios[i].RealNS = 0 // baselines of equal runs are equal
	}
	for _, f := range run.Failures() {
		// Cases may fail against the profile netstack of another version. A baseline
		// accepts such failures, but not a case without an observation.
		if f.Verdict == report.Error {
			s.status = ExitBroken
			fmt.Fprintf(s.err, "twcheck: baseline: %s %q was not observed: %s\n", f.Scenario, f.Case, report.VisibleLine(firstLine(f.Reason)))
		}
	}
	if c.Output == "" {
		return run.WriteJSON(s.out)
	}
	var b bytes.Buffer
	if err := run.WriteJSON(&b); err != nil {
		return err
	}
	return writeAll(contents{c.Output, b.Bytes()})
}

// diffCommand is twcheck diff.
type diffCommand struct {
	Old    string `arg:"" help:"Report or baseline of the first run."`
	New    string `arg:"" help:"Report or baseline of the second run."`
	Format string `enum:"text,json" default:"text" placeholder:"text|json" help:"Output format: text or json."`
}

// Run implements the command.
func (c *diffCommand) Run(s *session) error {
	old, err := readReport(c.Old)
	if err != nil {
		return usageError{err}
	}
	new, err := readReport(c.New)
	if err != nil {
		return usageError{err}
	}
	changes := report.Compare(old, new)
	if len(changes) > 0 {
		s.status = ExitFails
	}
	if c.Format == "json" {
		return report.WriteJSON(s.out, struct {
			Schema  int             `json:"schema"`
			Old     compared        `json:"old"`
			New     compared        `json:"new"`
			Changes []report.Change `json:"changes"`
		}{report.Schema, compared{old.Versions, old.Settings}, compared{new.Versions, new.Settings}, changes})
	}
	for _, r := range []struct {
		name string
		report.Report
	}{{"old", old}, {"new", new}} {
		v := r.Report.Visible()
		fmt.Fprintf(s.out, "%s: twcheck %s, gVisor %s, %s%s\n", r.name, v.Twcheck, v.GVisor, v.Go, named(v.Settings))
	}
	if old.Settings.String() != new.Settings.String() {
		fmt.Fprintln(s.out, "The two runs have different host settings, which can be the cause of the changes.")
	}
	printChanges(s, changes)
	return nil
}

// compared describes one of the two runs in diff's JSON.
type compared struct {
	report.Versions
	Settings report.Settings `json:"settings,omitzero"`
}

// printChanges prints one change per line.
func printChanges(s *session, changes []report.Change) {
	for _, c := range changes {
		fmt.Fprintln(s.out, c)
	}
	switch len(changes) {
	case 0:
		fmt.Fprintln(s.out, "Nothing has changed.")
	default:
		fmt.Fprintf(s.out, "%s.\n", plural(len(changes), "change"))
	}
}

func readReport(file string) (report.Report, error) {
	f, err := os.Open(file)
	if err != nil {
		return report.Report{}, err
	}
	defer f.Close()
	r, err := report.Read(f)
	if err != nil {
		return r, fmt.Errorf("%s: %w", file, err)
	}
	return r, nil
}
