package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
)

// maxAnnotations is how many annotations of a kind are written: GitHub shows ten
// errors a step, and the last one here says how many more there are.
const maxAnnotations = 9

// writeGitHub writes workflow commands for GitHub Actions: the report as a group, and
// an annotation for each observation that fails.
func writeGitHub(b *bytes.Buffer, r scenarios.Report) error {
	fmt.Fprintf(b, "::group::twcheck, profile %s\n", r.Profile)
	var text bytes.Buffer
	if err := (printer{&text, false}).report(r, false); err != nil {
		return err
	}
	// What is in a report must not be taken for a command.
	b.WriteString(strings.ReplaceAll(text.String(), "\n::", "\n ::"))
	b.WriteString("::endgroup::\n")
	failed := 0
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			if o.Verdict != scenarios.Fails && o.Verdict != scenarios.Error {
				continue
			}
			if failed++; failed > maxAnnotations {
				continue
			}
			message := fmt.Sprintf("%s\nobserved: %s\nexpected: %s", o.Case, o.Observed, o.Expected)
			if o.Detail != "" {
				message += "\n" + o.Detail
			}
			fmt.Fprintf(b, "::error title=%s::%s\n", githubProperty("twcheck "+against(s)+" "+string(o.Verdict)), githubData(message))
		}
	}
	if failed > maxAnnotations {
		fmt.Fprintf(b, "::error title=twcheck::and %d more\n", failed-maxAnnotations)
	}
	notices := 0
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			if o.Verdict != scenarios.Diverges || o.Accepted == nil {
				continue
			}
			if notices++; notices <= maxAnnotations {
				fmt.Fprintf(b, "::notice title=%s::%s\n", githubProperty("twcheck "+against(s)+" accepted"),
					githubData(fmt.Sprintf("%s\nobserved: %s\nexpected: %s\n%s", o.Case, o.Observed, o.Expected, o.Detail)))
			}
		}
	}
	if notices > maxAnnotations {
		fmt.Fprintf(b, "::notice title=twcheck::and %d more that are accepted\n", notices-maxAnnotations)
	}
	for i, line := range unneededLines(r.Policy) {
		if i < maxAnnotations {
			fmt.Fprintf(b, "::warning file=%s,line=%d,title=twcheck::%s\n", githubProperty(r.Policy.File), r.Policy.Unneeded[i].Line, githubData(line))
		}
	}
	return nil
}

// githubData and githubProperty escape what workflow commands would take apart.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(s))
}

// maxSummary is what a step's summary may have in bytes: GitHub throws away one that
// is larger than a MiB.
const maxSummary = 900 << 10

// summaryVariable names the file that becomes the summary of a step.
const summaryVariable = "GITHUB_STEP_SUMMARY"

// summary is a report in the Markdown of a step's summary.
func summary(r scenarios.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### twcheck: %s\n\ngVisor %s, profile %s, seed %d%s\n\n| id | verdict | observed | behaviour |\n|---|---|---|---|\n", r.Verdict(), r.GVisor, r.Profile, r.Seed, described(r))
	for _, s := range r.Scenarios {
		fmt.Fprintf(&b, "| %s | %s | %d/%d | %s |\n", against(s), s.Verdict, held(s), len(s.Observations), cell(s.Title))
	}
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			if o.Verdict == scenarios.Holds || o.Verdict == scenarios.Open {
				continue
			}
			part := fmt.Sprintf("\n<details><summary>%s %s: %s</summary>\n\nobserved: %s\n\nexpected: %s\n\n%s\n\n```\n%s```\n\n</details>\n",
				against(s), o.Verdict, o.Case, o.Observed, o.Expected, o.Detail, strings.ReplaceAll(excerpt(o.Timeline), "```", "` ` `"))
			if b.Len()+len(part) > maxSummary {
				b.WriteString("\nand more, for which there is no room.\n")
				return b.String()
			}
			b.WriteString(part)
		}
	}
	return b.String()
}
