package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// runCommand is twcheck run.
type runCommand struct {
	IDs    []string `arg:"" optional:"" name:"id" complete:"ids" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Format string   `enum:"text,json,junit,tap,github" default:"text" placeholder:"text|json|…" help:"Output format: text, json, junit, tap or github (workflow commands)."`
	Output []output `short:"o" complete:"outputs" placeholder:"FORMAT=FILE" sep:"none" help:"Also write the report to a file, in any format: -o junit=report.xml. Repeatable. All files appear complete, or none."`
	picks
	Verdict []string `enum:"holds,open,diverges,fails,error" placeholder:"VERDICT" help:"Report only scenarios with these verdicts: holds, open, diverges, fails, error. The exit status still depends on all, and those that do not pass are named."`

	Baseline string `complete:"files" placeholder:"FILE" help:"Fail if an observation differs from this file (- for standard input), which 'twcheck baseline' or --format json wrote. What the file does not have is new and does not fail."`
	Shard    *shard `placeholder:"I/N" help:"Run only part I of N. All parts together run each scenario once. Default: $TWCHECK_SHARD, or what Bazel asks for, which is announced; or all."`
	FailFast bool   `help:"Stop after the first scenario that fails."`

	Policy string `complete:"files" placeholder:"FILE" help:"Run the scenarios that this file (- for standard input) requires, against its profiles, and accept the differences that it accepts."`

	Profile string `complete:"profiles" placeholder:"NAME" help:"Profile to compare with: netstack, rfc9293, linux or freebsd. Default: netstack, which makes the run a regression gate."`
	Seed    *seed  `placeholder:"N" help:"Seed of all random choices, 0 to 2^64-1. It changes the digests and no observation. Default: $TWCHECK_SEED, or 1."`
	settings
	targets
	limit
	Verbose bool `short:"v" help:"Print every observation, and the timeline of each one that is not as expected."`
}

// Run implements the command.
func (c *runCommand) Run(s *session) (err error) {
	s.github = c.Format == "github"
	list, seed, err := s.selected(c.IDs, c.Seed)
	if err != nil {
		return err
	}
	if err := checkInputs("run", used{c.Policy, "--policy"}, used{c.Baseline, "--baseline"}); err != nil {
		return err
	}
	if c.Profile == "" && c.Policy == "" {
		c.Profile = c.targets.profileName()
	}
	if c.onLinux() && (c.Policy != "" || c.FailFast || c.settings.given() != report.Settings{}) {
		return usageError{errTargetFlags}
	}
	if c.Target == "bare" && (c.Policy != "" || c.settings.given() != report.Settings{}) {
		return usageError{errBareFlags}
	}
	if c.Policy != "" && (c.Profile != "" || c.Baseline != "" || c.settings.given() != report.Settings{}) {
		return usageError{errPolicyFlags}
	}
	profile, err := c.profile()
	if err != nil {
		return usageError{err}
	}
	if list, err = c.picks.of(list); err != nil {
		return usageError{fmt.Errorf("run: %w", err)}
	}
	file := ""
	if c.Format == "github" {
		file = s.getenv(summaryVariable)
	}
	if err := checkOutputs(c.Output, used{c.Baseline, "--baseline"}, used{c.Policy, "--policy"}, used{file, "$" + summaryVariable}); err != nil {
		return err
	}
	part, err := s.part(c.Shard)
	if err != nil {
		return err
	}
	before, err := c.earlier(list, part)
	if err != nil {
		return err
	}
	if err := s.ready(); err != nil {
		return err
	}
	runner := scenarios.Runner{Profile: profile, Seed: seed, Settings: c.settings.given(), CaseTimeout: c.limit.given(), FailFast: c.FailFast, Shard: part}
	if c.Target == "bare" {
		runner.Target = scenarios.BareTarget()
	}
	if c.onLinux() {
		release, done, err := c.elsewhere(s, "run", &runner, casesOf(report.PartOf(part, list)))
		if err != nil || done {
			return err
		}
		defer func() {
			if e := release(); err == nil {
				err = e
			}
		}()
	}
	var run report.Report
	if c.Policy == "" {
		run = s.run(runner, list)
	} else if run, err = c.runPolicy(s, runner, list); err != nil {
		return err
	}
	if c.onLinux() && len(run.Scenarios) == 0 && len(run.LeftOut) > 0 {
		return usageError{ranNothing(run)}
	}
	var base *report.Baseline
	if before != nil {
		base = report.CompareWith(shown(c.Baseline), only(*before, run), run)
	}
	judgement := report.Judge(run, base)
	judgement.Partial = c.Policy == "" && len(run.Scenarios)+leftOutScenarios(run) < len(report.PartOf(part, list)) // --fail-fast
	run.Judgement = &judgement
	s.status = status(run.Verdict())
	if interrupted(run) {
		judgement.Partial = true
		fmt.Fprintf(s.err, "twcheck: the run was interrupted: the report has what had been observed\n")
		if s.status == ExitHolds {
			s.status = ExitBroken
		}
	}
	if len(c.Verdict) > 0 {
		run.Only(c.shows)
	}
	return c.print(s, outcome{run, repository(s.getenv)}, file)
}

// shows reports whether --verdict selects a scenario. A scenario that fails can have
// cases that could not be observed too.
func (c *runCommand) shows(r report.Result) bool {
	return slices.Contains(c.Verdict, string(r.Verdict)) ||
		slices.Contains(c.Verdict, string(report.Error)) && slices.ContainsFunc(r.Observations, func(o report.Observation) bool { return o.Verdict == report.Error })
}

// print writes the outcome to standard output, to the files of -o, and to the summary of
// a step. A file that cannot be written does not keep the outcome from standard output.
func (c *runCommand) print(s *session, x outcome, summaryFile string) (err error) {
	if c.Format == "text" {
		err = printer{s.out, s.colour}.reportWithin(s.width, x.Report, c.Verbose)
	} else {
		err = formats[c.Format](s.out, x)
	}
	if err != nil {
		return err
	}
	s.finished = true
	if base := x.Judgement.Baseline; base != nil && c.Format != "text" {
		for _, change := range base.Changes {
			fmt.Fprintf(s.err, "twcheck: %s\n", change)
		}
	}
	err = writeOutputs(c.Output, x)
	if summaryFile != "" {
		err = errors.Join(err, appendTo(summaryFile, summary(x.Visible())))
	}
	return err
}

// profile returns the profile to compare with. A policy names its own profiles.
func (c *runCommand) profile() (profile.Profile, error) {
	if c.Policy != "" {
		return profile.Profile{}, nil
	}
	if b := profile.Bare(); c.Target == "bare" && c.Profile == b.Name {
		return b, nil
	}
	return profile.Named(c.Profile)
}

// run runs scenarios and shows the progress.
func (s *session) run(r scenarios.Runner, list []scenarios.Scenario) report.Report {
	progress := newProgress(s.err, s.getenv, len(report.PartOf(r.Shard, list)))
	defer progress.end()
	r.Begin = progress.begin
	return r.Run(list...)
}

// runPolicy runs the scenarios of list that a policy requires.
func (c *runCommand) runPolicy(s *session, r scenarios.Runner, list []scenarios.Scenario) (out report.Report, err error) {
	f, err := open(c.Policy)
	if err != nil {
		return out, usageError{err}
	}
	defer f.Close()
	p, err := policy.ReadFrom(shown(c.Policy), f)
	if err != nil {
		return out, usageError{err}
	}
	day, err := today(s.getenv)
	if err != nil {
		return out, err
	}
	if seed, named := p.Seed(); named && c.Seed != nil && uint64(*c.Seed) != seed {
		return out, usageError{fmt.Errorf("run: --seed is %d and the seed of %s is %d: want one of them", *c.Seed, p.File(), seed)}
	}
	for _, pattern := range c.IDs {
		if picked, err := scenarios.Select(pattern); err != nil || p.Only(picked).Len() == 0 {
			return out, usageError{fmt.Errorf("run: %s does not require %s: name scenarios that it requires, or none", p.File(), pattern)}
		}
	}
	if p = p.Only(list); p.Len() == 0 {
		return out, usageError{fmt.Errorf("run: %s requires no scenario that the flags select", p.File())}
	}
	progress := newProgress(s.err, s.getenv, len(report.PartOf(r.Shard, make([]struct{}, p.Len()))))
	defer progress.end()
	r.Begin = progress.begin
	return p.Run(r, day), nil
}

// todayVariable names the environment variable with the day on which a policy is
// applied, such as 2027-03-01. Without it, the policy is applied on the current day
// (UTC).
const todayVariable = "TWCHECK_TODAY"

// today returns the day on which the policy is applied.
func today(getenv func(string) string) (time.Time, error) {
	text := getenv(todayVariable)
	if text == "" {
		return time.Now(), nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, usageError{fmt.Errorf("%s: want a day such as 2027-03-01, not %q", todayVariable, text)}
	}
	return day, nil
}

var errPolicyFlags = errors.New("run: --policy cannot be combined with --profile, --baseline, --time-wait, --port-range or --tw-reuse")

// only returns the part of a baseline that is about the scenarios of a run, or about
// scenarios that no longer exist.
func only(baseline, run report.Report) report.Report {
	other := map[string]bool{} // scenarios that exist and did not run
	for s := range scenarios.All() {
		other[s.ID] = true
	}
	for _, s := range run.Scenarios {
		delete(other, s.ID)
	}
	for _, x := range run.LeftOut { // CompareWith counts them
		delete(other, x.Scenario)
	}
	var out []report.Result
	for _, result := range baseline.Scenarios {
		if !other[result.ID] {
			out = append(out, result)
		}
	}
	baseline.Scenarios = out
	return baseline
}

// status returns the exit status for a verdict.
func status(v report.Verdict) int {
	switch {
	case v.OK():
		return ExitHolds
	case v == report.Fails:
		return ExitFails
	}
	return ExitBroken
}
