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

// write writes the report to the file.
func (o output) write(r report.Report) error {
	var b bytes.Buffer
	if err := formats[o.format](&b, r); err != nil {
		return err
	}
	return writeWhole(o.file, b.Bytes())
}

// writeWhole writes a file as a whole or not at all.
func writeWhole(file string, contents []byte) error {
	if err := replace(file, contents); err != nil {
		return fmt.Errorf("write %s: %w", file, cause(err))
	}
	return nil
}

func replace(file string, contents []byte) error {
	// Do not replace a link or a special file, such as /dev/null or a FIFO.
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	} else if to, err := os.Readlink(file); err == nil {
		// The file does not exist yet.
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
	defer os.Remove(temporary.Name()) // if it was not renamed
	defer temporary.Close()           // if an error came first
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

// writeInto writes to an existing file.
func writeInto(file string, contents []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(contents)
	return errors.Join(err, f.Close())
}

// checkOutputs checks before the run whether the files can be written, so that either
// all of them appear or none.
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

// cause returns the error of a file without the file's name, which may be a temporary
// one.
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

// umask is the mask for the mode of a new file: only its owner may write. CreateTemp
// alone would create a file that others cannot read.
const umask = 0o022
