package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/twcheck/twcheck/scenarios"
)

// progress is one line that shows how far a run is. It is overwritten in place, and
// erased at the end. It has no colours.
type progress struct {
	w io.Writer
	// width is how many columns there are.
	width int
	// total is how many scenarios there are to run, and begun how many have begun.
	total, begun int
}

// eraseLine goes to the beginning of the line and erases what is on it.
const eraseLine = "\r\x1b[K"

// newProgress is the progress of a run of total scenarios on standard error, or nil
// where that is no terminal, or one that cannot erase. A nil progress shows nothing.
func newProgress(w io.Writer, getenv func(string) string, total int) *progress {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || getenv("TERM") == "dumb" {
		return nil
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = 80
	}
	return &progress{w: w, width: width, total: total}
}

// begin shows that a scenario has begun.
func (p *progress) begin(s scenarios.Scenario) {
	if p == nil {
		return
	}
	p.begun++
	line := []rune(fmt.Sprintf("%d/%d %s %s", p.begun, p.total, s.ID, s.Title))
	if most := p.width - 1; len(line) > most { // in the last column some terminals begin a new line
		line = append(line[:max(most-1, 0)], '…')
	}
	fmt.Fprint(p.w, eraseLine+string(line))
}

// end takes the line away.
func (p *progress) end() {
	if p != nil && p.begun > 0 {
		fmt.Fprint(p.w, eraseLine)
	}
}
