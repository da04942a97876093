package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
)

// formats are the forms in which a report can be written.
var formats = map[string]func(b *bytes.Buffer, r scenarios.Report) error{
	"text":   func(b *bytes.Buffer, r scenarios.Report) error { return printer{b, false}.report(r, false) },
	"json":   func(b *bytes.Buffer, r scenarios.Report) error { return r.WriteJSON(b) },
	"junit":  writeJUnit,
	"tap":    writeTAP,
	"github": writeGitHub,
}

const formatNames = "text, json, junit, tap or github"

// output is a report in one form, in a file.
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

// write writes the report to the file.
func (o output) write(r scenarios.Report) error {
	var b bytes.Buffer
	if err := formats[o.format](&b, r); err != nil {
		return err
	}
	return writeWhole(o.file, b.Bytes())
}

// writeWhole makes a file appear with all of its contents, or not at all.
func writeWhole(file string, contents []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(file), ".twcheck-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // where it was not renamed
	_, err = temporary.Write(contents)
	if err := errors.Join(err, temporary.Chmod(0o666&^umask), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}

// umask is what CreateTemp does not grant and other files have: that others may not
// write.
const umask = 0o022
