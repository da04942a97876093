package lab

import (
	"errors"
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// witness is the test that the lab's network belongs to. A misuse of the
// fixture, or a segment that a script did not expect, becomes an error of the
// case this way.
type witness struct {
	name     string
	problems []string
	cleanups []func()
}

// patience is how long in real time a call may wait for something. A case is
// run by one goroutine, so that a call that waits, waits for ever: nobody else lets
// time pass.
const patience = 2 * time.Second

func (w *witness) Helper() {}

func (w *witness) Name() string { return w.name }

func (w *witness) Logf(string, ...any) {}

func (w *witness) Failed() bool { return len(w.problems) > 0 }

func (w *witness) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }

func (w *witness) Errorf(format string, args ...any) {
	// A call that was given up is an observation: the case has its error too.
	for _, a := range args {
		if err, ok := a.(error); ok && errors.Is(err, fixture.ErrStuck) {
			return
		}
	}
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func (w *witness) Fatalf(format string, args ...any) {
	panic(stop{fmt.Errorf(format, args...)})
}
