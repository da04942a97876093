// Package report has the results of a run: observations, expectations and verdicts. It
// reads and writes reports as JSON and compares two of them. It runs nothing and
// imports no network stack.
package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Schema is the version of the JSON form of a Report. It increases when a member is
// removed or changes its meaning. A new member does not increase it, because readers
// ignore unknown members.
const Schema = 1

// Report is the outcome of a run.
type Report struct {
	Schema int `json:"schema"`
	Versions
	// Profile is the name of the profile that the run compared with. Seed is the source
	// of all random choices.
	Profile string `json:"profile"`
	Seed    uint64 `json:"seed"`
	// Settings are the settings of the hosts. JSON omits them if nothing is set.
	Settings Settings `json:"settings,omitzero"`
	// Shard is the part of a run that this report is about. JSON omits it for a whole
	// run.
	Shard Shard `json:"shard,omitzero"`
	// Target is the name and version of the TCP under test. JSON omits it for netstack
	// with the settings of a fixture.Host.
	Target string `json:"target,omitempty"`
	// LeftOut are the cases that the target could not run.
	LeftOut   []LeftOut `json:"left_out,omitempty"`
	Scenarios []Result  `json:"scenarios"`
	// Policy describes the policy of the run, nil without one. With a policy, Profile
	// names all profiles, and each Result has its own profile and settings.
	Policy *Policy `json:"policy,omitempty"`
	// Judgement is the outcome of the run as a whole. It is nil in a report that nobody
	// judged, such as a baseline.
	Judgement *Judgement `json:"judgement,omitempty"`
}

// LeftOut is a case that the target could not run.
type LeftOut struct {
	Scenario string `json:"scenario"`
	Case     string `json:"case"`
	// Reason is an error of the case: it asks for what the target has not, or takes more
	// real time than it may.
	Reason string `json:"reason"`
	// TooLong reports that only the time was missing: a run that may take longer can
	// observe the case.
	TooLong bool `json:"too_long,omitempty"`
}

// Result is the result of one scenario.
type Result struct {
	ID    string `json:"id"`
	Group string `json:"group"`
	Title string `json:"title"`
	// Sources are the sources of the scenario, as Source.String of package sources
	// returns them.
	Sources []string `json:"sources"`
	// Profile and Settings are those of the scenario in a run with a policy. Without a
	// policy they are empty, and the report's own apply.
	Profile  string   `json:"profile,omitempty"`
	Settings Settings `json:"settings,omitzero"`
	// Line is the line of the requirement in the policy's file, counted from 1. It is 0
	// without a policy.
	Line int `json:"line,omitempty"`
	// Verdict is the worst verdict of the observations.
	Verdict Verdict `json:"verdict"`
	// Digest is a SHA-256, in hexadecimal, of the timelines of the cases.
	Digest string `json:"digest"`
	// RealNS is the real time of the scenario in nanoseconds. Only this member of a
	// report differs between equal runs.
	RealNS       int64         `json:"real_ns"`
	Observations []Observation `json:"observations"`
}

// Observation is the result of one case.
type Observation struct {
	Case     string `json:"case"`
	Observed string `json:"observed"`
	// Expected is the expected observation of the profile. It is empty if the profile
	// expects nothing.
	Expected string  `json:"expected"`
	Verdict  Verdict `json:"verdict"`
	// Reason explains the verdicts Diverges, Open and Error. For Fails it has
	// additional information, if there is any. It may have several lines. It is empty
	// if the verdict is Holds.
	Reason string `json:"reason,omitempty"`
	// VirtualNS is the virtual time of the case in nanoseconds.
	VirtualNS int64 `json:"virtual_ns"`
	// Changed reports that the run's settings changed the observation: default settings
	// give another one. The verdict is then Open.
	Changed bool `json:"changed,omitempty"`
	// Accepted is the policy's acceptance of the difference, nil if there is none.
	Accepted *Acceptance `json:"accepted,omitempty"`

	// Unable reports that the target cannot run the case, as Reason says. No report has
	// such an Observation; see Report.LeftOut.
	Unable bool `json:"-"`
	// TooLong is LeftOut.TooLong of such a case.
	TooLong bool `json:"-"`
	// Late is the most that the program was late with anything that the case asked of a
	// target whose clock is real time.
	Late time.Duration `json:"-"`

	// Timeline is the timeline of the case as text. It is empty if the verdict is
	// Holds, unless Runner.Timelines is set. JSON does not contain it.
	Timeline string `json:"-"`
}

// Verdict returns the verdict of the Judgement. A report without one is judged by its
// scenarios: their worst verdict, and Holds without scenarios.
func (r Report) Verdict() Verdict {
	if r.Judgement != nil {
		return r.Judgement.Verdict
	}
	return Judge(r, nil).Verdict
}

// Count returns the number of scenarios with the given verdict.
func (r Report) Count(v Verdict) int {
	n := 0
	for _, s := range r.Scenarios {
		if s.Verdict == v {
			n++
		}
	}
	return n
}

// WriteJSON writes the report as indented JSON. It returns the error of w, if any.
func (r Report) WriteJSON(w io.Writer) error { return WriteJSON(w, r) }

// WriteJSON writes a value as indented JSON, as it writes a report: characters that a
// terminal or a CI system would act on are escaped. It returns the error of w, or of
// package json.
func WriteJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(visibleJSON(b.Bytes()))
	return err
}

// Explain writes the observation with its expectation, reason and timeline. It ignores
// errors of w.
func (o Observation) Explain(w io.Writer) {
	fmt.Fprintf(w, "%s\n", VisibleLine(fmt.Sprintf("%s: observed %q, expected %q", o.Case, o.Observed, o.Expected)))
	if o.Reason != "" {
		fmt.Fprintf(w, "%s\n", Visible(o.Reason))
	}
	io.WriteString(w, Visible(o.Timeline))
}
