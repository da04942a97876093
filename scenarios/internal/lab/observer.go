package lab

import (
	"errors"
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
)

// observer is the test that the lab's network belongs to. It turns a misuse of package
// fixture, or an unread segment of a script, into an error of the case.
type observer struct {
	name     string
	problems []string
	cleanups []func()
}

// patience is the maximum real time of a call that waits for something outside of the
// network, which no case should do. Any other that has to wait ends at once: one goroutine
// runs a case.
const patience = 2 * time.Second

func (w *observer) Helper() {}

func (w *observer) Name() string { return w.name }

func (w *observer) Logf(string, ...any) {}

func (w *observer) Failed() bool { return len(w.problems) > 0 }

func (w *observer) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }

func (w *observer) Errorf(format string, args ...any) {
	// A call that cannot end is an observation: the case has its error too. What real time
	// has ended is none.
	for _, a := range args {
		if err, ok := a.(error); ok && errors.Is(err, fixture.ErrStuck) && !errors.Is(err, fixture.ErrRealTime) {
			return
		}
	}
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func (w *observer) Fatalf(format string, args ...any) {
	panic(stop{fmt.Errorf(format, args...)})
}
