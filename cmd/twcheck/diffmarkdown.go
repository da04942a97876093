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
// Causes that exceed a number of bytes are only named, with a sentence that says so.
func (c comparison) markdown(most int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### twcheck: %s\n\n", markdown(strings.TrimSuffix(c.headline(), ".")))
	for _, r := range c.runs() {
		fmt.Fprintf(&b, "- %s\n", markdown(short(r, 4*maxLine)))
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
	c.markdownCauses(&b, most)
	return b.String()
}

// maxLine is the maximum number of columns of a cause that is only named.
const maxLine = 120

// roomForRest is the room for the sentence about what is left out.
const roomForRest = 200

// markdownCauses writes the causes, most important first. A cause that there is no room for
// is one line, and the whole causes leave room for the lines of those that follow, up to half
// of all.
func (c comparison) markdownCauses(b *strings.Builder, most int) {
	lines, rest := make([]string, len(c.causes)), 0
	for i, x := range c.causes {
		lines[i] = x.markdownLine(i + 1)
		rest += len(lines[i])
	}
	named, unnamed := 0, 0
	for i, x := range c.causes {
		rest -= len(lines[i])
		room := most - b.Len() - roomForRest
		switch part := x.markdown(i + 1); {
		case len(part)+min(rest, most/2) <= room:
			b.WriteString(part)
		case len(lines[i]) <= room:
			named++
			b.WriteString(lines[i])
		default:
			unnamed++
		}
	}
	if named+unnamed > 0 {
		fmt.Fprintf(b, "\nThere is no room for the changes of %s", plural(named+unnamed, "cause"))
		if unnamed > 0 {
			fmt.Fprintf(b, ", nor for the names of %d", unnamed)
		}
		b.WriteString(": the format text has them.\n")
	}
}

// markdownLine names a cause in one line.
func (c commonCause) markdownLine(number int) string {
	text := c.heading()
	if about := c.about(); len(about) > 0 {
		text += "; " + about[0]
	}
	return fmt.Sprintf("\n**%d.** %s\n", number, markdown(short(text, maxLine)))
}

// short cuts a text to a number of columns, and its bytes to four times that: a text of
// marks needs no columns.
func short(text string, most int) string {
	if len(text) > 4*most {
		text = strings.ToValidUTF8(text[:4*most], "") + "…"
	}
	return cut(text, most)
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
