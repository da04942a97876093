package main

import (
	"encoding/xml"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// checkFormats checks that each format of a run says what its exit status says, and is
// harmless.
func checkFormats(t *testing.T, in gateInput, r gateRun) {
	t.Helper()
	want := []string{"github", "json", "junit", "tap", "text"}
	if in.format == "github" {
		want = []string{"github", "json", "junit", "summary", "tap", "text"}
	}
	if got := slices.Sorted(maps.Keys(r.texts)); !slices.Equal(got, want) {
		t.Fatalf("written are %q, want %q: %s", got, want, r.errs)
	}
	for format, text := range r.texts {
		checkHarmless(t, format, 0, text)
		if said := readers[format](t, text); said != r.status {
			t.Errorf("%s says %d, the exit status is %d:\n%s\n%s", format, said, r.status, text, gateText(in))
		}
	}
	if said := readers[in.format](t, r.out); said != r.status {
		t.Errorf("standard output says %d, the exit status is %d:\n%s", said, r.status, r.out)
	}
	_, after, _ := strings.Cut(r.texts["github"], "\n::endgroup::\n")
	for line := range strings.Lines(after) {
		if !strings.HasPrefix(line, "::") {
			t.Errorf("a line of an annotation is outside of it: %q", line)
		}
	}
	d := xml.NewDecoder(strings.NewReader(r.texts["junit"]))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("JUnit: %v\n%s", err, r.texts["junit"])
		}
	}
	read, err := report.Read(strings.NewReader(r.texts["json"]))
	if err != nil {
		t.Fatalf("JSON: %v\n%s", err, r.texts["json"])
	}
	var again strings.Builder
	if read.WriteJSON(&again); again.String() != r.texts["json"] {
		t.Errorf("JSON that was read and written again differs:\n%s\n%s", r.texts["json"], again.String())
	}
	if changes := report.Compare(read, read); len(changes) > 0 {
		t.Errorf("a report differs from itself: %v", changes)
	}
}

var (
	tapFailed   = regexp.MustCompile(`(?m)^not ok \d+ - ([^#\\\n]|\\.)*$`)
	junitFailed = regexp.MustCompile(`<failure[ >]`)
	junitBroken = regexp.MustCompile(`<error[ >]`)
	annotated   = regexp.MustCompile(`(?m)^::(error|warning|notice) `)
)

// checkCounts compares what a run says of each case, and how often, with the second
// judgement.
func checkCounts(t *testing.T, w gateWant, r gateRun) {
	t.Helper()
	read, err := report.Read(strings.NewReader(r.texts["json"]))
	if err != nil {
		t.Fatal(err)
	}
	same := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %d, want %d\n%s\n%s", what, got, want, r.texts["text"], r.texts["github"])
		}
	}
	var shown []gateResult
	var fails, broken, hidden, hiddenFails int
	names, accepted := map[string]bool{}, 0
	for _, x := range w.results {
		name := x.id + " " + x.profile
		if !x.ok() {
			names[name] = true
		}
		if x.hidden && !x.ok() {
			hidden++
			if x.count(report.Fails) > 0 {
				hiddenFails++
			}
		}
		if x.hidden {
			continue
		}
		shown = append(shown, x)
		fails, broken = fails+x.count(report.Fails), broken+x.count(report.Error)
		if slices.ContainsFunc(x.cases, func(c gateVerdict) bool { return c.accepted && !c.expired }) {
			accepted++
		}
	}
	for _, id := range w.changes {
		names[report.VisibleLine(id)+" "] = true
	}
	j := read.Judgement
	same("scenarios", len(read.Scenarios), len(shown))
	same("failed", j.Failed, w.total(report.Fails))
	same("broken", j.Broken, w.total(report.Error))
	same("not shown", len(j.NotShown), hidden)
	if j.Baseline != nil {
		same("changes", len(j.Baseline.Changes), len(w.changes))
		same("new", len(j.Baseline.New), len(w.news))
	}
	remarks := 0
	if p := read.Policy; p != nil {
		same("unneeded", len(p.Unneeded), w.unneeded)
		same("ending", len(p.Ending), w.ending)
		var silent []string
		for _, s := range p.Silent {
			silent = append(silent, s.Scenarios...)
		}
		same("silent", len(silent), len(w.silent))
		remarks = len(p.Silent)
	}
	for i, x := range shown {
		if i >= len(read.Scenarios) {
			break
		}
		s := read.Scenarios[i]
		if s.ID != x.id || s.Profile != x.profile || s.Verdict != x.worst() || len(s.Observations) != len(x.cases) {
			t.Errorf("scenario %d is %s (%s) %s, want %s (%s) %s\n%s", i, s.ID, s.Profile, s.Verdict, x.id, x.profile, x.worst(), r.texts["text"])
			continue
		}
		for k, o := range s.Observations {
			if c := x.cases[k]; o.Verdict != c.verdict || o.Changed != c.changed || (o.Accepted != nil) != c.accepted || c.accepted && o.Accepted.Expired != c.expired {
				t.Errorf("%s (%s) %q: %+v, want %+v", s.ID, s.Profile, o.Case, o, c)
			}
		}
	}
	same("TAP", len(tapFailed.FindAllString(r.texts["tap"], -1)), fails+broken+len(w.changes)+hidden)
	same("JUnit's failures", len(junitFailed.FindAllString(r.texts["junit"], -1)), fails+len(w.changes)+hiddenFails)
	same("JUnit's errors", len(junitBroken.FindAllString(r.texts["junit"], -1)), broken+hidden-hiddenFails)
	// GitHub shows ten annotations of a kind, of which the last names the others.
	kinds := map[string]int{}
	for _, m := range annotated.FindAllStringSubmatch(r.texts["github"], -1) {
		kinds[m[1]]++
	}
	news := min(len(w.news), 1)
	same("errors on GitHub", kinds["error"], min(len(names), maxAnnotations+1))
	same("warnings on GitHub", kinds["warning"], min(w.unneeded+w.ending, maxAnnotations+1))
	same("notices on GitHub", kinds["notice"], min(remarks+news+accepted, maxAnnotations+1))
}

var (
	realTimes = regexp.MustCompile(`"real_ns": \d+|time="[0-9.]+"| *\d+\.\dms *`)
	spaces    = regexp.MustCompile(` +`)
	titles    = regexp.MustCompile(`(?m)^([A-Z]-\d{2,3} .* \* .{20}).*$`)
)

// timeless returns a text without real times, and without the ends of titles: the width of
// the times decides where a table cuts them.
func timeless(text string) string {
	text = realTimes.ReplaceAllString(text, " * ")
	return titles.ReplaceAllString(spaces.ReplaceAllString(text, " "), "$1")
}
