package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/twcheck/twcheck/scenarios/report"
)

// formats are the forms in which a report can be written.
var formats = map[string]func(b *bytes.Buffer, r report.Report) error{
	"text":   func(b *bytes.Buffer, r report.Report) error { return printer{b, false}.report(r, false) },
	"json":   func(b *bytes.Buffer, r report.Report) error { return r.WriteJSON(b) },
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
func (o output) write(r report.Report) error {
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
	// Do not replace a file that is not regular, such as /dev/null or a FIFO, nor a
	// link.
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	} else if to, err := os.Readlink(file); err == nil {
		// Of a file that there is not yet.
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(file), to)
		}
		file = to
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return writeInto(file, contents)
	}
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

// writeInto writes to something that exists.
func writeInto(file string, contents []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(contents)
	return errors.Join(err, f.Close())
}

// checkOutputs finds out before the run what would keep the files from being
// written, so that either all of them appear or none.
func checkOutputs(list []output) error {
	seen := map[string]bool{}
	for _, o := range list {
		file, err := filepath.Abs(o.file)
		if err != nil {
			return fmt.Errorf("write %s: %w", o.file, cause(err))
		}
		if seen[file] {
			return usageError{fmt.Errorf("-o names %s twice: want a file for each format", o.file)}
		}
		seen[file] = true
		info, err := os.Stat(filepath.Dir(file))
		if err == nil && !info.IsDir() {
			err = syscall.ENOTDIR
		}
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			return fmt.Errorf("write %s: %w", o.file, syscall.EISDIR)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", o.file, cause(err))
		}
	}
	return nil
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
