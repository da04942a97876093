package scenarios

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
)

// errand is one case on a target other than netstack.
type errand struct {
	scenario int
	name     string
	o        report.Observation
	digest   string
	took     time.Duration
}

// elsewhere runs all cases on a target other than netstack, several side by side, since
// they take real time and mostly wait. The report has them in the usual order, and
// says which of them the target could not run.
func (r Runner) elsewhere(out *report.Report, list []Scenario) {
	if r.CaseTimeout == 0 {
		r.CaseTimeout = -1
		if r.Limit > 0 {
			r.CaseTimeout = 2*r.Limit + time.Minute // the case itself ends at the limit
		}
	}
	errands := r.errands(list)
	for i, s := range list {
		result := report.Result{ID: s.ID, Group: s.Group, Title: s.Title, Sources: s.sourceNames(), Observations: []report.Observation{}}
		sum := sha256.New()
		for _, e := range errands {
			if e.scenario != i {
				continue
			}
			result.RealNS += e.took.Nanoseconds()
			if e.o.Unable {
				out.LeftOut = append(out.LeftOut, report.LeftOut{Scenario: s.ID, Case: e.name, Reason: strings.TrimPrefix(e.o.Reason, "scenarios: "), TooLong: e.o.TooLong})
				continue
			}
			r.other(out.Target, &e.o)
			result.Observations = append(result.Observations, e.o)
			fmt.Fprintf(sum, "%s\x00%s\x00", e.name, e.digest)
		}
		if len(result.Observations) == 0 {
			continue
		}
		result.Verdict = report.Worst(result.Observations)
		result.Digest = hex.EncodeToString(sum.Sum(nil))
		out.Scenarios = append(out.Scenarios, result)
	}
}

// other judges an observation of a target that the profile describes in this version or
// in another. Known differences are those of netstack: the subject of the profile itself
// has none.
func (r Runner) other(of string, o *report.Observation) {
	same := minor(of) == minor(r.Profile.Of)
	switch {
	case o.Verdict == report.Diverges && same:
		o.Verdict, o.Reason = report.Fails, ""
	case o.Verdict == report.Fails && !same:
		o.Verdict, o.Reason = report.Open, "the profile describes "+r.Profile.Of+", and this is "+of
	}
}

// errands runs the cases. When Stop is closed it returns, and the cases that have not ended
// go on as long as the program.
func (r Runner) errands(list []Scenario) []errand {
	places := make(chan struct{}, cmp.Or(r.Parallel, 1))
	// The processors serve those that do not wait. If all began at once, segments would be
	// late, and the TCP under test would send them again.
	busy := make(chan struct{}, min(cap(places), 2*runtime.NumCPU()))
	var all []errand
	for i, s := range list {
		for _, c := range s.Cases {
			e := errand{scenario: i, name: c.Name}
			e.o = report.Observation{Case: c.Name, Unable: true, TooLong: true, Reason: Interrupted}
			all = append(all, e)
		}
	}
	var mu sync.Mutex // guards all and ended
	ended := 0
	var running sync.WaitGroup
	begin := func(k int, s Scenario, c Case) {
		defer func() { <-places }()
		began := time.Now()
		o, digest := r.repeated(s, c, busy)
		mu.Lock()
		defer mu.Unlock()
		all[k].o, all[k].digest, all[k].took = o, digest, time.Since(began)
		if ended++; r.Ended != nil {
			r.Ended(ended, len(all))
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		k := 0
		for _, s := range list {
			for _, c := range s.Cases {
				for _, room := range []chan struct{}{places, busy} {
					select {
					case room <- struct{}{}:
					case <-r.Stop:
						return
					}
				}
				mine := k
				running.Go(func() { begin(mine, s, c) })
				k++
			}
		}
		running.Wait()
	}()
	select {
	case <-done:
	case <-r.Stop:
	}
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(all)
}

// repeated runs a case, and again if the program was late meanwhile, until two attempts
// have observed the same. It has a place among the busy, and returns it as soon as the case
// waits.
func (r Runner) repeated(s Scenario, c Case, busy chan struct{}) (o report.Observation, digest string) {
	seen := map[string]bool{}
	for attempt := 1; ; attempt++ {
		r.waits = sync.OnceFunc(func() { <-busy })
		o, digest = r.limited(s, c)
		r.waits()
		switch {
		case o.Unable || o.Late < tooLate || o.Verdict != report.Error && seen[o.Observed]:
			return o, digest
		case attempt == attempts:
			o.Verdict, o.Reason = report.Error, tooBusy(o)
			return o, digest
		}
		seen[o.Observed] = o.Verdict != report.Error
		busy <- struct{}{}
	}
}

// tooLate is how late the program may be to carry a segment in a case on a target whose
// clock is real time: three quarters of the shortest time after which Linux sends one
// again. A case in which it was later is told again, up to the given number of attempts.
const (
	tooLate  = 150 * time.Millisecond
	attempts = 4
)

// tooBusy is the reason why a case could not be observed on a machine that is too busy.
func tooBusy(o report.Observation) string {
	text := fmt.Sprintf("scenarios: this machine is too busy: the program was late by %s, and in %d attempts always by %s or more, and no two observed the same", o.Late.Round(time.Millisecond), attempts, tooLate)
	if o.Reason != "" && o.Verdict == report.Error {
		text += "\n" + o.Reason
	}
	return text
}

// Interrupted is the reason of a report.LeftOut for a case that did not run, since Runner.Stop
// was closed before.
const Interrupted = "the run was interrupted"

// minor returns a name and version up to the second number: "Linux 6.18". Versions that
// differ later are not told apart.
func minor(name string) string {
	parts := strings.SplitN(name, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}
