package lab

import (
	"fmt"
	"time"
)

// observer is the test that the lab's network belongs to. It turns a misuse of package
// fixture, or an unread segment of a script, into an error of the case.
type observer struct {
	name     string
	problems []string
	cleanups []func()
}

// patience is the maximum real time of a waiting call. One goroutine runs a case, so a
// waiting call would wait forever: no other goroutine advances the clock.
const patience = 2 * time.Second

func (w *observer) Helper() {}

func (w *observer) Name() string { return w.name }

func (w *observer) Logf(string, ...any) {}

func (w *observer) Failed() bool { return len(w.problems) > 0 }

func (w *observer) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }

func (w *observer) Errorf(format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func (w *observer) Fatalf(format string, args ...any) {
	panic(stop{fmt.Errorf(format, args...)})
}
