package main

import (
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

// versions returns the versions in the build, one per line.
func versions() string {
	v := report.BuildVersions()
	return fmt.Sprintf("twcheck %s\ngVisor %s\nGo %s", v.Twcheck, v.GVisor, v.Go)
}
