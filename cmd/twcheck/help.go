package main

import "fmt"

// helpCommand is twcheck help.
type helpCommand struct {
	Command string `arg:"" optional:"" complete:"commands" help:"Command to print help about."`
}

// Run implements the command.
func (c *helpCommand) Run(s *session) error {
	args := []string{"--help"}
	if c.Command != "" {
		args = []string{c.Command, "--help"}
	}
	if _, err := s.parser.Parse(args); err != nil {
		return usageError{fmt.Errorf("help: %w\n%s", err, s.accepted(err))}
	}
	return nil
}
