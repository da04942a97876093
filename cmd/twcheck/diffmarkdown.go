package main

import (
	"fmt"
	"html"
	"strings"
)

// maxComment is the maximum size of a comparison in Markdown, in bytes. GitHub refuses a
// comment of more than 65,536 characters.
const maxComment = 60 << 10

// markdown returns the comparison in Markdown, such as for a comment on a pull request.
// What exceeds a number of bytes is left out, with a sentence that says so.
func (c comparison) markdown(most int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### twcheck: %s\n\n", markdown(strings.TrimSuffix(c.headline(), ".")))
	for _, r := range c.runs() {
		fmt.Fprintf(&b, "- %s\n", markdown(r))
	}
	for _, text := range c.remarks() {
		fmt.Fprintf(&b, "\n%s\n", markdown(text))
	}
	if len(c.changes) == 0 {
		return b.String()
	}
	b.WriteString("\n| |")
	for _, d := range directions {
		fmt.Fprintf(&b, " %s |", d)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(directions)) + "\n")
	for _, t := range c.total {
		fmt.Fprintf(&b, "| %s |", systems[t.Profile])
		for _, d := range directions {
			fmt.Fprintf(&b, " %d |", *t.of(d))
		}
		b.WriteString("\n")
	}
	for i, x := range c.causes {
		part := x.markdown(i + 1)
		if b.Len()+len(part) > most {
			fmt.Fprintf(&b, "\nThere is no room for %s more: the format text has them.\n", plural(len(c.causes)-i, "cause"))
			break
		}
		b.WriteString(part)
	}
	return b.String()
}

// markdown returns a cause in Markdown, with its changes folded.
func (c commonCause) markdown(number int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n**%d. %s**\n\n", number, markdown(c.heading()))
	for _, line := range c.about() {
		fmt.Fprintf(&b, "- %s\n", markdown(line))
	}
	for _, t := range c.Profiles {
		fmt.Fprintf(&b, "- %s\n", markdown(t.String()))
	}
	var text strings.Builder
	for _, same := range c.alike {
		if line := sameText(same); line != "" {
			fmt.Fprintln(&text, line)
		}
		for _, one := range same {
			fmt.Fprintln(&text, one)
		}
	}
	fmt.Fprintf(&b, "\n<details><summary>%s</summary>\n\n%s\n</details>\n", html.EscapeString(plural(c.Count, "change")), codeBlock(text.String()))
	return b.String()
}
