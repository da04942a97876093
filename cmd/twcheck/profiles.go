package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
)

// profilesCommand is twcheck profiles.
type profilesCommand struct {
	Name   string `arg:"" optional:"" complete:"profiles" help:"Profile to list. Default: all, in short."`
	Format string `enum:"text,json,markdown" default:"text" placeholder:"text|json|markdown" help:"Output format: text, json or markdown."`
	// A page of its own: the tables of all profiles together are long.
	Differences bool `help:"List only where netstack is known to differ from the profile, by group and reason, and what each entry rests on. Not with json."`
}

// Run implements the command.
func (c *profilesCommand) Run(s *session) error {
	list := profile.All()
	switch c.Name {
	case "":
	case profile.Bare().Name:
		list = []profile.Profile{profile.Bare()}
	default:
		p, err := profile.Named(c.Name)
		if err != nil {
			return usageError{err}
		}
		list = []profile.Profile{p}
	}
	if c.Differences {
		if c.Name == "" || c.Format == "json" {
			return usageError{errors.New("profiles: --differences needs the name of one profile, and has the formats text and markdown")}
		}
		if c.Format == "markdown" {
			differencesMarkdown(s.out, list[0])
		} else {
			differencesText(s.out, list[0])
		}
		return nil
	}
	switch {
	case c.Format == "json":
		return profilesJSON(s, list)
	case c.Format == "markdown" && c.Name == profile.Bare().Name:
		bareMarkdown(s)
		return nil
	case c.Format == "markdown":
		profilesMarkdown(s, list)
		return nil
	}
	p := printer{s.out, s.colour}
	t := p.table()
	p.row(t, "PROFILE", "SCENARIOS", "CASES", "NETSTACK DIFFERS", "OF")
	for _, x := range list {
		p.row(t, x.Name, strconv.Itoa(len(x.Expects)), strconv.Itoa(wants(x)), strconv.Itoa(len(differences(x))), x.Of)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if c.Name == "" {
		return nil
	}
	for _, e := range list[0].Expects {
		fmt.Fprintf(s.out, "\n%s (%s)\n", e.Scenario, sourceOf(e))
		for _, w := range e.Cases {
			fmt.Fprintf(s.out, "  %s → %s\n", w.Case, w.Observed)
			if w.Known != "" {
				fmt.Fprintf(s.out, "    netstack: %s (%s)\n", w.Known, w.Reason)
			}
			if w.Unmeasured != "" {
				fmt.Fprintf(s.out, "    not by the run: %s\n", w.Unmeasured)
			}
		}
		for _, u := range e.Unmeasured {
			fmt.Fprintf(s.out, "  %s is open: %s\n", u.Case, u.Reason)
		}
		if e.Open != "" {
			fmt.Fprintf(s.out, "  other cases are open: %s\n", e.Open)
		}
	}
	return nil
}

// wants counts the expectations of a profile.
func wants(p profile.Profile) (n int) {
	for _, e := range p.Expects {
		n += len(e.Cases)
	}
	return n
}

// difference is a case with a known difference between netstack and a profile.
type difference struct {
	scenario string
	source   string
	want     profile.Want
}

func differences(p profile.Profile) (out []difference) {
	for _, e := range p.Expects {
		for _, w := range e.Cases {
			if w.Known != "" {
				out = append(out, difference{e.Scenario, e.Source, w})
			}
		}
	}
	return out
}

// profileJSON is the JSON form of a profile.
type profileJSON struct {
	Name    string            `json:"name"`
	Of      string            `json:"of"`
	Silent  string            `json:"silent,omitempty"`
	Expects []expectationJSON `json:"expects"`
}

type expectationJSON struct {
	Scenario string `json:"scenario"`
	Source   string `json:"source"`
	// MeasuredOn, Besides and Unmeasured are those of profile.Expectation.
	MeasuredOn string           `json:"measured_on,omitempty"`
	Besides    string           `json:"besides,omitempty"`
	Unmeasured []unmeasuredJSON `json:"unmeasured,omitempty"`
	Silent     string           `json:"silent,omitempty"`
	Cases      []wantJSON       `json:"cases"`
}

// unmeasuredJSON is a case without an expectation that a run could not observe.
type unmeasuredJSON struct {
	Case   string `json:"case"`
	Reason string `json:"reason"`
}

type wantJSON struct {
	Case     string `json:"case"`
	Expected string `json:"expected"`
	Netstack string `json:"netstack,omitempty"`
	Reason   string `json:"reason,omitempty"`
	// Unmeasured is the reason why the run could not observe the case.
	Unmeasured string `json:"unmeasured,omitempty"`
}

func profilesJSON(s *session, list []profile.Profile) error {
	out := make([]profileJSON, 0, len(list))
	for _, p := range list {
		x := profileJSON{Name: p.Name, Of: p.Of, Silent: p.Open, Expects: []expectationJSON{}}
		for _, e := range p.Expects {
			y := expectationJSON{Scenario: e.Scenario, Source: e.Source, MeasuredOn: e.MeasuredOn, Besides: e.Besides, Silent: e.Open, Cases: []wantJSON{}}
			for _, u := range e.Unmeasured {
				y.Unmeasured = append(y.Unmeasured, unmeasuredJSON(u))
			}
			for _, w := range e.Cases {
				y.Cases = append(y.Cases, wantJSON{w.Case, w.Observed, w.Known, w.Reason, w.Unmeasured})
			}
			x.Expects = append(x.Expects, y)
		}
		out = append(out, x)
	}
	return report.WriteJSON(s.out, out)
}

// profilesMarkdown is the page docs/profiles.md.
func profilesMarkdown(s *session, list []profile.Profile) {
	fmt.Fprint(s.out, `# The profiles

<!-- Generated by "go generate ./cmd/twcheck" from the catalogue in scenarios/. Do not edit. -->

A profile states the behaviour that a system has, or that a document requires. "twcheck run --profile linux" compares netstack
with the known behaviour of Linux. Without --profile, twcheck compares netstack with the known behaviour of one netstack
version, so any change fails. A case without an expectation is "open". A documented difference is reported as "diverges" and
does not fail the run. An undocumented difference fails it.

Only C-02 is about the length of 2 MSL: 4 minutes by RFC 9293, and 1 minute in netstack and Linux. In the other scenarios of the
profile rfc9293 "1m0s" stands for an undisturbed 2 MSL, and "1m30s" for a 2 MSL that restarted after 30 s.

A source names the clause, the function or the measurement behind the expectations. The command "twcheck expect --target linux"
runs the cases on the kernel of a machine and writes what it observes into the profile linux. What it could not observe rests on
the source that follows "besides", such as sockets and hand-made segments on that kernel, or is open for the reason that the
file of the case names.

| profile | of | scenarios | cases | netstack differs in |
|---|---|---|---|---|
`)
	for _, p := range list {
		fmt.Fprintf(s.out, "| %s | %s | %d | %d | %d |\n", p.Name, cell(p.Of), len(p.Expects), wants(p), len(differences(p)))
	}
	for _, p := range list {
		if p.Name == profile.Linux().Name {
			fmt.Fprintf(s.out, "\n## Where netstack differs from %s\n\n[Another page](netstack-against-linux.md) lists the cases by group and reason.\n", p.Name)
		} else if d := differences(p); len(d) > 0 {
			fmt.Fprintf(s.out, "\n## Where netstack differs from %s\n\n| scenario | case | %s | netstack | why |\n|---|---|---|---|---|\n", p.Name, p.Name)
			for _, x := range d {
				fmt.Fprintf(s.out, "| %s | %s | %s | %s | %s |\n", x.scenario, cell(x.want.Case), cell(x.want.Observed), cell(x.want.Known), cell(x.want.Reason))
			}
		}
	}
	fmt.Fprint(s.out, "\n## Sources\n")
	for _, p := range list {
		fmt.Fprintf(s.out, "\n### %s\n\n", p.Name)
		if p.Open != "" {
			fmt.Fprintf(s.out, "Scenarios that are not in the table are open: %s.\n\n", strings.TrimSuffix(p.Open, "."))
		}
		fmt.Fprint(s.out, "| scenario | cases | source | open |\n|---|---|---|---|\n")
		for _, e := range slices.SortedFunc(slices.Values(p.Expects), byScenario) {
			fmt.Fprintf(s.out, "| %s | %d | %s | %s |\n", e.Scenario, len(e.Cases), cell(sourceOf(e)), cell(openOf(e)))
		}
	}
}

func byScenario(a, b profile.Expectation) int { return strings.Compare(a.Scenario, b.Scenario) }

// sourceOf returns the sources of the expectations of a scenario.
func sourceOf(e profile.Expectation) string {
	if e.Besides == "" {
		return e.Source
	}
	return e.Source + "; besides: " + e.Besides
}

// openOf returns why cases of a scenario are open, "" if none is.
func openOf(e profile.Expectation) string {
	if n := len(e.Unmeasured); n > 0 {
		return plural(n, "case") + " could not be run"
	}
	return e.Open
}
