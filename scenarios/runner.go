package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/target"
)

// DefaultSeed is the seed of a run that does not name one. No observation
// depends on the seed; the digests do.
const DefaultSeed = 1

// Runner says how scenarios are run. The zero value compares with what is
// expected of netstack and uses the seed 0, which is a seed like any other.
type Runner struct {
	// Profile is what to compare with; the zero value means profile.Netstack.
	Profile profile.Profile
	// Seed is what all random choices derive from.
	Seed uint64
	// Settings are what hosts are set to of which a scenario does not say
	// otherwise. They are part of the report. Profiles speak of hosts with default
	// settings: what is observed otherwise with these has the verdict report.Open.
	Settings report.Settings
	// Options configure every network, and so every host of which a scenario
	// does not say otherwise, beyond the Settings. They show how an observation
	// changes with a setting: with fixture.TimeWaitTimeout(30*time.Second) C-02
	// fails. They are not part of the report.
	Options []fixture.Option
	// Target is the TCP that the scenarios run on; nil means NetstackTarget. Any other
	// one runs the portable cases, and is reported without the scenarios that have
	// none.
	Target target.TCP
	// Timelines keeps what happened in every case, and not only where it does not
	// hold.
	Timelines bool
	// FailFast ends the run after the first scenario that fails or is an error.
	FailFast bool
	// CaseTimeout is how long in real time a case may take; one that takes longer is
	// given up, with the verdict report.Error, and the run goes on. 0 means
	// DefaultCaseTimeout, and less than 0 that there is no limit, which suits a
	// debugger. In a testing/synctest bubble there is none.
	CaseTimeout time.Duration
	// Begin, if it is not nil, is called before each scenario.
	Begin func(Scenario)

	// prepare is called with every network before its case begins.
	prepare func(*fixture.Network)
}

// Run runs the scenarios one after the other and reports what was observed.
// What goes wrong is part of the report, with the verdict report.Error.
func (r Runner) Run(list ...Scenario) report.Report {
	if r.Profile.Name == "" {
		r.Profile = profile.Netstack()
	}
	if r.Target == nil {
		r.Target = lab.Netstack()
	}
	list = onTarget(r.Target, list)
	out := report.Report{
		Schema: report.Schema, Versions: report.BuildVersions(), Profile: r.Profile.Name, Seed: r.Seed,
		Settings: r.Settings, Scenarios: make([]report.Result, 0, len(list)),
	}
	for _, s := range list {
		if r.Begin != nil {
			r.Begin(s)
		}
		result := r.run(s)
		out.Scenarios = append(out.Scenarios, result)
		if r.FailFast && !result.Verdict.OK() {
			break
		}
	}
	return out
}

func (r Runner) run(s Scenario) report.Result {
	began := time.Now()
	out := report.Result{
		ID: s.ID, Group: s.Group, Title: s.Title, Sources: s.sourceNames(),
		Observations: make([]report.Observation, 0, len(s.Cases)),
	}
	sum := sha256.New()
	for _, c := range s.Cases {
		o, digest := r.limited(s, c)
		if r.Settings != (report.Settings{}) {
			o = r.apart(s, c, o)
		}
		out.Observations = append(out.Observations, o)
		fmt.Fprintf(sum, "%s\x00%s\x00", c.Name, digest)
	}
	out.Verdict = report.Worst(out.Observations)
	out.Digest = hex.EncodeToString(sum.Sum(nil))
	out.RealNS = time.Since(began).Nanoseconds()
	return out
}

// observe runs one case in a network of its own and judges what it observes.
func (r Runner) observe(s Scenario, c Case) (report.Observation, string) {
	o := report.Observation{Case: c.Name}
	l, err := lab.Open(lab.Config{
		Name: s.ID + " " + c.Name, Target: r.Target, Prepare: r.prepare,
		Options: slices.Concat([]fixture.Option{fixture.Seed(r.Seed)}, hostOptions(r.Settings), r.Options),
	})
	if err != nil {
		o.Verdict, o.Reason = report.Error, err.Error()
		return o, ""
	}
	o.Observed, err = l.Run(c.told)
	o.VirtualNS = l.Elapsed().Nanoseconds()
	digest := l.Timeline().Digest()
	err = errors.Join(err, l.Close())
	w, _ := r.Profile.Expected(s.ID, c.Name)
	o.Expected = w.Observed
	o.Verdict, o.Reason = r.Profile.Judge(s.ID, c.Name, o.Observed)
	if err != nil {
		o.Verdict, o.Reason = report.Error, err.Error()
	}
	if o.Verdict != report.Holds || r.Timelines {
		o.Timeline = l.Timeline().String()
	}
	return o, digest
}

// NetstackTarget returns the TCP that scenarios are about: hosts of package
// fixture, which run gVisor's netstack. With it all cases run.
func NetstackTarget() target.TCP { return lab.Netstack() }
