package policy

import (
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// Error lists all problems of a policy file.
type Error struct {
	// File is the name of the file, as given to Read or Parse.
	File string
	// Problems are in the order of the file. There is at least one.
	Problems []Problem
}

// Problem is a problem at one place of the file.
type Problem struct {
	// Line and Column are counted from 1. Column is 1 if YAML reports only the line.
	Line, Column int
	Text         string
}

// Error returns one line per problem: "policy.yaml:9:14: no profile …". A line is as
// report.VisibleLine returns it.
func (e *Error) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, report.VisibleLine(fmt.Sprintf("%s:%d:%d: %s", e.File, p.Line, p.Column, p.Text)))
	}
	return strings.Join(lines, "\n")
}
