package report

import "fmt"

// Failure is an observation with the verdict Fails or Error.
type Failure struct {
	// Scenario is the id of the scenario. Profile and Settings are those of its run.
	Scenario string
	Profile  string
	Settings Settings
	Observation
}

// Failures lists the observations with the verdict Fails or Error, in the order of the
// report. A scenario without observations is one failure, with an empty Case.
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
			f.Observation = Observation{Verdict: Error, Reason: "it has no observations"}
			out = append(out, f)
		}
	}
	return out
}

// Again returns the command line that repeats the case with the given seed. It works in
// a module that has twcheck as a tool, and in a checkout of twcheck.
func (f Failure) Again(seed uint64) string {
	text := fmt.Sprintf("go tool twcheck explain %s --case %q --seed %d", f.Scenario, f.Case, seed)
	if set := f.Settings.String(); set != "" {
		text += " " + set
	}
	return text
}
