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
	IDs    []string `arg:"" optional:"" name:"id" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Format string   `enum:"text,json,junit,tap,github" default:"text" placeholder:"text|json|…" help:"Output format: text, json, junit, tap or github (workflow commands)."`
	Output []output `short:"o" placeholder:"FORMAT=FILE" sep:"none" help:"Also write the report to a file, in any format: -o junit=report.xml. Repeatable. All files appear complete, or none."`
	picks
	Verdict []string `enum:"holds,open,diverges,fails,error" placeholder:"VERDICT" help:"Report only scenarios with these verdicts: holds, open, diverges, fails, error. The exit status still depends on all."`

	Baseline string `placeholder:"FILE" help:"Fail if an observation differs from this file, which 'twcheck baseline' or --format json wrote."`
	FailFast bool   `help:"Stop after the first scenario that fails."`

	Policy string `placeholder:"FILE" help:"Run the scenarios that this file requires, against its profiles, and accept the differences that it accepts."`

	Profile string `placeholder:"NAME" help:"Profile to compare with: netstack, rfc9293, linux or freebsd. Default: netstack, which makes the run a regression gate."`
	Seed    *seed  `placeholder:"N" help:"Seed of all random choices, 0 to 2^64-1. It changes the digests and no observation. Default: $TWCHECK_SEED, or 1."`
	settings
	limit
	Verbose bool `short:"v" help:"Print every observation, and the timeline of each one that is not as expected."`
}

// Run implements the command.
func (c *runCommand) Run(s *session) error {
	s.github = c.Format == "github"
	list, seed, err := s.selected(c.IDs, c.Seed)
	if err != nil {
		return err
	}
	if c.Profile == "" && c.Policy == "" {
		c.Profile = profile.Netstack().Name
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
	summaryFile := ""
	if c.Format == "github" {
		summaryFile = s.getenv(summaryVariable)
	}
	if err := checkOutputs(c.Output, used{c.Baseline, "--baseline"}, used{c.Policy, "--policy"}, used{summaryFile, "$" + summaryVariable}); err != nil {
		return err
	}
	var before *report.Report
	if c.Baseline != "" {
		r, err := readReport(c.Baseline)
		if err != nil {
			return usageError{err}
		}
		if r.Policy != nil {
			return usageError{fmt.Errorf("run: %s was made with the policy %s: want a baseline, or a report without a policy", c.Baseline, r.Policy.File)}
		}
		if r.Settings.String() != c.settings.given().String() {
			return usageError{fmt.Errorf("run: %s was made with %s, and this run has %s: use the same settings, or compare two files with the command diff", c.Baseline, r.Settings.Describe(), c.settings.given().Describe())}
		}
		before = &r
	}
	runner := scenarios.Runner{Profile: profile, Seed: seed, Settings: c.settings.given(), CaseTimeout: c.limit.given(), FailFast: c.FailFast}
	var run report.Report
	if c.Policy == "" {
		run = s.run(runner, list)
	} else if run, err = c.runPolicy(s, runner, list); err != nil {
		return err
	}
	s.status = status(run.Verdict())
	var changes []report.Change
	if before != nil {
		if changes = report.Compare(only(*before, list), run); len(changes) > 0 && s.status == ExitHolds {
			s.status = ExitFails
		}
	}
	if len(c.Verdict) > 0 {
		run.Scenarios = slices.DeleteFunc(run.Scenarios, func(r report.Result) bool {
			return !slices.Contains(c.Verdict, string(r.Verdict))
		})
	}
	if err := writeOutputs(c.Output, run); err != nil {
		return err
	}
	if c.Format == "text" {
		err = printer{s.out, s.colour}.report(run, c.Verbose)
	} else {
		err = formats[c.Format](s.out, run)
	}
	if before != nil && c.Format == "text" {
		fmt.Fprintf(s.out, "\nCompared with %s:\n", c.Baseline)
		printChanges(s, changes)
	} else {
		for _, change := range changes {
			fmt.Fprintf(s.err, "twcheck: %s\n", change)
		}
	}
	if summaryFile != "" {
		err = errors.Join(err, appendTo(summaryFile, summary(run.Visible())))
	}
	return err
}

// profile returns the profile to compare with. A policy names its own profiles.
func (c *runCommand) profile() (profile.Profile, error) {
	if c.Policy != "" {
		return profile.Profile{}, nil
	}
	return profile.Named(c.Profile)
}

// run runs scenarios and shows the progress.
func (s *session) run(r scenarios.Runner, list []scenarios.Scenario) report.Report {
	progress := newProgress(s.err, s.getenv, len(list))
	defer progress.end()
	r.Begin = progress.begin
	return r.Run(list...)
}

// runPolicy runs the scenarios of list that a policy requires.
func (c *runCommand) runPolicy(s *session, r scenarios.Runner, list []scenarios.Scenario) (out report.Report, err error) {
	p, err := policy.Read(c.Policy)
	if err != nil {
		return out, usageError{err}
	}
	day, err := today(s.getenv)
	if err != nil {
		return out, err
	}
	if seed, named := p.Seed(); named && c.Seed != nil && uint64(*c.Seed) != seed {
		return out, usageError{fmt.Errorf("run: --seed is %d and the seed of %s is %d: want one of them", *c.Seed, c.Policy, seed)}
	}
	for _, pattern := range c.IDs {
		if picked, err := scenarios.Select(pattern); err != nil || p.Only(picked).Len() == 0 {
			return out, usageError{fmt.Errorf("run: %s does not require %s: name scenarios that it requires, or none", c.Policy, pattern)}
		}
	}
	if p = p.Only(list); p.Len() == 0 {
		return out, usageError{fmt.Errorf("run: %s requires no scenario that the flags select", c.Policy)}
	}
	progress := newProgress(s.err, s.getenv, p.Len())
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

// only returns the part of a report that is about the given scenarios.
func only(r report.Report, list []scenarios.Scenario) report.Report {
	var out []report.Result
	for _, result := range r.Scenarios {
		known := slices.ContainsFunc(list, func(s scenarios.Scenario) bool { return s.ID == result.ID })
		gone := true
		for s := range scenarios.All() {
			gone = gone && s.ID != result.ID
		}
		if known || gone {
			out = append(out, result)
		}
	}
	r.Scenarios = out
	return r
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
