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

// DefaultSeed is the seed of a run without an explicit seed. The digests depend on the
// seed; observations do not.
const DefaultSeed = 1

// Runner configures how scenarios run. The zero value compares with the profile
// netstack and uses seed 0, which is a valid seed.
type Runner struct {
	// Profile is the profile to compare with. The zero value selects profile.Netstack.
	Profile profile.Profile
	// Seed is the source of all random choices. Every value is valid.
	Seed uint64
	// Settings apply to every host that a scenario does not configure. Each report
	// records them. Profiles describe hosts with default settings, so an observation
	// that the Settings change has the verdict report.Open. Validate checks them.
	Settings report.Settings
	// Options configure every network, and so every host that a scenario does not
	// configure. Use them to see how a setting changes observations: with
	// fixture.TimeWaitTimeout(30*time.Second) C-02 fails. The report does not record
	// them. An invalid option gives every case the verdict report.Error.
	Options []fixture.Option
	// Target is the TCP under test. nil selects NetstackTarget. Any other target runs the
	// cases that it can, and the report lists the others: without a target.Machine those
	// of two hosts.
	Target target.TCP
	// Timelines keeps the timeline of every case. By default a report has only the
	// timelines of cases whose verdict is not report.Holds.
	Timelines bool
	// Shard is the part of the scenarios that Run runs: with Shard{2, 4} the second of
	// four. It suits a Target that takes real time. Each report records it. The zero
	// value is the whole. An invalid Shard gives every case the verdict report.Error.
	Shard report.Shard
	// FailFast ends the run after the first scenario with the verdict report.Fails or
	// report.Error.
	FailFast bool
	// CaseTimeout is the time limit of a case, in real time. A case that exceeds it is
	// abandoned with the verdict report.Error, and the run continues. 0 selects
	// DefaultCaseTimeout. A negative value means no limit, which suits a debugger. In a
	// testing/synctest bubble there is no limit.
	CaseTimeout time.Duration
	// Begin is called before each scenario if it is not nil, on netstack.
	Begin func(Scenario)
	// Parallel is the number of cases that run side by side on a Target other than
	// netstack, where they take real time. 0 and 1 run one after the other. Netstack's
	// cases take no time, and always do.
	Parallel int
	// Limit is the longest time that a case on a Target other than netstack may let pass.
	// The report lists the cases that would take longer. 0 means no limit.
	Limit time.Duration
	// Ended is called after each case on a Target other than netstack if it is not nil,
	// with the numbers of ended cases and of all. Its calls do not overlap.
	Ended func(ended, all int)

	// Stop ends a run on a Target other than netstack when it is closed. The report lists the
	// cases that have not ended as left out. nil never ends it.
	Stop <-chan struct{}

	// waits is called when a case first waits in real time, if it is not nil.
	waits func()
	// prepare is called with every network before its case starts, if it is not nil.
	prepare func(*fixture.Network)
}

// Run runs the scenarios one after the other and returns the report. It does not return
// errors: a case that cannot be observed has the verdict report.Error in the report.
// Run panics if a case panics. Without scenarios the report is empty and its verdict is
// report.Holds.
func (r Runner) Run(list ...Scenario) report.Report {
	if r.Profile.Name == "" {
		r.Profile = profile.Netstack()
	}
	if r.Target == nil {
		r.Target = lab.Netstack()
	}
	list = report.PartOf(r.Shard, list)
	out := report.Report{
		Schema: report.Schema, Versions: report.BuildVersions(), Profile: r.Profile.Name, Seed: r.Seed,
		Settings: r.Settings, Shard: r.Shard, Scenarios: make([]report.Result, 0, len(list)),
	}
	if r.Target != lab.Netstack() {
		out.Target = r.Target.Name()
	}
	if !lab.IsNetstack(r.Target) {
		r.elsewhere(&out, list)
		return out
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

// observe runs one case in its own network and compares the observation with the
// profile.
func (r Runner) observe(s Scenario, c Case) (report.Observation, string) {
	o := report.Observation{Case: c.Name}
	if err := r.Shard.Validate(); err != nil {
		o.Verdict, o.Reason = report.Error, err.Error()
		return o, ""
	}
	l, err := lab.Open(lab.Config{
		Name: s.ID + " " + c.Name, Target: r.Target, Prepare: r.prepare, Limit: r.Limit, Waits: r.waits,
		Options: slices.Concat([]fixture.Option{fixture.Seed(r.Seed)}, hostOptions(r.Settings), r.Options),
	})
	if err != nil {
		o.Verdict, o.Reason = report.Error, err.Error()
		return o, ""
	}
	o.Observed, err = l.Run(c.told)
	o.VirtualNS = l.Elapsed().Nanoseconds()
	digest := l.Timeline().Digest()
	if closed := l.Close(); !errors.Is(err, target.ErrUnable) { // what such a case left unread says nothing
		err = errors.Join(err, closed)
	}
	w, _ := r.Profile.Expected(s.ID, c.Name)
	o.Expected = w.Observed
	o.Verdict, o.Reason = r.Profile.Judge(s.ID, c.Name, r.inWordsOf(w, c, o.Observed))
	o.Late = l.Late()
	if err != nil {
		o.Verdict, o.Reason = report.Error, err.Error()
		o.Unable, o.TooLong = errors.Is(err, target.ErrUnable), lab.TooLong(err)
	}
	if o.Verdict != report.Holds || r.Timelines {
		o.Timeline = l.Timeline().String()
	}
	return o, digest
}

// inWordsOf returns an observation with the durations that the profile has, if those are
// the same at the granularity of a machine: a profile may have them more exactly.
func (r Runner) inWordsOf(w profile.Want, c Case, observed string) string {
	if lab.IsNetstack(r.Target) {
		return observed
	}
	for _, known := range []string{w.Observed, w.Known} {
		if known != "" && c.Alike(known, observed) {
			return known
		}
	}
	return observed
}

// NetstackTarget returns the default target: hosts of package fixture, which run
// gVisor's netstack. It runs all cases.
func NetstackTarget() target.TCP { return lab.Netstack() }

// BareTarget returns netstack with its own defaults (fixture.NetstackDefaults) in place of
// those of a fixture.Host. It runs all cases. profile.Bare describes it.
func BareTarget() target.TCP { return lab.Bare() }
