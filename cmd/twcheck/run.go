package main

import "github.com/twcheck/twcheck/scenarios"

// runCommand is twcheck run.
type runCommand struct {
	IDs     []string `arg:"" optional:"" name:"id" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Without any, all."`
	Format  string   `enum:"text,json" default:"text" placeholder:"text|json" help:"What to print: text or json."`
	Profile string   `placeholder:"NAME" default:"netstack" help:"Whose behaviour to expect: netstack, rfc9293, linux or freebsd. Default: netstack, which makes the run a regression gate."`
	Seed    *seed    `placeholder:"N" help:"What random choices derive from, 0 to 2^64-1. It changes the digests and no observation. Default: $TWCHECK_SEED, or 1."`
	Verbose bool     `short:"v" help:"Print every observation, and what happened where one is not as expected."`
}

// Run implements the command.
func (c *runCommand) Run(s *session) error {
	list, err := scenarios.Select(c.IDs...)
	if err != nil {
		return usageError{err}
	}
	seed, err := c.Seed.or(s.getenv)
	if err != nil {
		return usageError{err}
	}
	profile, err := scenarios.ProfileNamed(c.Profile)
	if err != nil {
		return usageError{err}
	}
	report := scenarios.Runner{Profile: profile, Seed: seed}.Run(list...)
	s.status = status(report.Verdict())
	if c.Format == "json" {
		return report.WriteJSON(s.out)
	}
	return printer{s.out, s.colour}.report(report, c.Verbose)
}

// status is the exit status for a verdict.
func status(v scenarios.Verdict) int {
	switch v {
	case scenarios.Holds, scenarios.Open, scenarios.Diverges:
		return ExitHolds
	case scenarios.Fails:
		return ExitFails
	}
	return ExitBroken
}
