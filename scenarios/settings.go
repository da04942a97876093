package scenarios

import (
	"fmt"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/scenarios/report"
)

// hostOptions returns the settings as options of a network.
func hostOptions(s report.Settings) (out []fixture.Option) {
	if s.TimeWait != nil {
		out = append(out, fixture.TimeWaitTimeout(*s.TimeWait))
	}
	if s.PortRange != nil {
		out = append(out, fixture.PortRange(int(s.PortRange.First), int(s.PortRange.Last)))
	}
	if s.TimeWaitReuse != nil {
		out = append(out, fixture.TimeWaitReuse(fixture.Reuse(*s.TimeWaitReuse)))
	}
	return out
}

// Validate returns an error if the Settings are invalid, for example a negative
// TimeWait or a port range that begins with 0, or if the Shard is invalid. It does not
// check the Runner's other fields.
func (r Runner) Validate() error {
	if err := r.Shard.Validate(); err != nil {
		return fmt.Errorf("scenarios: %w", err)
	}
	n, err := fixture.Open(hostOptions(r.Settings)...)
	if err != nil {
		return fmt.Errorf("scenarios: settings %s: %w", r.Settings, err)
	}
	return n.Close()
}

// apart runs a case again with default settings, which the profiles describe. If the
// observation then differs, the verdict is Open: agreement with a profile would be an
// accident. For example, a RST that arrives when TIME-WAIT expires only appears to have
// ended it.
func (r Runner) apart(s Scenario, c Case, o report.Observation) report.Observation {
	plain := r
	plain.Settings, plain.Timelines = report.Settings{}, false
	d, _ := plain.limited(s, c)
	if d.Observed == o.Observed && (d.Verdict == report.Error) == (o.Verdict == report.Error) {
		return o
	}
	if o.Verdict == report.Error {
		o.Reason = fmt.Sprintf("with %s the case cannot be observed: %s", r.Settings, o.Reason)
	} else {
		o.Reason = fmt.Sprintf("with default settings, which the profile describes, it is %q", d.Observed)
	}
	o.Changed, o.Verdict, o.Expected = true, report.Open, ""
	return o
}
