package main

import (
	"errors"
	"fmt"

	"github.com/twcheck/twcheck/fixture/preflight"
	"github.com/twcheck/twcheck/scenarios/report"
)

// preflightCommand is twcheck preflight.
type preflightCommand struct{}

// Run implements the command.
func (*preflightCommand) Run(s *session) error {
	result, err := s.preflight()
	if err != nil {
		return refusal(err)
	}
	_, err = fmt.Fprintln(s.out, result)
	return err
}

// ready returns an error if results would be wrong with this gVisor and this Go. All
// commands that run scenarios call it first.
func (s *session) ready() error {
	if _, err := s.preflight(); err != nil {
		return refusal(err)
	}
	return nil
}

// refusal returns the error of a preflight with the versions that it is about. A test
// that did not end in time can be the machine's fault, and is no error of the command
// line.
func refusal(err error) error {
	v := report.BuildVersions()
	err = fmt.Errorf("%w (gVisor %s, %s): nothing was run", err, v.GVisor, v.Go)
	if errors.Is(err, preflight.ErrTimeLimit) {
		return err
	}
	return usageError{err}
}
