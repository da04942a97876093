package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios/report"
)

// run has one of each verdict.
var run = report.Report{
	Versions: report.Versions{Twcheck: "v1", GVisor: "v2", Go: "go3"}, Profile: "test", Seed: 4,
	Scenarios: []report.Result{
		{ID: "X-01", Title: "One.", Verdict: report.Holds, RealNS: 1e6, Observations: []report.Observation{
			{Case: "a", Observed: "x", Expected: "x", Verdict: report.Holds, VirtualNS: 6e10},
		}},
		{ID: "X-02", Title: "Two.", Verdict: report.Diverges, RealNS: 1e6, Observations: []report.Observation{
			{Case: "b", Observed: "odd", Expected: "x", Verdict: report.Diverges, Reason: "because", Timeline: "+0s\n"},
		}},
		{ID: "X-03", Title: "Three.", Verdict: report.Fails, RealNS: 1e6, Observations: []report.Observation{
			{Case: "c", Observed: "x", Expected: "x", Verdict: report.Holds},
			{Case: "d", Observed: "y", Expected: "x", Verdict: report.Fails, Timeline: "+1s\n+2s\n"},
		}},
		{ID: "X-04", Title: "Four.", Verdict: report.Error, RealNS: 1e6, Observations: []report.Observation{
			{Case: "e", Expected: "x", Verdict: report.Error, Reason: "two\nlines"},
		}},
	},
}

const brief = `ID    VERDICT   HOLD  VIRTUAL  REAL   BEHAVIOUR
X-01  holds     1/1   1m0s     1.0ms  One.
X-02  diverges  0/1   0s       1.0ms  Two.
X-03  fails     1/2   0s       1.0ms  Three.
X-04  error     0/1   0s       1.0ms  Four.

X-02 diverges: b
  observed: odd
  expected: x
  because

X-03 fails: d
  observed: y
  expected: x

X-04 error: e
  observed: 
  expected: x
  two
  lines

4 scenarios, 5 observations: 1m0s of virtual time in 4.0ms.
1 as expected, 1 different as documented, 1 failed, 1 broken.
twcheck v1, gVisor v2, go3, profile test, seed 4
`

func TestReport(t *testing.T) {
	var out bytes.Buffer
	if err := (printer{out: &out}).report(run, false); err != nil {
		t.Fatal(err)
	}
	if out.String() != brief {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), brief)
	}
}

// With colours the columns stand where they stand without.
func TestReportInColour(t *testing.T) {
	var out bytes.Buffer
	if err := (printer{out: &out, colour: true}).report(run, false); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, s := range []string{plain, red, green, yellow, pink, reset} {
		if !strings.Contains(text, s) {
			t.Errorf("%q is not used", s)
		}
		text = strings.ReplaceAll(text, s, "")
	}
	if text != brief {
		t.Errorf("got:\n%s\nwant:\n%s", text, brief)
	}
}

// -v prints the timelines of failed cases.
func TestVerboseReport(t *testing.T) {
	var out bytes.Buffer
	if err := (printer{out: &out}).report(run, true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nX-01 One.\n  holds  1m0s  a → x\n", "  expected: x\n  +1s\n  +2s\n", "  because\n  +0s\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
}

func TestExitStatus(t *testing.T) {
	for verdict, want := range map[report.Verdict]int{
		report.Holds: 0, report.Diverges: 0, report.Fails: 1, report.Error: 3, "": 3,
	} {
		if got := status(verdict); got != want {
			t.Errorf("%q: exit status %d, want %d", verdict, got, want)
		}
	}
}
