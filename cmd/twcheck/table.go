package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// printer prints reports as text for people.
type printer struct {
	out    *bytes.Buffer
	colour bool
}

// report prints a table of the scenarios, the unexpected observations, a summary, and
// what the judgement adds to them. The table is as wide as its longest title.
func (p printer) report(r report.Report, verbose bool) error {
	return p.reportWithin(whole, r, verbose)
}

// reportWithin is like report, with a table of at most width columns, where titles end
// with … if they are cut. All other cells are whole in any width.
func (p printer) reportWithin(width int, r report.Report, verbose bool) error {
	r = r.Visible()
	var virtual, real time.Duration
	var observed int
	head := []string{"ID", "VERDICT", "HOLD", "VIRTUAL", "REAL", "BEHAVIOUR"}
	if r.Policy != nil {
		head = slices.Insert(head, 1, "PROFILE")
	}
	verdict := slices.Index(head, "VERDICT")
	rows := [][]string{head}
	colour := []string{""}
	for _, s := range r.Scenarios {
		v := virtualTime(s)
		virtual += v
		real += time.Duration(s.RealNS)
		observed += len(s.Observations)
		cells := []string{s.ID, string(s.Verdict), fmt.Sprintf("%d/%d", held(s), len(s.Observations)),
			v.String(), shortReal(s.RealNS), s.Title}
		if r.Policy != nil {
			cells = slices.Insert(cells, 1, s.Profile)
		}
		rows, colour = append(rows, cells), append(colour, colours[s.Verdict])
	}
	fit(rows, width)
	t := p.table()
	for i, cells := range rows {
		cells[verdict] = p.paint(colour[i], cells[verdict])
		p.row(t, cells...)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, s := range r.Scenarios {
		if verbose {
			if err := p.observations(s); err != nil {
				return err
			}
		}
		if len(s.Observations) == 0 {
			fmt.Fprintf(p.out, "\n%s %s: it %s\n", against(s), p.verdict(s.Verdict), noObservations)
		}
		p.unexpected(s, verbose)
	}
	for i, m := range r.Policy.Remarks() {
		if i == 0 {
			fmt.Fprintln(p.out)
		}
		fmt.Fprintln(p.out, m.Text)
	}
	p.leftOut(r.LeftOut, r.Target, verbose)
	fmt.Fprintf(p.out, "\n%s, %s: %s of virtual time in %s.\n", plural(len(r.Scenarios), "scenario"),
		plural(observed, "observation"), virtual, shortReal(real.Nanoseconds()))
	fmt.Fprintf(p.out, "%s.\n", p.summary(r))
	for _, line := range extent(r) {
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintf(p.out, "twcheck %s, %s, %s, profile %s, seed %d%s\n", r.Twcheck, underTest(r), r.Go, r.Profile, r.Seed, described(r))
	p.judgement(r)
	return nil
}

// judgement prints the comparison with a baseline, and why a run does not pass.
func (p printer) judgement(r report.Report) {
	j := r.Judgement
	if j == nil {
		return
	}
	if j.Baseline != nil {
		of := ""
		if j.Baseline.GVisor != r.GVisor {
			of = ", gVisor " + version(j.Baseline.GVisor)
		}
		fmt.Fprintf(p.out, "\nCompared with %s%s:\n", j.Baseline.File, of)
		p.changes(j.Baseline.Changes)
		if j.Baseline.NotRun > 0 {
			fmt.Fprintf(p.out, "%s.\n", notRun(*j.Baseline))
		}
		p.news(*j.Baseline)
	}
	if !j.Verdict.OK() {
		why := strings.TrimPrefix(j.String(), string(j.Verdict))
		fmt.Fprintf(p.out, "\nThe run %s%s.\n", p.paint(colours[j.Verdict], judged[j.Verdict]), why)
	}
}

// judged says what a run with a verdict does.
var judged = map[report.Verdict]string{report.Fails: "fails", report.Error: "is broken"}

// observations prints all observations of one scenario.
func (p printer) observations(s report.Result) error {
	fmt.Fprintf(p.out, "\n%s %s\n", against(s), s.Title)
	t := p.table()
	for _, o := range s.Observations {
		p.row(t, "  "+p.verdict(o.Verdict), time.Duration(o.VirtualNS).String(), o.Case+" → "+o.Observed)
	}
	return t.Flush()
}

// unexpected prints the unexpected observations of one scenario.
func (p printer) unexpected(s report.Result, verbose bool) {
	for _, o := range s.Observations {
		if o.Verdict == report.Holds || o.Verdict == report.Open && !verbose {
			continue
		}
		fmt.Fprintf(p.out, "\n%s %s: %s\n", against(s), p.verdict(o.Verdict), o.Case)
		fmt.Fprintf(p.out, "  observed: %s\n", o.Observed)
		if o.Verdict != report.Open {
			fmt.Fprintf(p.out, "  expected: %s\n", o.Expected)
		}
		if o.Reason != "" {
			fmt.Fprintf(p.out, "  %s\n", indent(o.Reason))
		}
		if verbose && o.Timeline != "" {
			fmt.Fprintf(p.out, "  %s\n", indent(strings.TrimSuffix(o.Timeline, "\n")))
		}
	}
}

// against returns the name of a scenario in a report, with its own profile and settings
// if it has any.
func against(s report.Result) string {
	out := s.ID
	if s.Profile != "" {
		out += " (" + s.Profile + named(s.Settings) + ")"
	}
	return out
}

// described returns the part of a line that names the policy or the settings of a run,
// and its shard.
func described(r report.Report) string {
	if r.Policy != nil {
		return fmt.Sprintf(", policy %s on %s", r.Policy.File, r.Policy.Today) + inPart(r)
	}
	return named(r.Settings) + inPart(r)
}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n  ") }

// summary counts the verdicts.
func (p printer) summary(r report.Report) string {
	var parts []string
	for _, v := range []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error} {
		if n := r.Count(v); n > 0 {
			what := counted[v]
			if v == report.Diverges && r.Policy != nil {
				what = "different and accepted"
			}
			parts = append(parts, fmt.Sprintf("%d %s", n, p.paint(colours[v], what)))
		}
	}
	if len(parts) == 0 {
		return whyEmpty(r)
	}
	return strings.Join(parts, ", ")
}

// known says what open and different mean in a run against another profile than
// netstack.
func known(r report.Report) string {
	_, err := profile.Named(r.Profile)
	if err != nil || r.Policy != nil || r.Profile == profile.Netstack().Name || r.Count(report.Open)+r.Count(report.Diverges) == 0 {
		return ""
	}
	return fmt.Sprintf("\"Open\": no measurement or document of %s covers the case. \"Different\": netstack is known to differ from %s there. Neither fails the run.", r.Profile, r.Profile)
}

// extent counts the observations that were not compared, and those that the settings
// changed.
func extent(r report.Report) (out []string) {
	all, open, changed := 0, 0, 0
	set := r.Settings != report.Settings{}
	for _, s := range r.Scenarios {
		set = set || s.Settings != report.Settings{}
		for _, o := range s.Observations {
			all++
			if o.Verdict == report.Open {
				open++
			}
			if o.Changed {
				changed++
			}
		}
	}
	if open > 0 {
		out = append(out, fmt.Sprintf("%d of %s compared. The profile leaves the others open (the command explain prints the reasons).", all-open, plural(all, "observation")))
	}
	if text := known(r); text != "" {
		out = append(out, text)
	}
	switch {
	case set && changed == 0:
		out = append(out, "The settings change no observation.")
	case set:
		out = append(out, fmt.Sprintf("The settings change %s, which no profile describes. A baseline records them.", plural(changed, "observation")))
	}
	return out
}

// counted describes scenarios with a verdict: "3 failed".
var counted = map[report.Verdict]string{
	report.Holds:    "as expected",
	report.Open:     "partly or fully open",
	report.Diverges: "different as documented",
	report.Fails:    "failed",
	report.Error:    "broken",
}

func (p printer) table() *tabwriter.Writer {
	return tabwriter.NewWriter(p.out, 0, 0, gap, ' ', 0)
}

// fit cuts the last cells of rows, so that a table has at most the given width.
func fit(rows [][]string, width int) {
	last := len(rows[0]) - 1
	for c := range last {
		widest := 0
		for _, cells := range rows {
			widest = max(widest, columns(cells[c]))
		}
		width -= widest + gap
	}
	for _, cells := range rows {
		cells[last] = cut(cells[last], width)
	}
}

// gap is the number of columns between two cells.
const gap = 2

func (p printer) row(w io.Writer, cells ...string) {
	fmt.Fprintln(w, strings.Join(cells, "\t"))
}

// held counts the observations that are as expected. An open one is compared with
// nothing, and an accepted or documented difference is not as expected.
func held(s report.Result) int {
	n := 0
	for _, o := range s.Observations {
		if o.Verdict == report.Holds {
			n++
		}
	}
	return n
}

func virtualTime(s report.Result) time.Duration {
	var d time.Duration
	for _, o := range s.Observations {
		d += time.Duration(o.VirtualNS)
	}
	return d
}

func shortReal(ns int64) string {
	return fmt.Sprintf("%.1fms", float64(ns)/1e6)
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
