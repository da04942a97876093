package main

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// maxSummary is the maximum size of a step's summary in bytes. GitHub discards a
// summary larger than 1 MiB.
const maxSummary = 900 << 10

// summaryVariable names the file of a step's summary.
const summaryVariable = "GITHUB_STEP_SUMMARY"

// summary returns a report in the Markdown of a step's summary. The texts of the report
// must be visible.
func summary(r report.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### twcheck: %s\n\n%s, profile %s, seed %d%s\n\n",
		markdown(r.Judgement.String()), markdown(underTest(r)), markdown(r.Profile), r.Seed, markdown(described(r)))
	if len(r.Scenarios) == 0 {
		fmt.Fprintf(&b, "%s.\n", markdown(whyEmpty(r)))
	} else {
		b.WriteString("| id | verdict | hold | behaviour |\n|---|---|---|---|\n")
	}
	for _, s := range r.Scenarios {
		fmt.Fprintf(&b, "| %s | %s | %d/%d | %s |\n", markdown(against(s)), s.Verdict, held(s), len(s.Observations), markdown(s.Title))
	}
	left := 0
	for _, part := range summaryParts(r) {
		if b.Len()+len(part) > maxSummary {
			left++
			continue
		}
		b.WriteString(part)
	}
	if left > 0 {
		fmt.Fprintf(&b, "\nand %d more, for which there is no room.\n", left)
	}
	return b.String()
}

// summaryParts returns the parts of a summary below its table.
func summaryParts(r report.Report) (parts []string) {
	if base := r.Judgement.Baseline; base != nil {
		var text strings.Builder
		if len(base.Changes) == 0 {
			text.WriteString(compared(*base) + "\n")
		}
		for _, c := range base.Changes {
			text.WriteString(c.String() + "\n")
		}
		for _, c := range base.New {
			text.WriteString(newText(c) + "\n")
		}
		parts = append(parts, "\nCompared with "+markdown(base.File)+":\n\n"+codeBlock(text.String()))
	}
	if len(r.LeftOut) > 0 {
		var text bytes.Buffer
		printer{&text, false}.leftOut(r.LeftOut, r.Target, false)
		parts = append(parts, "\n"+codeBlock(strings.TrimPrefix(text.String(), "\n")))
	}
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			if o.Verdict == report.Holds || o.Verdict == report.Open {
				continue
			}
			text := fmt.Sprintf("observed: %s\nexpected: %s\n", o.Observed, o.Expected)
			if o.Reason != "" {
				text += o.Reason + "\n"
			}
			if o.Timeline != "" {
				text += "\n" + excerpt(o.Timeline)
			}
			title := html.EscapeString(fmt.Sprintf("%s %s: %s", against(s), o.Verdict, o.Case))
			parts = append(parts, fmt.Sprintf("\n<details><summary>%s</summary>\n\n%s\n</details>\n", title, codeBlock(text)))
		}
	}
	return parts
}

// codeBlock returns a text as a block of code, which no text in it can end.
func codeBlock(text string) string {
	longest, run := 2, 0
	for i := range len(text) {
		if text[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	return fence + "\n" + strings.TrimSuffix(text, "\n") + "\n" + fence + "\n"
}

// markdown escapes the characters with a meaning in Markdown or HTML, and those with
// which GitHub begins a mention or a reference.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune("&<>@#", r):
			fmt.Fprintf(&b, "&#%d;", r)
		case strings.ContainsRune("\\`*_[]|~!$", r):
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
