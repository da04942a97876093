package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/profile/want"
	"github.com/twcheck/twcheck/scenarios/report"
)

// measured runs scenarios on the kernel and returns the changes of its column. A case that
// ended in an error is printed, and its scenario has no change; with -w it is an error. No
// changes and no error mean that the command ran again in a user namespace.
func (c *expectCommand) measured(s *session, files wantFiles, list []scenarios.Scenario) (changes []wantChange, broken bool, err error) {
	run, done, err := c.observations(s, list)
	if err != nil || done {
		return nil, false, err
	}
	if c.From != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(x scenarios.Scenario) bool { return !has(run, x.ID) })
	}
	changes = []wantChange{}
	for _, x := range list {
		seen, err := measurements(x, run)
		if err == nil {
			var change wantChange
			if change, err = measuredWant(files, x.ID, systemOf(run.Target), seen); err != nil {
				return nil, false, fmt.Errorf("expect: %w", err)
			}
			if !bytes.Equal(change.old, change.new) {
				changes = append(changes, change)
			}
			continue
		}
		if c.Write {
			return nil, false, err
		}
		fmt.Fprintf(s.err, "twcheck: %s\n", report.Visible(err.Error()))
		broken = true
	}
	return changes, broken, nil
}

// observations runs scenarios on the kernel, or reads the report of such a run.
func (c *expectCommand) observations(s *session, list []scenarios.Scenario) (run report.Report, done bool, err error) {
	if c.From != "" {
		if run, err = readReport(c.From); err != nil {
			return run, false, usageError{err}
		}
		if !realTime(run) {
			return run, false, usageError{fmt.Errorf("expect: %s is a report of netstack: want one of \"run --target linux --format json\"", shown(c.From))}
		}
		if !plainLine(run.Target) || !strings.HasPrefix(systemOf(run.Target), "Linux ") {
			return run, false, usageError{fmt.Errorf("expect: %s is a report of %q: want one of Linux", shown(c.From), run.Target)}
		}
		if !slices.ContainsFunc(list, func(x scenarios.Scenario) bool { return has(run, x.ID) }) {
			return run, false, usageError{fmt.Errorf("expect: %s says nothing of the scenarios that were asked for", shown(c.From))}
		}
		return run, false, nil
	}
	nothing := profile.Profile{Name: profile.Linux().Name, Open: "nothing is compared"}
	runner := scenarios.Runner{Profile: nothing, Seed: scenarios.DefaultSeed}
	release, done, err := c.elsewhere(s, "expect", &runner, casesOf(list))
	if err != nil || done {
		return run, done, err
	}
	run = runner.Run(list...)
	if interrupted(run) {
		return run, false, errors.New("expect: the run was interrupted")
	}
	if err := release(); err != nil {
		return run, false, fmt.Errorf("expect: %w", err)
	}
	return run, false, nil
}

// has reports whether a report says something of a scenario.
func has(r report.Report, id string) bool {
	return len(leftOutOf(r, id)) > 0 || slices.ContainsFunc(r.Scenarios, func(s report.Result) bool { return s.ID == id })
}

// measurements returns what a run on a target says of the cases of a scenario, or the
// first case that ended in an error.
func measurements(x scenarios.Scenario, run report.Report) (out []want.Measurement, err error) {
	observed, leftOut := map[string]report.Observation{}, map[string]report.LeftOut{}
	for _, r := range run.Scenarios {
		if r.ID == x.ID {
			for _, o := range r.Observations {
				observed[o.Case] = o
			}
		}
	}
	for _, l := range run.LeftOut {
		if l.Scenario == x.ID {
			leftOut[l.Case] = l
		}
	}
	for _, k := range x.Cases {
		o, ran := observed[k.Name]
		l, left := leftOut[k.Name]
		switch {
		case ran && left:
			return nil, fmt.Errorf("expect: %s %s: the run has observed it, and has left it out", x.ID, k.Name)
		case ran && o.Verdict != report.Error && o.Observed == "":
			return nil, fmt.Errorf("expect: %s %s: the run has an empty observation", x.ID, k.Name)
		case left && !plainLine(bare(l.Reason)):
			return nil, fmt.Errorf("expect: %s %s: it was left out for the reason %q: want one line of text", x.ID, k.Name, l.Reason)
		case ran && o.Verdict == report.Error:
			return nil, fmt.Errorf("expect: %s %s: %s", x.ID, k.Name, o.Reason)
		case ran:
			out = append(out, want.Measurement{Case: k.Name, Observed: o.Observed, Alike: func(value string) bool { return k.Alike(value, o.Observed) }})
		case left:
			out = append(out, want.Measurement{Case: k.Name, Reason: bare(l.Reason), TooLong: l.TooLong})
		default:
			return nil, fmt.Errorf("expect: %s %s: the run says nothing of it", x.ID, k.Name)
		}
	}
	return out, nil
}

// plainLine reports whether a file can hold a text as the end of a line.
func plainLine(text string) bool {
	return text != "" && strings.TrimSpace(text) == text && !strings.ContainsFunc(text, unicode.IsControl)
}

// measuredWant returns the change of a scenario's file by measurements.
func measuredWant(files wantFiles, id, system string, seen []want.Measurement) (c wantChange, err error) {
	if c, err = files.of(id); err != nil {
		return c, err
	}
	if c.old == nil {
		return c, fmt.Errorf("%s has no file yet: begin with \"twcheck expect %s -w\", which writes netstack's column", id, id)
	}
	f, err := want.Parse(wantsFolder+"/"+c.name, c.old)
	if err != nil {
		return c, err
	}
	if f, err = f.Measure(profile.Linux().Name, system, profileNames(), seen); err != nil {
		return c, fmt.Errorf("%s: %w", id, err)
	}
	c.new = f.Text()
	return c, nil
}

// profileNames returns the names of the profiles in their order.
func profileNames() (names []string) {
	for _, p := range profile.All() {
		names = append(names, p.Name)
	}
	return names
}

// version3 matches a name and up to three numbers of its version.
var version3 = regexp.MustCompile(`^\S+ \d+(\.\d+){0,2}`)

// systemOf returns a target's name without what the builder of the kernel added to its
// version: "Linux 6.18.44" of "Linux 6.18.44-generic".
func systemOf(target string) string {
	if v := version3.FindString(target); v != "" {
		return v
	}
	return target
}

// errMeasureFlags is the error of flags that only netstack's column has a meaning for.
var errMeasureFlags = errors.New("expect: --remove does not go with --target linux, which removes nothing")
