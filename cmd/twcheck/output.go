package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// outcome is what a format shows: a run that was judged.
type outcome struct {
	// Report has a Judgement. The exit status follows from it as well.
	report.Report
	// root is where the paths of annotations begin.
	root root
}

// formats are the formats of reports.
var formats = map[string]func(*bytes.Buffer, outcome) error{
	"text":   func(b *bytes.Buffer, x outcome) error { return printer{b, false}.report(x.Report, false) },
	"json":   func(b *bytes.Buffer, x outcome) error { return x.WriteJSON(b) },
	"junit":  func(b *bytes.Buffer, x outcome) error { return writeJUnit(b, x.Visible()) },
	"tap":    func(b *bytes.Buffer, x outcome) error { writeTAP(b, x.Visible()); return nil },
	"github": writeGitHub,
}

// formatList has the names of the formats in their order.
const formatList = "text,json,junit,tap,github"

// output is a file and the format of the report in it.
type output struct {
	format string
	file   string
}

// UnmarshalText implements encoding.TextUnmarshaler: "junit=report.xml".
func (o *output) UnmarshalText(text []byte) (err error) {
	*o, err = outputOf(string(text), strings.Split(formatList, ","), "junit=report.xml")
	return err
}

// outputOf parses a format and a file.
func outputOf(text string, known []string, example string) (output, error) {
	format, file, found := strings.Cut(text, "=")
	if !found || file == "" || !slices.Contains(known, format) {
		return output{}, fmt.Errorf("want a format and a file, such as %s, not %q; formats are %s%s", example, text, strings.Join(known[:len(known)-1], ", ")+" or "+known[len(known)-1], spelling.DidYouMean(format, known))
	}
	return output{format, file}, nil
}

// writeOutputs writes all files, or none.
func writeOutputs(list []output, x outcome) error {
	var files []contents
	for _, o := range list {
		var b bytes.Buffer
		if err := formats[o.format](&b, x); err != nil {
			return err
		}
		files = append(files, contents{o.file, b.Bytes()})
	}
	return writeAll(files...)
}
