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
	if err := replace(file, contents); err != nil {
		return fmt.Errorf("write %s: %w", file, cause(err))
	}
	return nil
}

func replace(file string, contents []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(file), ".twcheck-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // where it was not renamed
	defer temporary.Close()           // where something went wrong before
	_, err = temporary.Write(contents)
	for _, next := range []func() error{
		func() error { return temporary.Chmod(0o666 &^ umask) },
		temporary.Close,
		func() error { return os.Rename(temporary.Name(), file) },
	} {
		if err == nil {
			err = next()
		}
	}
	return err
}

// cause is what an error of a file says without the file: the temporary one, of which
// nobody has heard.
func cause(err error) error {
	var path *os.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// umask is what CreateTemp does not grant and other files have: that others may not
// write.
const umask = 0o022
