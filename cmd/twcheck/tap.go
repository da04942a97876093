package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// writeTAP writes a report in the Test Anything Protocol: one test point per
// observation, with a YAML block if it does not hold. An open case is skipped, and a
// documented difference is "todo". A baseline adds a point for each change, or one that
// says that there is none. Points stand for scenarios that do not pass and are not
// shown, so the harness fails whenever the command does.
//
// The version is 13: Perl's prove refuses 14, and the report needs nothing of it. The
// texts of the report must be visible.
func writeTAP(b *bytes.Buffer, r report.Report) {
	var t tap
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			t.observation(against(s), o)
		}
		if len(s.Observations) == 0 {
			t.point("not ok", against(s)+" "+noObservations, "")
		}
		t.leftOut(leftOutOf(r, s.ID))
	}
	t.leftOut(leftOutWhole(r))
	t.judgement(*r.Judgement)
	fmt.Fprintf(b, "TAP version 13\n# twcheck %s, %s, profile %s, seed %d%s\n1..%d", r.Twcheck, underTest(r), r.Profile, r.Seed, described(r), t.number)
	if t.number == 0 {
		b.WriteString(" # SKIP " + whyEmpty(r)) // an empty plan needs a reason
	}
	b.WriteString("\n")
	b.Write(t.points.Bytes())
	for _, m := range r.Policy.Remarks() {
		fmt.Fprintf(b, "# %s\n", m.Text)
	}
	fmt.Fprintf(b, "# %s\n", r.Judgement)
}

// noObservations describes a scenario without observations, which is an error.
const noObservations = "has no observations"

// notShown describes a scenario that does not pass and is not in the report.
const notShown = "does not pass, and --verdict does not show it"

// tap are test points.
type tap struct {
	points bytes.Buffer
	number int
}

// point writes a test point.
func (t *tap) point(result, what, directive string) {
	t.number++
	if directive != "" {
		directive = " # " + directive
	}
	fmt.Fprintf(&t.points, "%s %d - %s%s\n", result, t.number, tapText(what), directive)
}

// block writes the YAML block of a point, from names and values.
func (t *tap) block(pairs ...string) {
	t.points.WriteString("  ---\n")
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&t.points, "  %s: %s\n", pairs[i], pairs[i+1])
	}
	t.points.WriteString("  ...\n")
}

func (t *tap) observation(scenario string, o report.Observation) {
	what := scenario + " " + o.Case
	switch o.Verdict {
	case report.Holds:
		t.point("ok", what, "")
		return
	case report.Open:
		t.point("ok", what, "SKIP "+tapText(o.Reason))
		return
	case report.Diverges:
		t.point("not ok", what, "TODO "+tapText(o.Reason))
	default:
		t.point("not ok", what, "")
	}
	pairs := []string{"verdict", string(o.Verdict), "observed", fmt.Sprintf("%q", o.Observed), "expected", fmt.Sprintf("%q", o.Expected)}
	if o.Reason != "" {
		pairs = append(pairs, "detail", fmt.Sprintf("%q", o.Reason))
	}
	t.block(pairs...)
}

// leftOut writes the cases that the target could not run.
func (t *tap) leftOut(list []report.LeftOut) {
	for _, x := range list {
		t.point("ok", x.Scenario+" "+x.Case, "SKIP "+tapText(x.Reason))
	}
}

// judgement writes the points of a judgement that no observation has.
func (t *tap) judgement(j report.Judgement) {
	if base := j.Baseline; base != nil {
		for _, c := range base.Changes {
			t.point("not ok", strings.TrimSpace(base.File+": "+c.Scenario+" "+c.Case), "")
			t.block("verdict", string(report.Fails), "change", fmt.Sprintf("%q", c))
		}
		if len(base.Changes) == 0 {
			t.point("ok", base.File+": "+compared(*base), "")
		}
		for _, c := range base.New {
			fmt.Fprintf(&t.points, "# %s: %s\n", base.File, newText(c))
		}
	}
	for _, u := range j.NotShown {
		t.point("not ok", u.String()+" "+notShown, "")
		t.block("verdict", string(u.Verdict))
	}
}

// tapText formats a description or reason: one line, in which # does not start a
// directive.
func tapText(s string) string {
	return strings.NewReplacer("\n", " ", `\`, `\\`, "#", `\#`).Replace(s)
}
