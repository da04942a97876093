package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// readers return the exit status that follows from the text of a format.
var readers = map[string]func(t *testing.T, text string) int{
	"text":    statusOfText,
	"json":    statusOfJSON,
	"junit":   statusOfJUnit,
	"tap":     statusOfTAP,
	"github":  statusOfGitHub,
	"summary": statusOfSummary,
}

func statusOfText(t *testing.T, text string) int {
	switch {
	case strings.Contains(text, "\nThe run fails: "):
		return ExitFails
	case strings.Contains(text, "\nThe run is broken: "):
		return ExitBroken
	}
	return ExitHolds
}

func statusOfJSON(t *testing.T, text string) int {
	var r struct {
		Judgement struct{ Verdict report.Verdict }
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return status(r.Judgement.Verdict)
}

func statusOfJUnit(t *testing.T, text string) int {
	var r struct {
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Failed   []struct {
			XMLName xml.Name
		} `xml:"testsuite>testcase>failure"`
	}
	if err := xml.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(r.Failed) != r.Failures {
		t.Errorf("JUnit counts %d failures and has %d", r.Failures, len(r.Failed))
	}
	switch {
	case r.Failures > 0:
		return ExitFails
	case r.Errors > 0:
		return ExitBroken
	}
	return ExitHolds
}

var tapPoint = regexp.MustCompile(`(?m)^(not )?ok (\d+) - ([^#\\\n]|\\.)*(# TODO.*|# SKIP.*)?$`)

func statusOfTAP(t *testing.T, text string) int {
	_, plan, _ := strings.Cut(text, "\n1..")
	plan = strings.Fields(plan)[0]
	status := ExitHolds
	points := tapPoint.FindAllStringSubmatchIndex(text, -1)
	for i, m := range points {
		if m[2] < 0 || m[8] >= 0 { // ok, or todo
			continue
		}
		end := len(text)
		if i+1 < len(points) {
			end = points[i+1][0]
		}
		if strings.Contains(text[m[1]:end], "\n  verdict: fails\n") {
			status = ExitFails
		} else if status == ExitHolds {
			status = ExitBroken
		}
	}
	if plan != strconv.Itoa(len(points)) {
		t.Errorf("TAP plans %s points and has %d", plan, len(points))
	}
	return status
}

func statusOfGitHub(t *testing.T, text string) int {
	switch {
	case regexp.MustCompile(`(?m)^::error .*title=twcheck [^:]* fails::`).MatchString(text):
		return ExitFails
	case strings.Contains(text, "\n::error "):
		return ExitBroken
	}
	return ExitHolds
}

func statusOfSummary(t *testing.T, text string) int {
	text, _, _ = strings.Cut(strings.TrimPrefix(text, "### twcheck: "), "\n")
	text, _, _ = strings.Cut(text, ":")
	return status(report.Verdict(text))
}

// outcomes are arguments of run, and the exit status.
func outcomes(t *testing.T) map[string]struct {
	args []string
	want int
} {
	file := filesIn(t, t.TempDir())
	now := printed(t, ExitHolds, "baseline", "C-06", "C-43")
	same := file("same.json", now)
	other := file("other.json", strings.Replace(now, `"observed": "1m0s"`, `"observed": "59s"`, 1))
	gone := file("gone.json", strings.Replace(now, `"case": "segments"`, `"case": "gone"`, 1))
	refused := file("refused.yaml", "require: [{profile: linux, scenarios: [C-43]}]\n")
	accepted := file("accepted.yaml", "require: [{profile: linux, scenarios: [C-43]}]\naccept: [{scenario: C-43, profile: linux, because: we can}]\n")
	expired := file("expired.yaml", "require: [{profile: linux, scenarios: [C-43]}]\naccept: [{scenario: C-43, profile: linux, because: we could, until: 2020-03-01}]\n")
	return map[string]struct {
		args []string
		want int
	}{
		"holds":                   {[]string{"C-06"}, ExitHolds},
		"open":                    {[]string{"--profile", "linux", "C-46"}, ExitHolds},
		"diverges":                {[]string{"--profile", "linux", "C-43"}, ExitHolds},
		"error":                   {[]string{"--case-timeout", "1ns", "C-06"}, ExitBroken},
		"error, not shown":        {[]string{"--case-timeout", "1ns", "C-06", "--verdict", "holds"}, ExitBroken},
		"as in the baseline":      {[]string{"--baseline", same, "C-06", "C-43"}, ExitHolds},
		"new to the baseline":     {[]string{"--baseline", same, "C-06", "C-01"}, ExitHolds},
		"baseline changes":        {[]string{"--baseline", other, "C-06", "C-43"}, ExitFails},
		"a case is gone":          {[]string{"--baseline", gone, "C-06"}, ExitFails},
		"baseline, diverges":      {[]string{"--baseline", other, "--profile", "linux", "C-06", "C-43"}, ExitFails},
		"baseline, not shown":     {[]string{"--baseline", other, "C-06", "--verdict", "fails"}, ExitFails},
		"baseline, error":         {[]string{"--baseline", same, "C-06", "--case-timeout", "1ns"}, ExitBroken},
		"baseline changes, error": {[]string{"--baseline", gone, "C-06", "--case-timeout", "1ns"}, ExitFails},
		"accepted":                {[]string{"--policy", accepted}, ExitHolds},
		"policy fails":            {[]string{"--policy", refused}, ExitFails},
		"policy, not shown":       {[]string{"--policy", refused, "--verdict", "holds"}, ExitFails},
		"policy, error":           {[]string{"--policy", refused, "--case-timeout", "1ns"}, ExitBroken},
		"expired":                 {[]string{"--policy", expired}, ExitFails},
	}
}

// TestJudgement: every format says of every outcome what the exit status says.
func TestJudgement(t *testing.T) {
	for name, x := range outcomes(t) {
		for format := range formats {
			summary := filepath.Join(t.TempDir(), "summary")
			file := filepath.Join(t.TempDir(), "file")
			var out, errs bytes.Buffer
			got := Main(append([]string{"run", "--format", format, "-o", format + "=" + file}, x.args...), &out, &errs, func(key string) string {
				if key == summaryVariable {
					return summary
				}
				return ""
			})
			if got != x.want {
				t.Errorf("%s, %s: exit status %d, want %d: %s", name, format, got, x.want, errs.String())
			}
			texts := map[string]string{format: out.String(), format + " ": contentsOf(t, file)}
			if format == "github" {
				texts["summary"] = contentsOf(t, summary)
			}
			for of, text := range texts {
				if said := readers[strings.TrimSpace(of)](t, text); said != x.want {
					t.Errorf("%s: %q says %d, want %d:\n%s", name, of, said, x.want, text)
				}
			}
		}
	}
}

// A scenario with a failure and a case that could not be observed fails, in every
// format, and each says that the case was not observed.
func TestFailsAndBroken(t *testing.T) {
	r := report.Report{Profile: "test", Scenarios: []report.Result{{ID: "X-01", Observations: []report.Observation{
		{Case: "a", Observed: "x", Expected: "y", Verdict: report.Fails},
		{Case: "b", Expected: "y", Verdict: report.Error, Reason: "it was late"},
	}}, {ID: "X-02", Verdict: report.Error}}}
	r.Scenarios[0].Verdict = report.Worst(r.Scenarios[0].Observations)
	judge(&r)
	if got := status(r.Verdict()); got != ExitFails {
		t.Errorf("exit status %d, want %d", got, ExitFails)
	}
	for format, text := range shownIn(t, outcome{Report: r}) {
		if got := readers[format](t, text); got != ExitFails {
			t.Errorf("%s says %d, want %d:\n%s", format, got, ExitFails, text)
		}
		if !strings.Contains(text, "it was late") {
			t.Errorf("%s does not say why a case could not be observed:\n%s", format, text)
		}
	}
	r.Scenarios = r.Scenarios[1:]
	judge(&r)
	for format, text := range shownIn(t, outcome{Report: r}) {
		if got := readers[format](t, text); got != ExitBroken {
			t.Errorf("without observations %s says %d, want %d:\n%s", format, got, ExitBroken, text)
		}
	}
}

func judge(r *report.Report) {
	j := report.Judge(*r, nil)
	r.Judgement = &j
}

// shownIn returns an outcome in all formats.
func shownIn(t *testing.T, x outcome) map[string]string {
	t.Helper()
	out := map[string]string{"summary": summary(x.Visible())}
	for format, write := range formats {
		var b bytes.Buffer
		if err := write(&b, x); err != nil {
			t.Fatal(err)
		}
		out[format] = b.String()
	}
	return out
}

func contentsOf(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
