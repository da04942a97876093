package scenarios

import (
	"fmt"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/stacks"
	"github.com/twcheck/twcheck/scenarios/report"
)

// DefaultCaseTimeout is how long in real time a case may take where Runner.CaseTimeout
// is 0. Cases take some milliseconds.
const DefaultCaseTimeout = 10 * time.Second

// observed is what came of a case.
type observed struct {
	o      report.Observation
	digest string
	// panicked is what the case panicked with and where, nil if it did not.
	panicked error
}

// limited runs one case and gives it up when it takes too long. Nothing can end a
// goroutine of Go from outside, and one that never comes back has most often the lock of
// its network, as in netstack's Stack.Wait or in an event loop without end. So it is
// left behind, with its network: one that waits costs memory, one that runs a
// processor, until the program ends. The observation says so.
func (r Runner) limited(s Scenario, c Case) (report.Observation, string) {
	limit := r.CaseTimeout
	if limit == 0 {
		limit = DefaultCaseTimeout
	}
	if limit < 0 || virtualTime() {
		return r.observe(s, c)
	}
	done := make(chan observed, 1) // so that one that is late after all can end
	started := make(chan int64, 1)
	timer := time.NewTimer(limit)
	defer timer.Stop()
	go func() {
		x := observed{o: report.Observation{Case: c.Name, Verdict: report.Error, Reason: "scenarios: the case ended its goroutine"}}
		defer func() {
			if p := recover(); p != nil {
				x.panicked = fmt.Errorf("scenarios: %s %s: panic: %v\n%s", s.ID, c.Name, p, debug.Stack())
			}
			done <- x
		}()
		started <- stacks.ID()
		x.o, x.digest = r.observe(s, c)
	}()
	id := <-started
	select {
	case x := <-done:
		if x.panicked != nil {
			// A defect of the program is none of netstack's; where it was, the stack of
			// this goroutine would not say.
			panic(x.panicked)
		}
		return x.o, x.digest
	case <-timer.C:
	}
	w, _ := r.Profile.Expected(s.ID, c.Name)
	return report.Observation{
		Case: c.Name, Expected: w.Observed, Verdict: report.Error,
		Reason: fmt.Sprintf("scenarios: the case was given up after %s of real time, and is left behind: %s", limit, whereabouts(id)),
	}, ""
}

// virtualTime reports whether the caller is in a testing/synctest bubble, where there
// is no real time: the time there has no monotonic reading, and synctest itself finds
// out about what never ends.
func virtualTime() bool { return !strings.Contains(time.Now().String(), " m=") }

// frame is a function in a stack, with its package's last element in front.
var frame = regexp.MustCompile(`(?m)^(?:[^\s(]*/)?([^\s/(]+(?:\(\*?[A-Za-z0-9_]+\))?[^\s(]*)\(.*\)$`)

// framesShown is how many functions whereabouts names.
const framesShown = 6

// whereabouts says what a goroutine does and where: the innermost functions, each
// followed by its caller.
func whereabouts(goroutine int64) string {
	for _, g := range stacks.All() {
		if g.ID != goroutine {
			continue
		}
		var names []string
		for _, m := range frame.FindAllStringSubmatch(g.Text, -1) {
			if len(names) < framesShown && !strings.HasPrefix(m[1], "runtime.") {
				names = append(names, m[1])
			}
		}
		return fmt.Sprintf("%s in %s", g.State, strings.Join(names, " ← "))
	}
	return "its goroutine is gone"
}
