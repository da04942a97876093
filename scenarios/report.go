package scenarios

import (
	"encoding/json"
	"io"
)

// Schema is the version of the JSON form of a Report.
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

// Policy is what a report says of a policy, which the command reads from a file.
type Policy struct {
	// File is its name, as it was given.
	File string `json:"file"`
	// Today is the day on which it was applied, such as 2027-03-01.
	Today string `json:"today"`
	// Unneeded are the acceptances of differences that there were not.
	Unneeded []Unneeded `json:"unneeded,omitempty"`
	// Ending are the acceptances that are needed and end soon: in 30 days or less.
	Ending []Ending `json:"ending,omitempty"`
	// Silent are the scenarios that are required and cannot fail.
	Silent []Silent `json:"silent,omitempty"`
}

// Unneeded is an acceptance in a policy, or the part of it, that met no difference.
type Unneeded struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	// Cases are the patterns of cases that hold, "*" for the whole scenario.
	Cases   []string `json:"cases"`
	Because string   `json:"because"`
	// Until is its last day, empty for always, and Expired says that it has passed.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is where it stands in the file, counted from 1.
	Line int `json:"line"`
}

// Ending is an acceptance in a policy that meets a difference, which soon will fail.
type Ending struct {
	Scenario string `json:"scenario"`
	Profile  string `json:"profile"`
	Because  string `json:"because"`
	// Until is the last day, such as 2027-03-01.
	Until string `json:"until"`
	// Line is where it stands in the file, counted from 1.
	Line int `json:"line"`
}

// Silent are scenarios that a policy requires to hold against a profile that says
// nothing of them.
type Silent struct {
	Profile string `json:"profile"`
	// Scenarios are their ids.
	Scenarios []string `json:"scenarios"`
	// Line is where the requirement stands in the file, counted from 1.
	Line int `json:"line"`
}

// Acceptance is why a policy accepts a difference.
type Acceptance struct {
	Because string `json:"because"`
	// Until is the last day on which it does, empty for always. After it the verdict
	// is Fails, and Expired set.
	Until   string `json:"until,omitempty"`
	Expired bool   `json:"expired,omitempty"`
	// Line is where it stands in the policy's file, counted from 1.
	Line int `json:"line"`
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
	// VirtualNS is how much virtual time passed, in nanoseconds.
	VirtualNS int64 `json:"virtual_ns"`
	// Changed tells that the run's settings made the observation what it is: with
	// default settings it is another, so that the verdict is Open.
	Changed bool `json:"changed,omitempty"`
	// Accepted is the acceptance of the difference in a policy; nil if there is none.
	Accepted *Acceptance `json:"accepted,omitempty"`

	// Detail says more where the verdict is not Holds: why the two diverge, or
	// what went wrong.
	Detail string `json:"-"`
	// Timeline is what happened, as text, where the verdict is not Holds.
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

// WriteJSON writes the report as indented JSON.
func (r Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
