package main

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// baselineCommand is twcheck baseline.
type baselineCommand struct {
	IDs    []string `arg:"" optional:"" name:"id" complete:"ids" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Output string   `short:"o" complete:"files" placeholder:"FILE" help:"File to write, complete or not at all. Default: standard output."`
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
	if c.Output == dash {
		return usageError{fmt.Errorf("-o names %s: want a file; without -o the baseline goes to standard output", dash)}
	}
	if c.Output != "" {
		if err := checkOutput(c.Output); err != nil {
			return err
		}
	}
	if err := s.ready(); err != nil {
		return err
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

// changes prints one change per line.
func (p printer) changes(list []report.Change) {
	for _, c := range list {
		fmt.Fprintln(p.out, c)
	}
	switch len(list) {
	case 0:
		fmt.Fprintln(p.out, "Nothing has changed.")
	default:
		fmt.Fprintf(p.out, "%s.\n", plural(len(list), "change"))
	}
}

// news prints what a baseline does not have, and what it has and the run could not
// observe.
func (p printer) news(b report.Baseline) {
	if len(b.Broken) > 0 {
		fmt.Fprintf(p.out, "%s could not be observed now.\n", plural(len(b.Broken), "case"))
	}
	for _, c := range b.New {
		fmt.Fprintln(p.out, newText(c))
	}
	if len(b.New) > 0 {
		fmt.Fprintln(p.out, "What is new is not compared: the command baseline records it.")
	}
}

// newText describes a scenario or case that a baseline does not have.
func newText(c report.Change) string {
	if c.Case == "" {
		return report.VisibleLine(c.Scenario + ": new")
	}
	return report.VisibleLine(fmt.Sprintf("%s %s: new: observed %q", c.Scenario, c.Case, c.New))
}

// compared describes a comparison without changes.
func compared(b report.Baseline) string {
	text := "nothing has changed in " + plural(b.Compared, "case")
	if b.NotRun > 0 {
		text += ", and " + notRun(b)
	}
	return text
}

// notRun says how many cases of a baseline the target could not run.
func notRun(b report.Baseline) string { return plural(b.NotRun, "case") + " of it could not run now" }

// earlier reads the baseline of a run of the given scenarios.
func (c *runCommand) earlier(list []scenarios.Scenario, part report.Shard) (*report.Report, error) {
	if c.Baseline == "" {
		return nil, nil
	}
	r, err := readReport(c.Baseline)
	if err != nil {
		return nil, usageError{err}
	}
	file := shown(c.Baseline)
	if r.Policy != nil {
		return nil, usageError{fmt.Errorf("run: %s was made with the policy %s: want a baseline, or a report without a policy", file, r.Policy.File)}
	}
	if r.Judgement != nil && r.Judgement.Partial {
		return nil, usageError{fmt.Errorf("run: %s has a part of its run, as --verdict or --fail-fast left it: want a baseline, or a whole report", file)}
	}
	if realTime(r) != c.onLinux() || (r.Target == scenarios.BareTarget().Name()) != (c.Target == "bare") {
		return nil, usageError{fmt.Errorf("run: %s is of %s, and this run is of another TCP: compare two files with the command diff", file, underTest(r))}
	}
	if set := c.settings.given(); r.Settings.String() != set.String() {
		return nil, usageError{fmt.Errorf("run: %s was made with %s, and this run has %s: use the same settings, or compare two files with the command diff", file, r.Settings.Describe(), set.Describe())}
	}
	if err := checkShard(file, r.Shard, part); err != nil {
		return nil, err
	}
	if !shares(r, list) {
		return nil, usageError{fmt.Errorf("run: %s has no case of the scenarios to run, and the comparison would always hold: want a baseline of these scenarios", file)}
	}
	return &r, nil
}

// shares reports whether a report has a case of one of the scenarios.
func shares(r report.Report, list []scenarios.Scenario) bool {
	byID := map[string]scenarios.Scenario{}
	for _, s := range list {
		byID[s.ID] = s
	}
	return slices.ContainsFunc(r.Scenarios, func(was report.Result) bool {
		names := caseNames(byID[was.ID]) // none of a scenario that does not run
		return len(names) > 0 && slices.ContainsFunc(was.Observations, func(o report.Observation) bool { return slices.Contains(names, o.Case) })
	})
}

// readReport reads a report from a file, or from standard input.
func readReport(file string) (report.Report, error) {
	f, err := open(file)
	if err != nil {
		return report.Report{}, err
	}
	defer f.Close()
	r, err := report.Read(f)
	if err != nil {
		return r, fmt.Errorf("%s: %w", shown(file), err)
	}
	return r, nil
}
