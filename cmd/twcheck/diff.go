package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// diffCommand is twcheck diff.
type diffCommand struct {
	Old string `arg:"" complete:"files" help:"Report or baseline of the first run, - for standard input."`
	New string `arg:"" complete:"files" help:"Report or baseline of the second run, - for standard input."`
	diffOutputs
}

// diffOutputs are the flags of diff and bump that say where their result goes.
type diffOutputs struct {
	Format string       `enum:"text,json,markdown,github" default:"text" placeholder:"text|json|…" help:"Output format: text, json, markdown (for a comment on a pull request) or github (workflow commands)."`
	Output []diffOutput `short:"o" complete:"diff outputs" placeholder:"FORMAT=FILE" sep:"none" help:"Also write the result to a file, in any format: -o markdown=comment.md. Repeatable. All files appear complete, or none."`
}

// diffFormats are the formats of diff and bump.
var diffFormats = map[string]func(*bytes.Buffer, comparison) error{
	"text":     func(b *bytes.Buffer, c comparison) error { printer{b, false}.comparison(c); return nil },
	"json":     func(b *bytes.Buffer, c comparison) error { return report.WriteJSON(b, c.json()) },
	"markdown": func(b *bytes.Buffer, c comparison) error { b.WriteString(c.markdown(maxComment)); return nil },
	"github":   func(b *bytes.Buffer, c comparison) error { c.github(b); return nil },
}

// diffFormatList has the names of the formats in their order.
const diffFormatList = "text,json,markdown,github"

// diffOutput is a file and the format of what diff writes into it.
type diffOutput output

// UnmarshalText implements encoding.TextUnmarshaler: "markdown=comment.md".
func (o *diffOutput) UnmarshalText(text []byte) (err error) {
	one, err := outputOf(string(text), strings.Split(diffFormatList, ","), "markdown=comment.md")
	*o = diffOutput(one)
	return err
}

// Run implements the command.
func (c *diffCommand) Run(s *session) error {
	s.github = c.Format == "github"
	if err := c.check(s, used{c.Old, "<old>"}, used{c.New, "<new>"}); err != nil {
		return err
	}
	if err := checkInputs("diff", used{c.Old, "<old>"}, used{c.New, "<new>"}); err != nil {
		return err
	}
	old, err := readReport(c.Old)
	if err != nil {
		return usageError{err}
	}
	new, err := readReport(c.New)
	if err != nil {
		return usageError{err}
	}
	if err := checkShards(old.Shard, new.Shard); err != nil {
		return err
	}
	return c.print(s, compare(old, new, c.New, repository(s.getenv)))
}

// check checks before the work whether the files can be written.
func (c *diffOutputs) check(s *session, reads ...used) error {
	var list []output
	for _, o := range c.Output {
		list = append(list, output(o))
	}
	return checkOutputs(list, append(reads, used{c.summary(s), "$" + summaryVariable})...)
}

// summary returns the file of the step's summary, "" without one.
func (c *diffOutputs) summary(s *session) string {
	if c.Format != "github" {
		return ""
	}
	return s.getenv(summaryVariable)
}

// print writes a comparison to standard output, to the files of -o, and to the summary
// of a step. The exit status says whether anything has changed.
func (c *diffOutputs) print(s *session, x comparison) error {
	if len(x.changes) > 0 {
		s.status = ExitFails
	}
	if c.Format == "text" {
		printer{s.out, s.colour}.comparison(x)
	} else if err := diffFormats[c.Format](s.out, x); err != nil {
		return err
	}
	s.finished = true
	var files []contents
	for _, o := range c.Output {
		var b bytes.Buffer
		if err := diffFormats[o.format](&b, x); err != nil {
			return err
		}
		files = append(files, contents{o.file, b.Bytes()})
	}
	err := writeAll(files...)
	if file := c.summary(s); file != "" {
		err = errors.Join(err, appendTo(file, x.markdown(maxSummary)))
	}
	return err
}

// comparison is what diff and bump show: the changes between two runs, grouped by cause
// and judged.
type comparison struct {
	old, new report.Report
	// file is the name of the second report, "" if no file of the user has it.
	file string
	root root
	// onlyOne is the number of cases that the target of one of the runs could not run, or
	// not in its time. They are no changes.
	onlyOne int
	// changes are in the order of the new report, and causes in the order in which they
	// are to be read.
	changes []judgedChange
	causes  []commonCause
	// total counts all changes, for each of the profiles judges.
	total []tally
}

// compare compares two reports.
func compare(old, new report.Report, file string, r root) comparison {
	c := comparison{old: old, new: new, file: file, root: r}
	list, onlyOne := comparable(old, new, report.Compare(old, new))
	c.onlyOne = onlyOne
	c.changes = judgeChanges(old, new, list)
	c.causes = causesOf(old, new, c.changes)
	c.total = tallies(c.changes)
	return c
}

// headline counts the changes in one sentence.
func (c comparison) headline() string {
	if len(c.changes) == 0 {
		return "Nothing has changed."
	}
	ids := map[string]bool{}
	for _, x := range c.changes {
		ids[x.Scenario] = true
	}
	return fmt.Sprintf("%s in %s, with %s.", plural(len(c.changes), "change"), plural(len(ids), "scenario"), plural(len(c.causes), "cause"))
}

// differentSettings is a remark on two runs that cannot be compared without it.
const differentSettings = "The two runs have different host settings, which can be the cause of the changes."

// remarks are what the reader has to know about the two runs.
func (c comparison) remarks() (out []string) {
	if c.old.Settings.String() != c.new.Settings.String() {
		out = append(out, differentSettings)
	}
	switch {
	case realTime(c.old) != realTime(c.new):
		out = append(out, "One of the two runs measured in real time: durations are compared at the granularity of such a run.")
	case realTime(c.old) && c.old.Target != c.new.Target:
		out = append(out, fmt.Sprintf("The two runs are of different kernels: %s and %s.", report.VisibleLine(c.old.Target), report.VisibleLine(c.new.Target)))
	}
	if c.onlyOne > 0 {
		out = append(out, fmt.Sprintf("%s of one run could not run, or not in time, in the other, and %s not compared.", plural(c.onlyOne, "case"), isAre(c.onlyOne)))
	}
	if c.old.Twcheck != c.new.Twcheck {
		out = append(out, "The two runs are of different versions of twcheck, which can be the cause of the changes.")
	}
	return out
}

// diffJSON is the JSON form of a comparison.
type diffJSON struct {
	Schema   int            `json:"schema"`
	Old      oneRun         `json:"old"`
	New      oneRun         `json:"new"`
	Profiles []tally        `json:"profiles"`
	Causes   []commonCause  `json:"causes"`
	Changes  []judgedChange `json:"changes"`
}

// oneRun describes one of the two runs in diff's JSON.
type oneRun struct {
	report.Versions
	Target   string          `json:"target,omitempty"`
	Settings report.Settings `json:"settings,omitzero"`
}

func (c comparison) json() diffJSON {
	return diffJSON{report.Schema, oneRun{c.old.Versions, c.old.Target, c.old.Settings}, oneRun{c.new.Versions, c.new.Target, c.new.Settings}, c.total, c.causes, c.changes}
}
