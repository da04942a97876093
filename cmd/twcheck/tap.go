package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// writeTAP writes a report in the Test Anything Protocol: one test point per
// observation, with a YAML block if it does not hold. An open case is skipped, and a
// documented difference is "todo".
//
// The version is 13: Perl's prove refuses 14, and the report needs nothing of it.
func writeTAP(b *bytes.Buffer, r report.Report) error {
	total := 0
	for _, s := range r.Scenarios {
		total += len(s.Observations)
	}
	fmt.Fprintf(b, "TAP version 13\n# twcheck %s, gVisor %s, profile %s, seed %d%s\n1..%d\n", r.Twcheck, r.GVisor, r.Profile, r.Seed, described(r), total)
	number := 0
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			number++
			point := fmt.Sprintf("%d - %s %s", number, tapText(against(s)), tapText(o.Case))
			switch o.Verdict {
			case report.Holds:
				fmt.Fprintf(b, "ok %s\n", point)
				continue
			case report.Open:
				fmt.Fprintf(b, "ok %s # SKIP %s\n", point, tapText(o.Reason))
				continue
			case report.Diverges:
				fmt.Fprintf(b, "not ok %s # TODO %s\n", point, tapText(o.Reason))
			default:
				fmt.Fprintf(b, "not ok %s\n", point)
			}
			fmt.Fprintf(b, "  ---\n  verdict: %s\n  observed: %q\n  expected: %q\n", o.Verdict, o.Observed, o.Expected)
			if o.Reason != "" {
				fmt.Fprintf(b, "  detail: %q\n", o.Reason)
			}
			b.WriteString("  ...\n")
		}
	}
	for _, m := range r.Policy.Remarks() {
		fmt.Fprintf(b, "# %s\n", m.Text)
	}
	return nil
}

// tapText formats a description or reason: one line, in which # does not start a
// directive.
func tapText(s string) string {
	return strings.NewReplacer("\n", " ", `\`, `\\`, "#", `\#`).Replace(s)
}
