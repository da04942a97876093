package report

import "fmt"

// Failure is an observation for which a run does not pass: its verdict is Fails or
// Error.
type Failure struct {
	// Scenario is its id, and Profile and Settings are what it was compared with and
	// run with.
	Scenario string
	Profile  string
	Settings Settings
	Observation
}

// Failures lists the observations for which the run does not pass, in the order of the
// report. A scenario that observes nothing is one too, without the name of a case.
func (r Report) Failures() (out []Failure) {
	for _, s := range r.Scenarios {
		f := Failure{Scenario: s.ID, Profile: r.Profile, Settings: r.Settings}
		if s.Profile != "" {
			f.Profile, f.Settings = s.Profile, s.Settings
		}
		for _, o := range s.Observations {
			if !o.Verdict.OK() {
				f.Observation = o
				out = append(out, f)
			}
		}
		if len(s.Observations) == 0 {
			f.Observation = Observation{Verdict: Error, Reason: "it observes nothing"}
			out = append(out, f)
		}
	}
	return out
}

// Again is the command that shows the case again, with the seed of the report.
func (f Failure) Again(seed uint64) string {
	text := fmt.Sprintf("twcheck explain %s --case %q --seed %d", f.Scenario, f.Case, seed)
	if set := f.Settings.String(); set != "" {
		text += " " + set
	}
	return text
}
