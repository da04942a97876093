package main

import (
	"cmp"
	"fmt"

	"github.com/twcheck/twcheck/scenarios/report"
)

// versionCommand is twcheck version.
type versionCommand struct{}

// Run implements the command.
func (*versionCommand) Run(s *session) error {
	_, err := fmt.Fprintln(s.out, versions())
	return err
}

// version returns the version of a module in a report, or "unknown": a report need not name
// it.
func version(text string) string { return cmp.Or(text, "unknown") }

// versions returns the versions in the build, one per line.
func versions() string {
	v := report.BuildVersions()
	return fmt.Sprintf("twcheck %s\ngVisor %s\nGo %s", v.Twcheck, v.GVisor, v.Go)
}
