package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// maxSources is the number of sources that a cause names, the claims and incidents
// behind its scenarios.
const maxSources = 3

// comparison prints a comparison as text for people.
func (p printer) comparison(c comparison) {
	for _, r := range c.runs() {
		fmt.Fprintln(p.out, r)
	}
	for _, text := range c.remarks() {
		fmt.Fprintln(p.out, text)
	}
	for i, x := range c.causes {
		fmt.Fprintf(p.out, "\n%d. %s\n", i+1, x.heading())
		for _, line := range x.about() {
			fmt.Fprintf(p.out, "   %s\n", line)
		}
		for _, t := range x.Profiles {
			fmt.Fprintf(p.out, "   %s\n", p.tally(t))
		}
		for _, same := range x.alike {
			indent := "   "
			if text := sameText(same); text != "" {
				fmt.Fprintf(p.out, "   %s\n", text)
				indent = "     "
			}
			for _, one := range same {
				fmt.Fprintf(p.out, "%s%s\n", indent, one)
			}
		}
	}
	if len(c.causes) > 0 {
		fmt.Fprintln(p.out)
	}
	fmt.Fprintln(p.out, c.headline())
	for _, t := range c.total {
		if len(c.changes) > 0 {
			fmt.Fprintln(p.out, p.tally(t))
		}
	}
}

// runs describes the two runs, one line each.
func (c comparison) runs() (out []string) {
	for _, r := range []struct {
		name string
		report.Report
	}{{"old", c.old}, {"new", c.new}} {
		v := r.Report.Visible()
		v.GVisor = version(v.GVisor)
		out = append(out, fmt.Sprintf("%s: twcheck %s, %s, %s%s", r.name, version(v.Twcheck), underTest(v), cmp.Or(v.Go, "Go unknown"), named(v.Settings)))
	}
	return out
}

// tally paints the count of what leads away from a profile.
func (p printer) tally(t tally) string {
	text := t.String()
	switch far := fmt.Sprintf("%d farther", t.Farther); {
	case t.Farther > 0:
		text = strings.Replace(text, far, p.paint(colours[report.Fails], far), 1)
	case t.Nearer > 0:
		near := fmt.Sprintf("%d nearer", t.Nearer)
		text = strings.Replace(text, near, p.paint(colours[report.Holds], near), 1)
	}
	return text
}

// heading counts the changes of a cause and names its scenarios: "13 changes in C-24 and
// N-03". It is on one line.
func (c commonCause) heading() string {
	var ids []string
	for _, s := range c.Scenarios {
		ids = append(ids, report.VisibleLine(s.ID))
	}
	return plural(c.Count, "change") + " in " + enumerated(ids)
}

// enumerated joins names as a sentence does: "C-01, C-02 and C-03".
func enumerated(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// about describes the scenarios of a cause, and whom they concern. Each text is on one
// line.
func (c commonCause) about() (out []string) {
	var concerns []string
	shown := map[string]bool{}
	for _, s := range c.Scenarios {
		out = append(out, report.VisibleLine(fmt.Sprintf("%s (%s): %s", s.ID, s.Group, s.Title)))
		if s.Concerns != "" && !shown[s.Concerns] {
			shown[s.Concerns] = true
			concerns = append(concerns, s.Concerns)
		}
	}
	if len(concerns) > 0 {
		out = append(out, "Concerns "+strings.Join(concerns, "; ")+".")
	}
	var from []string
	for _, s := range c.Scenarios {
		for _, text := range s.Sources {
			if !shown[text] {
				shown[text] = true
				from = append(from, report.VisibleLine(text))
			}
		}
	}
	if more := len(from) - maxSources; more > 0 {
		from = append(from[:maxSources], fmt.Sprintf("and %s (--format json has all)", plural(more, "more source")))
	}
	return append(out, from...)
}

// sameText says how many changes have the same observations, "" for one.
func sameText(list []judgedChange) string {
	if len(list) == 1 || list[0].Kind != report.Observed {
		return ""
	}
	old, new := general(list[0].Change)
	return report.VisibleLine(fmt.Sprintf("%d times %q before, %q now:", len(list), old, new))
}
