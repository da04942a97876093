package main

import _ "embed"

// schemaCommand is twcheck schema.
type schemaCommand struct {
	Of string `arg:"" optional:"" name:"of" enum:"report,diff" default:"report" help:"Schema to print: report (run and baseline) or diff. Default: report."`
}

// These are the schemas of the command's JSON output.
var (
	//go:embed schema/report.schema.json
	reportSchema string
	//go:embed schema/diff.schema.json
	diffSchema string
)

// Run implements the command.
func (c *schemaCommand) Run(s *session) error {
	text := reportSchema
	if c.Of == "diff" {
		text = diffSchema
	}
	_, err := s.out.WriteString(text)
	return err
}
