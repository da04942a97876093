package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// formats are the formats of reports.
var formats = map[string]func(b *bytes.Buffer, r report.Report) error{
	"text":   func(b *bytes.Buffer, r report.Report) error { return printer{b, false}.report(r, false) },
	"json":   func(b *bytes.Buffer, r report.Report) error { return r.WriteJSON(b) },
	"junit":  func(b *bytes.Buffer, r report.Report) error { return writeJUnit(b, r.Visible()) },
	"tap":    func(b *bytes.Buffer, r report.Report) error { return writeTAP(b, r.Visible()) },
	"github": func(b *bytes.Buffer, r report.Report) error { return writeGitHub(b, r.Visible()) },
}

const formatNames = "text, json, junit, tap or github"

// output is a file and the format of the report in it.
type output struct {
	format string
	file   string
}

// UnmarshalText implements encoding.TextUnmarshaler: "junit=report.xml".
func (o *output) UnmarshalText(text []byte) error {
	format, file, found := strings.Cut(string(text), "=")
	if !found || file == "" || formats[format] == nil {
		return fmt.Errorf("want a format and a file, such as junit=report.xml, not %q; formats are %s", text, formatNames)
	}
	*o = output{format, file}
	return nil
}

// writeOutputs writes all files, or none.
func writeOutputs(list []output, r report.Report) error {
	var files []contents
	for _, o := range list {
		var b bytes.Buffer
		if err := formats[o.format](&b, r); err != nil {
			return err
		}
		files = append(files, contents{o.file, b.Bytes()})
	}
	return writeAll(files...)
}
