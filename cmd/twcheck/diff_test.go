package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// observed is a report of scenarios with one observation for each case.
func observedIn(list ...report.Result) report.Report {
	return report.Report{Schema: report.Schema, Versions: report.Versions{Twcheck: "(devel)", GVisor: "v0", Go: "go1"}, Profile: "netstack", Scenarios: list}
}

// result is a scenario whose cases and observations are given by turns.
func result(id string, texts ...string) report.Result {
	r := report.Result{ID: id, Group: "of " + id, Title: "The title of " + id + ".", Verdict: report.Holds}
	for i := 0; i < len(texts); i += 2 {
		o := report.Observation{Case: texts[i], Observed: texts[i+1], Verdict: report.Holds}
		if texts[i+1] == "" {
			o.Verdict, o.Reason = report.Error, "it did not come"
		}
		r.Observations = append(r.Observations, o)
	}
	return r
}

// A change leads nearer to a profile, farther away, or neither. What the profile leaves
// open, what the settings change and what was not observed is not judged.
func TestDiffDirections(t *testing.T) {
	// Linux and RFC 9293 expect FIN-WAIT-1 of the first case, and the second is open in the
	// profile linux.
	const one, other = "state after close", "probes are answered for an hour: state then"
	for _, c := range []struct {
		name, of, old, new string
		settings           bool
		rfc, linux         direction
	}{
		{"nearer", one, "ESTABLISHED", "FIN-WAIT-1", false, nearer, nearer},
		{"farther", one, "FIN-WAIT-1", "ESTABLISHED", false, farther, farther},
		{"unchanged", one, "CLOSED", "ESTABLISHED", false, unchanged, unchanged},
		{"open in one", other, "ESTABLISHED", "FIN-WAIT-1", false, nearer, leftOpen},
		{"no such case", "a case of a later version", "a", "b", false, leftOpen, leftOpen},
		{"not observed", one, "", "FIN-WAIT-1", false, unjudged, unjudged},
		{"other settings", one, "ESTABLISHED", "FIN-WAIT-1", true, leftOpen, leftOpen},
	} {
		new := observedIn(result("C-48", c.of, c.new))
		new.Scenarios[0].Observations[0].Changed = c.settings
		x := compare(observedIn(result("C-48", c.of, c.old)), new, "", "")
		if len(x.changes) != 1 {
			t.Fatalf("%s: %d changes, want 1", c.name, len(x.changes))
		}
		for i, want := range []direction{c.rfc, c.linux} {
			s := x.changes[0].Stands[i]
			if s.Direction != want {
				t.Errorf("%s: %s says %s, want %s", c.name, s.Profile, s.Direction, want)
			}
			if total := x.total[i]; *total.of(want) != 1 || total.Nearer+total.Farther+total.Unchanged+total.Open+total.Unjudged != 1 {
				t.Errorf("%s: the count is %+v, want one %s", c.name, total, want)
			}
		}
	}
}

// Changes with one cause are together: those of a scenario, the same change in scenarios
// of one group or from one source, and what was lost with the same long text.
func TestDiffCauses(t *testing.T) {
	lost := "the story ends early: the connection stays where it is"
	for _, c := range []struct {
		name     string
		old, new []report.Result
		want     string // the scenarios of each cause, and the number of its changes
	}{
		{"one scenario", []report.Result{result("C-01", "a", "1", "b", "2")}, []report.Result{result("C-01", "a", "3", "b", "4")}, "C-01: 2"},
		{"two scenarios", []report.Result{result("C-01", "a", "1"), result("C-43", "b", "1")}, []report.Result{result("C-01", "a", "2"), result("C-43", "b", "2")}, "C-01: 1; C-43: 1"},
		{"the same question", []report.Result{result("C-01", "x: lasted", "1s"), result("C-43", "y: lasted", "1s")},
			[]report.Result{result("C-01", "x: lasted", "2s"), result("C-43", "y: lasted", "2s")}, "C-01 C-43: 2"},
		{"one group", []report.Result{result("C-23", "a", "0s, 1s and 1m"), result("N-03", "b", "RST, 1s, EOF")},
			[]report.Result{result("C-23", "a", "0s, 3s and 1m"), result("N-03", "b", "RST, 3s, EOF")}, "C-23 N-03: 2"},
		{"one group, another change", []report.Result{result("C-23", "a", "1s"), result("N-03", "b", "1s")},
			[]report.Result{result("C-23", "a", "3s"), result("N-03", "b", "4s")}, "C-23: 1; N-03: 1"},
		{"the same loss", []report.Result{result("C-01", "a", lost), result("C-43", "b", lost)}, []report.Result{result("C-01", "a", "1"), result("C-43", "b", "2")}, "C-01 C-43: 2"},
		{"a long list", []report.Result{result("C-01", "a", "S, SA, A, F, A, F, A"), result("C-43", "b", "S, SA, A, F, A, F, A")},
			[]report.Result{result("C-01", "a", "S"), result("C-43", "b", "R")}, "C-01: 1; C-43: 1"},
		{"new scenarios", nil, []report.Result{result("C-01", "a", "1"), result("X-99", "a", "1")}, "C-01: 1; X-99: 1"},
		// Those that lead away from a profile come first, then the largest.
		{"the order", []report.Result{result("C-01", "a", "1"), result("C-43", "b", "1", "c", "1"), result("C-48", "state after close", "FIN-WAIT-1")},
			[]report.Result{result("C-01", "a", "2"), result("C-43", "b", "3", "c", "4"), result("C-48", "state after close", "CLOSED")}, "C-48: 1; C-43: 2; C-01: 1"},
	} {
		x := compare(observedIn(c.old...), observedIn(c.new...), "", "")
		var parts []string
		numbers := map[int]int{}
		for _, one := range x.causes {
			var ids []string
			for _, s := range one.Scenarios {
				ids = append(ids, s.ID)
			}
			parts = append(parts, fmt.Sprintf("%s: %d", strings.Join(ids, " "), one.Count))
		}
		for _, one := range x.changes {
			numbers[one.Cause]++
		}
		if got := strings.Join(parts, "; "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for i, one := range x.causes {
			if numbers[i+1] != one.Count {
				t.Errorf("%s: %d changes name the cause %d, want %d", c.name, numbers[i+1], i+1, one.Count)
			}
		}
	}
}

// The same change in several cases is counted, and a state in the name of the case does
// not make it another.
func TestDiffAlike(t *testing.T) {
	old := observedIn(result("C-42", "CLOSING, RST", "nothing, then CLOSED", "LAST-ACK, RST", "nothing, then CLOSED", "10 RSTs", "nothing"))
	new := observedIn(result("C-42", "CLOSING, RST", "ACK, then CLOSING", "LAST-ACK, RST", "ACK, then LAST-ACK", "10 RSTs", "ACK"))
	var b bytes.Buffer
	printer{&b, false}.comparison(compare(old, new, "", ""))
	want := `
1. 3 changes in C-42
   C-42 (reset): A RST ends a connection only with the exact next sequence number; elsewhere in the window it triggers a challenge ACK.
   Concerns ` + scenarios.Concerns("reset") + `.
   0 nearer to RFC 9293, 0 farther, 3 open
   0 nearer to Linux, 0 farther, 3 open
   2 times "nothing, then CLOSED" before, "ACK, then …" now:
     C-42 CLOSING, RST: observed "nothing, then CLOSED" before, "ACK, then CLOSING" now (rfc9293 open, linux open)
     C-42 LAST-ACK, RST: observed "nothing, then CLOSED" before, "ACK, then LAST-ACK" now (rfc9293 open, linux open)
   C-42 10 RSTs: observed "nothing" before, "ACK" now (rfc9293 open, linux open)

3 changes in 1 scenario, with 1 cause.
`
	if got := b.String(); !strings.Contains(got, want) {
		t.Errorf("diff prints\n%s\nwant\n%s", got, want)
	}
}

// A comparison that is longer than a comment may be says what it leaves out.
func TestDiffComment(t *testing.T) {
	var old, new []report.Result
	for i := range 300 {
		id := fmt.Sprintf("X-%03d", i)
		old = append(old, result(id, "case "+id, strings.Repeat("a", 500)))
		new = append(new, result(id, "case "+id, strings.Repeat("b", i+1)))
	}
	x := compare(observedIn(old...), observedIn(new...), "", "")
	text := x.markdown(maxComment)
	if len(text) > 65536 || !strings.Contains(text, "There is no room for ") {
		t.Errorf("%d bytes of Markdown, want at most 65536, and a sentence about the rest", len(text))
	}
	if whole := x.markdown(maxSummary); strings.Contains(whole, "There is no room for ") || !strings.Contains(whole, "X-299") {
		t.Error("there is room for all in a summary, and it lacks something")
	}
	var b bytes.Buffer
	x.github(&b)
	if n := strings.Count(b.String(), "\n::"); n > 2+maxAnnotations { // endgroup, nine, and one for the rest
		t.Errorf("%d workflow commands, want at most %d", n, 2+maxAnnotations)
	}
}

// Causes that are longer than a comment may be are named, each in one line, and those
// behind them are whole if there is room.
func TestDiffCommentNames(t *testing.T) {
	long := strings.Repeat("a long observation, ", 5000)
	for _, c := range []struct {
		sizes []int // of what was observed
		whole int
	}{{[]int{5000}, 0}, {[]int{5000, 5000, 5000}, 0}, {[]int{5000, 1, 5000}, 1}} {
		var old, new []report.Result
		for i, size := range c.sizes {
			id := fmt.Sprintf("X-%03d", i)
			old = append(old, result(id, "case", "a"+id))
			new = append(new, result(id, "case", id+long[:20*size]))
		}
		text := compare(observedIn(old...), observedIn(new...), "", "").markdown(maxComment)
		if len(text) > maxComment || strings.Count(text, "<details>") != c.whole {
			t.Errorf("%v: %d bytes, want at most %d and %d whole causes:\n%.2000s", c.sizes, len(text), maxComment, c.whole, text)
		}
		for i := range c.sizes {
			if name := fmt.Sprintf("X-%03d (of X-%03d): The title of X-%03d.", i, i, i); !strings.Contains(text, name) {
				t.Errorf("%v: no cause is named %q:\n%.2000s", c.sizes, name, text)
			}
		}
		if want := fmt.Sprintf("There is no room for the changes of %s: the format text has them.", plural(len(c.sizes)-c.whole, "cause")); !strings.Contains(text, want) {
			t.Errorf("%v: it does not say %q:\n%.2000s", c.sizes, want, text)
		}
	}
}

// A part of a summary for which there is no room does not hide those behind it.
func TestSummaryRoom(t *testing.T) {
	r := observedIn(result("X-01", "long", strings.Repeat("a", maxSummary), "short", "seen"))
	for i := range r.Scenarios[0].Observations {
		r.Scenarios[0].Observations[i].Verdict = report.Fails
	}
	judgement := report.Judge(r, nil)
	r.Judgement = &judgement
	if text := summary(r); !strings.Contains(text, "observed: seen") || !strings.Contains(text, "and 1 more, for which there is no room.") {
		t.Errorf("%.2000s", text)
	}
}

// TestHostileDiff: no format of diff passes on a text that a reader would act on.
func TestHostileDiff(t *testing.T) {
	for k := range hostile {
		at := func(i int) string { return hostile[(k+i)%len(hostile)] }
		side := func(n int) report.Report {
			r := observedIn(report.Result{ID: at(0), Group: at(1), Title: at(2), Sources: []string{at(3)}, Verdict: report.Error})
			for i := range hostile {
				o := report.Observation{Case: at(i) + fmt.Sprint(i), Observed: at(i + n), Verdict: report.Holds}
				if i == 1 && n == 1 {
					o.Verdict, o.Reason = report.Error, at(4)
				}
				if i != 2 || n != 1 { // removed
					r.Scenarios[0].Observations = append(r.Scenarios[0].Observations, o)
				}
			}
			r.Versions = report.Versions{Twcheck: at(n), GVisor: at(n + 1), Go: at(n + 2)}
			return r
		}
		x := compare(side(0), side(1), "new.json", "/")
		for format, write := range diffFormats {
			var b bytes.Buffer
			if err := write(&b, x); err != nil {
				t.Fatal(err)
			}
			checkHarmless(t, format, k, b.String())
			switch format {
			case "github":
				if n := strings.Count("\n"+b.String(), "\n::"); n != 3 { // group, endgroup, one cause
					t.Errorf("%d: %d workflow commands in\n%s", k, n, b.String())
				}
			case "markdown":
				for line := range strings.Lines(b.String()) {
					if strings.Contains(line, "<script>") && !inCode(b.String(), line) || strings.Contains(line, "@somebody") && !inCode(b.String(), line) {
						t.Errorf("%d: Markdown that acts: %q", k, line)
					}
				}
			case "json":
				if !json.Valid(b.Bytes()) {
					t.Errorf("%d: no JSON:\n%s", k, b.String())
				}
			}
		}
	}
}

// inCode reports whether a line of Markdown is in a block of code.
func inCode(text, line string) bool {
	fence := ""
	for l := range strings.SplitSeq(text, "\n") {
		switch {
		case fence == "" && strings.HasPrefix(l, "```"):
			fence = l
		case fence != "" && l == fence:
			fence = ""
		case l == strings.TrimSuffix(line, "\n"):
			return fence != ""
		}
	}
	return false
}

// The profiles that judge are named as a sentence names them.
func TestDiffProfiles(t *testing.T) {
	var names []string
	for _, p := range judges() {
		names = append(names, p.Name)
		if systems[p.Name] == "" {
			t.Errorf("no sentence names the profile %s", p.Name)
		}
	}
	if want := []string{"rfc9293", "linux"}; !slices.Equal(names, want) {
		t.Errorf("the profiles %v judge, want %v", names, want)
	}
}
