package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// hostile are texts that a policy, a baseline or a netstack could have.
var hostile = []string{
	"x\n::error file=evil.go,line=1::pwned\n \u3000::set-output name=a::b\n##[error]v1 ##[add-mask]x",
	"::error::first", "  ::stop-commands::x",
	"%0A::error::percent%0D%0A", "a\r::warning::cr\r\n::notice::crlf",
	"\x1b[31mred\x1b[0m\x1b]0;title\a\x7f\u009b2J\u202eabc\u2028\u2029\u200b\x00\xff\xfe\ufffe\U000e0041",
	"not ok\nok 1 - forged # SKIP\n1..0\nBail out!\npragma +strict\n  ---\n  ...\n",
	"# TODO x", `\# SKIP \`, "]]></failure></testcase>]]>&<>\"'\v\f",
	"</summary></details><script>alert(1)</script> | a\n```\n````\n| b |\n@somebody #1 <!-- `",
	"tab\tand\ttab",
}

// spoil sets every text of a report to the hostile ones, by turns. Verdicts and kinds
// stay what they are: a report with others is refused.
func spoil(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			spoil(v.Elem(), next)
		}
	case reflect.Slice:
		for i := range v.Len() {
			spoil(v.Index(i), next)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			spoil(v.Field(i), next)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(next())
		}
	}
}

// spoiltReport is a report with all members, whose texts begin with the k-th hostile one.
func spoiltReport(k int) report.Report {
	change := []report.Change{{Kind: report.Observed, Scenario: "x", Case: "x", Old: "x", New: "x", Reason: "x"},
		{Kind: report.Broken, Scenario: "x", Case: "x", Old: "x", New: "x", Reason: "x"}, {Kind: report.Removed, Scenario: "x"}, {Kind: report.Added, Scenario: "x"}}
	var observations []report.Observation
	for _, v := range []report.Verdict{report.Holds, report.Open, report.Diverges, report.Fails, report.Error} {
		observations = append(observations, report.Observation{Verdict: v, Accepted: &report.Acceptance{Line: 1}})
	}
	r := report.Report{
		Shard:     report.Shard{Index: 2, Count: 3},
		Scenarios: []report.Result{{Verdict: report.Fails, Sources: []string{"x"}, Observations: observations}, {Verdict: report.Error}},
		Policy: &report.Policy{Unneeded: []report.Unneeded{{Cases: []string{"x", "x"}}}, Ending: []report.Ending{{}},
			Silent: []report.Silent{{Scenarios: []string{"x"}}}},
		Judgement: &report.Judgement{Verdict: report.Fails, Failed: 1, Broken: 1, NotShown: []report.Unshown{{Verdict: report.Fails}},
			Baseline: &report.Baseline{Changes: change, Broken: change, New: change}},
	}
	spoil(reflect.ValueOf(&r).Elem(), func() string { k++; return hostile[k%len(hostile)] })
	return r
}

// ours are the workflow commands that the format github writes.
var ours = regexp.MustCompile(`^::(group|endgroup|error|warning|notice)( [^:]*)?::[^\r\n]*$`)

// hostileVariable names a folder to which TestHostile writes what it checks, for the
// readers of others (.ci/readers).
const hostileVariable = "TWCHECK_TEST_HOSTILE"

// TestHostile: no format passes on a text that a reader would act on.
func TestHostile(t *testing.T) {
	for k := range hostile {
		r := spoiltReport(k)
		for format, text := range shownIn(t, outcome{Report: r, root: "/"}) {
			if dir := os.Getenv(hostileVariable); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("hostile-%d.%s", k, format)), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			commands := checkHarmless(t, format, k, text)
			// group, endgroup; three errors: two scenarios, those of the baseline and one that
			// is not shown can have one name; warnings, notices
			if format == "github" && (commands < 6 || commands > 16) {
				t.Errorf("%d: %d workflow commands in\n%s", k, commands, text)
			}
		}
	}
}

// checkHarmless checks a text in a format for what a terminal or a CI system would act on,
// and returns the number of workflow commands.
func checkHarmless(t *testing.T, format string, k int, text string) (commands int) {
	t.Helper()
	for line := range strings.SplitSeq(text, "\n") {
		if format != "json" && strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && !unicode.IsGraphic(r) }) {
			t.Errorf("%s, %d: a line with what is not visible: %q", format, k, line)
		}
		if format == "json" && strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsGraphic(r) }) {
			t.Errorf("%s, %d: a line with what is not visible: %q", format, k, line)
		}
		if strings.Contains(line, "##[") {
			t.Errorf("%s, %d: a workflow command: %q", format, k, line)
		}
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			commands++
			if strings.Contains(line, "%0A::error::percent") || strings.Contains(line, "%0D%0A%0A") {
				t.Errorf("%s, %d: a %% is not escaped: %q", format, k, line)
			}
			if format != "github" || !ours.MatchString(line) {
				t.Errorf("%s, %d: a workflow command: %q", format, k, line)
			}
		}
	}
	return commands
}

// explain passes on no such text either: observations and timelines are a netstack's.
func TestHostileExplain(t *testing.T) {
	list, err := scenarios.Select("C-01")
	if err != nil {
		t.Fatal(err)
	}
	for k := range hostile {
		r := spoiltReport(k)
		for i := range r.Scenarios[0].Observations {
			r.Scenarios[0].Observations[i].Changed = i%2 == 0 // it prints the reason
		}
		var b bytes.Buffer
		printer{&b, false}.explain(list[0], r)
		for line := range strings.SplitSeq(b.String(), "\n") {
			if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsGraphic(r) }) ||
				strings.Contains(line, "##[") || strings.HasPrefix(strings.TrimSpace(line), "::") {
				t.Errorf("%d: %q", k, line)
			}
		}
	}
}

// JSON keeps every text as it is.
func TestHostileJSON(t *testing.T) {
	for k := range hostile {
		r := spoiltReport(k)
		spoil(reflect.ValueOf(&r).Elem(), func() string { k++; return strings.ToValidUTF8(hostile[k%len(hostile)], "?") })
		var b bytes.Buffer
		if err := r.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		var again report.Report
		if err := json.Unmarshal(b.Bytes(), &again); err != nil {
			t.Fatal(err)
		}
		for i := range r.Scenarios {
			for j := range r.Scenarios[i].Observations {
				r.Scenarios[i].Observations[j].Timeline = "" // JSON has none
			}
		}
		if !reflect.DeepEqual(r, again) {
			t.Errorf("%d: another report was read than written:\n%s", k, b.String())
		}
	}
}

// JUnit is XML, and has the structure that it has with harmless texts.
func TestHostileJUnit(t *testing.T) {
	elements := func(text string) (names []string) {
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			token, err := d.Token()
			if err == io.EOF {
				return names
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if e, ok := token.(xml.StartElement); ok {
				names = append(names, e.Name.Local)
			}
		}
	}
	var first []string
	for k := range hostile {
		r := spoiltReport(k)
		r.Policy = &report.Policy{} // remarks are properties of some scenarios only
		got := elements(shownIn(t, outcome{Report: r})["junit"])
		if first == nil {
			first = got
		}
		if !reflect.DeepEqual(got, first) {
			t.Errorf("%d: elements %q, want %q", k, got, first)
		}
	}
}

// tapLine matches the lines of TAP that the report has.
var tapLine = regexp.MustCompile(`^(TAP version 13|1\.\.\d+|(not )?ok \d+ - .*|# .*|  (---|\.\.\.|verdict: [a-z]+|(observed|expected|detail|change): ".*"))$`)

// TAP has as many points as the report, and no line of another kind.
func TestHostileTAP(t *testing.T) {
	for k := range hostile {
		text := shownIn(t, outcome{Report: spoiltReport(k)})["tap"]
		points := 0
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
			if !tapLine.MatchString(line) {
				t.Errorf("%d: %q", k, line)
			}
			if strings.Contains(line, "ok ") && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, " ") {
				points++
			}
		}
		if points != 11 { // 5 observations, a scenario without, 4 changes, 1 not shown
			t.Errorf("%d: %d points:\n%s", k, points, text)
		}
		// Only a case that is open or diverges has a directive.
		if n := len(regexp.MustCompile(`(?mi)^(not )?ok ([^#\\\n]|\\.)*# *(todo|skip)`).FindAllString(text, -1)); n != 2 {
			t.Errorf("%d: %d directives, want 2:\n%s", k, n, text)
		}
	}
}

// The summary of a step has the tags that it has with harmless texts, and its fences
// close.
func TestHostileSummary(t *testing.T) {
	tag := regexp.MustCompile(`<[/!a-zA-Z][^>]*>`)
	for k := range hostile {
		text := shownIn(t, outcome{Report: spoiltReport(k)})["summary"]
		fence, outside := "", ""
		for line := range strings.SplitSeq(text, "\n") {
			switch {
			case fence == "" && strings.HasPrefix(line, "```"):
				fence = line
			case fence != "" && line == fence:
				fence = ""
			case fence == "":
				outside += line + "\n"
			}
		}
		if fence != "" {
			t.Errorf("%d: a block of code has no end:\n%s", k, text)
		}
		for _, found := range tag.FindAllString(outside, -1) {
			switch found {
			case "<details>", "</details>", "<summary>", "</summary>":
			default:
				t.Errorf("%d: %s in\n%s", k, found, outside)
			}
		}
		if n := strings.Count(outside, "</details>"); n != 3 {
			t.Errorf("%d: %d details, want 3:\n%s", k, n, outside)
		}
	}
}
