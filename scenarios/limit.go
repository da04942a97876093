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

// DefaultCaseTimeout is the time limit of a case, in real time, if Runner.CaseTimeout
// is 0. A case usually takes some milliseconds.
const DefaultCaseTimeout = 10 * time.Second

// observed is the outcome of a case.
type observed struct {
	o      report.Observation
	digest string
	// panicked holds the panic of the case with its stack, or nil.
	panicked error
}

// limited runs one case and abandons it after the time limit. Go cannot end a goroutine
// from outside. A stuck case usually holds the lock of its network, for example in
// netstack's Stack.Wait. limited therefore leaves the goroutine and its network behind
// until the program ends. A waiting goroutine costs memory, a running one costs a
// processor. The observation reports it.
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
			if p := recover(); p == nil {
			} else if in, is := ofNetstack(string(debug.Stack())); is {
				// The locks that it held stay locked: its network is left behind.
				x.o.Reason = fmt.Sprintf("scenarios: netstack panics: %v, in %s", p, in)
				w, _ := r.Profile.Expected(s.ID, c.Name)
				x.o.Expected = w.Observed
			} else {
				x.panicked = fmt.Errorf("scenarios: %s %s: panic: %v\n%s", s.ID, c.Name, p, debug.Stack())
			}
			done <- x
		}()
		started <- stacks.ID()
		x.o, x.digest = r.observe(s, c)
	}()
	begun, id := time.Now(), <-started
	where := ""
	select {
	case x := <-done:
		if x.panicked != nil {
			// A defect of the program is none of netstack's; where it was, the stack of
			// this goroutine would not say.
			panic(x.panicked)
		}
		took := time.Since(begun)
		if took <= limit {
			return x.o, x.digest
		}
		// Whether the case or the timer came first is up to the scheduler: the limit
		// decides.
		where = "ended after " + took.Round(time.Microsecond).String()
	case <-timer.C:
		where = "was abandoned: " + whereabouts(id)
	}
	w, _ := r.Profile.Expected(s.ID, c.Name)
	return report.Observation{
		Case: c.Name, Expected: w.Observed, Verdict: report.Error,
		Reason: fmt.Sprintf("scenarios: the case exceeded its limit of %s of real time and %s", limit, where),
	}, ""
}

// ofNetstack returns the function in which a panic began, whose stack is given, and whether
// that is one of gVisor's: an observation of a version of it, and no defect of the program.
func ofNetstack(stack string) (function string, is bool) {
	at := strings.LastIndex(stack, "\npanic(") // later ones pass it on
	if at < 0 {
		return "", false
	}
	lines := strings.SplitN(stack[at+1:], "\n", 4) // panic, its place, the function
	if len(lines) < 3 || !strings.HasPrefix(lines[2], "gvisor.dev/gvisor/") {
		return "", false
	}
	if m := frame.FindStringSubmatch(lines[2]); m != nil {
		return m[1], true
	}
	return lines[2], true
}

// virtualTime reports whether the caller is in a testing/synctest bubble. A bubble has
// no real time: its time has no monotonic reading. synctest itself detects a deadlock.
func virtualTime() bool { return !strings.Contains(time.Now().String(), " m=") }

// frame matches a function in a stack. Its first group begins with the last element of
// the package path.
var frame = regexp.MustCompile(`(?m)^(?:[^\s(]*/)?([^\s/(]+(?:\(\*?[A-Za-z0-9_]+\))?[^\s(]*)\(.*\)$`)

// framesShown is the number of functions that whereabouts names.
const framesShown = 6

// whereabouts describes a goroutine: its state and its innermost functions, each
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
