package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"github.com/twcheck/twcheck/scenarios/report"
)

// All escape sequences have the same length, so that they keep the columns of a table
// aligned.
const (
	plain  = "\x1b[39m"
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	pink   = "\x1b[35m"
	reset  = "\x1b[0m"
)

var colours = map[report.Verdict]string{
	report.Holds:    green,
	report.Open:     plain,
	report.Diverges: yellow,
	report.Fails:    red,
	report.Error:    pink,
}

// wantsColour reports whether to print colours: on a terminal that supports them,
// unless NO_COLOR is set (https://no-color.org).
func wantsColour(w io.Writer, getenv func(string) string) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

func (p printer) verdict(v report.Verdict) string { return p.paint(colours[v], string(v)) }

func (p printer) paint(colour, text string) string {
	if !p.colour {
		return text
	}
	if colour == "" {
		colour = plain
	}
	return colour + text + reset
}
