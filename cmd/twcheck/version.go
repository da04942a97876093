package main

import (
	"fmt"

	"github.com/twcheck/twcheck/scenarios"
)

// versionCommand is twcheck version.
type versionCommand struct{}

// Run implements the command.
func (*versionCommand) Run(s *session) error {
	v := scenarios.BuildVersions()
	_, err := fmt.Fprintf(s.out, "twcheck %s\ngVisor %s\nGo %s\n", v.Twcheck, v.GVisor, v.Go)
	return err
}
