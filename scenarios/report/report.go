// Package report has the results of a run of scenarios: the observations, the expected
// results and the verdicts. It reads and writes reports as JSON, and compares two of
// them. It runs nothing, and needs no network stack.
package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// Schema is the version of the JSON form of a Report. It goes up when the meaning of
// a member changes or a member goes. A new member does not raise it, as readers ignore
// those that they do not know.
const Schema = 1

// Report is the outcome of a run.
type Report struct {
	Schema int `json:"schema"`
	Versions
	// Profile is the name of the profile that the observations were compared
	// with, and Seed what the networks' random choices derived from.
	Profile string `json:"profile"`
	Seed    uint64 `json:"seed"`
	// Settings are what hosts were set to, absent in JSON if nothing was.
	Settings  Settings `json:"settings,omitzero"`
	Scenarios []Result `json:"scenarios"`
	// Policy is the policy that the command was run with, nil without one. Profile
	// then names all profiles, and each Result its own profile and settings.
	Policy *Policy `json:"policy,omitempty"`
}

// Result is the outcome of one scenario.
type Result struct {
	ID    string `json:"id"`
	Group string `json:"group"`
	Title string `json:"title"`
	// Sources are those of the scenario, as Source.String prints them.
	Sources []string `json:"sources"`
	// Profile and Settings are what the scenario was held against and run with in a
	// run with a policy, empty otherwise: then those of the report hold for all.
	Profile  string   `json:"profile,omitempty"`
	Settings Settings `json:"settings,omitzero"`
	// Verdict is the worst of its observations' verdicts.
	Verdict Verdict `json:"verdict"`
	// Digest is a SHA-256, in hexadecimal, over the timelines of the cases.
	Digest string `json:"digest"`
	// RealNS is how long the scenario took, in nanoseconds. It is the one part
	// of a report that differs from run to run.
	RealNS       int64         `json:"real_ns"`
	Observations []Observation `json:"observations"`
}

// Observation is the outcome of one case.
type Observation struct {
	Case     string `json:"case"`
	Observed string `json:"observed"`
	// Expected is what the profile expects.
	Expected string  `json:"expected"`
	Verdict  Verdict `json:"verdict"`
	// Reason says why the verdict is Diverges, Open or Error, and of Fails more than
	// the difference if there is more to say. It may have several lines. It is empty
	// if the verdict is Holds.
	Reason string `json:"reason,omitempty"`
	// VirtualNS is how much virtual time passed, in nanoseconds.
	VirtualNS int64 `json:"virtual_ns"`
	// Changed tells that the run's settings made the observation what it is: with
	// default settings it is another, so that the verdict is Open.
	Changed bool `json:"changed,omitempty"`
	// Accepted is the acceptance of the difference in a policy; nil if there is none.
	Accepted *Acceptance `json:"accepted,omitempty"`

	// Timeline is the timeline of the case as text. It is empty if the verdict is Holds,
	// unless the runner keeps Timelines.
	Timeline string `json:"-"`
}

// Verdict is the worst of the scenarios' verdicts.
func (r Report) Verdict() Verdict {
	v := Holds
	for _, s := range r.Scenarios {
		v = worse(v, s.Verdict)
	}
	return v
}

// Count returns how many scenarios have the given verdict.
func (r Report) Count(v Verdict) int {
	n := 0
	for _, s := range r.Scenarios {
		if s.Verdict == v {
			n++
		}
	}
	return n
}

// WriteJSON writes the report as indented JSON. Its errors are those of w.
func (r Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Explain writes what is known of an observation that does not hold.
func (o Observation) Explain(w io.Writer) {
	fmt.Fprintf(w, "%s: observed %q, expected %q\n", o.Case, o.Observed, o.Expected)
	if o.Reason != "" {
		fmt.Fprintf(w, "%s\n", o.Reason)
	}
	io.WriteString(w, o.Timeline)
}
