package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"github.com/twcheck/twcheck/scenarios"
)

// progress is one line that shows the progress of a run. It is overwritten in place and
// erased at the end. It has no colours.
type progress struct {
	w io.Writer
	// width is the number of columns.
	width int
	// until is the time at which a run in real time is expected to end. It is zero for
	// others.
	until time.Time
	// total is the number of scenarios to run, and begun the number of started ones.
	total, begun int
}

// eraseLine moves to the beginning of the line and erases it.
const eraseLine = "\r\x1b[K"

// newProgress returns the progress of a run of total scenarios on standard error. It
// returns nil if standard error is not a terminal, or one that cannot erase. A nil
// progress shows nothing.
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

// begin shows the start of a scenario.
func (p *progress) begin(s scenarios.Scenario) {
	if p == nil {
		return
	}
	p.begun++
	// In the last column some terminals begin a new line.
	fmt.Fprint(p.w, eraseLine+cut(fmt.Sprintf("%d/%d %s %s", p.begun, p.total, s.ID, s.Title), p.width-1))
}

// ended shows the number of ended cases of a run in real time.
func (p *progress) ended(n, all int) {
	if p == nil {
		return
	}
	p.begun = n
	text := fmt.Sprintf("%d/%d cases", n, all)
	if left := time.Until(p.until).Round(time.Second); left > 0 {
		text += ", about " + left.String() + " left"
	}
	fmt.Fprint(p.w, eraseLine+cut(text, p.width-1))
	if n == all {
		p.end()
	}
}

// end erases the line.
func (p *progress) end() {
	if p != nil && p.begun > 0 {
		fmt.Fprint(p.w, eraseLine)
	}
}
