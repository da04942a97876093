package policy

import (
	"fmt"
	"strings"
)

// Error is all that is wrong with a policy file.
type Error struct {
	// File is its name, as it was given.
	File string
	// Problems are in the order of the file.
	Problems []Problem
}

// Problem is what is wrong at a place of the file.
type Problem struct {
	// Line and Column are counted from 1.
	Line, Column int
	Text         string
}

// Error is a line for each problem: "policy.yaml:9:14: no profile …".
func (e *Error) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", e.File, p.Line, p.Column, p.Text))
	}
	return strings.Join(lines, "\n")
}
