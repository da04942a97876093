package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// contents are a file and what is to be in it.
type contents struct {
	file string
	text []byte
}

// writeAll writes files. If one of them cannot be written, such as on a full device, all
// are as they were.
func writeAll(list ...contents) error {
	var special []contents
	var staged []stagedFile
	defer func() {
		for _, s := range staged {
			os.Remove(s.temporary) // if it was not renamed
		}
	}()
	for _, c := range list {
		file := target(c.file)
		info, err := os.Stat(file)
		if err == nil && !info.Mode().IsRegular() {
			special = append(special, c)
			continue
		}
		temporary, err := stage(file, info, c.text)
		if err != nil {
			return cannotWrite(c.file, err)
		}
		staged = append(staged, stagedFile{c.file, temporary, file})
	}
	// A FIFO or /dev/full is not replaced and can fail, which a rename hardly can.
	for _, c := range special {
		if err := writeInto(c.file, c.text); err != nil {
			return cannotWrite(c.file, err)
		}
	}
	for _, s := range staged {
		if err := os.Rename(s.temporary, s.file); err != nil {
			return cannotWrite(s.name, err)
		}
	}
	return nil
}

// stagedFile is a complete file that still has another name.
type stagedFile struct{ name, temporary, file string }

// stage writes a temporary file beside the file that it will replace, and returns its
// name. It has the mode of the file that exists. A new file has the mode that the umask
// allows.
func stage(file string, exists fs.FileInfo, text []byte) (name string, err error) {
	name = filepath.Join(filepath.Dir(file), ".twcheck-"+rand.Text())
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err == nil && exists != nil {
		err = f.Chmod(exists.Mode().Perm())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(name)
	}
	return name, err
}

// writeInto writes to a special file, such as a FIFO.
func writeInto(file string, text []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// appendTo appends text to a file, such as the summary of a step. If that fails, the
// file is as it was.
func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
	if err != nil {
		return cannotWrite(file, err)
	}
	info, err := f.Stat()
	if err == nil {
		if _, err = f.WriteString(text); err != nil && info.Mode().IsRegular() {
			f.Truncate(info.Size())
		}
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return cannotWrite(file, err)
	}
	return nil
}

// target follows links: a link is not replaced. The last file does not need to exist.
func target(file string) string {
	const most = 40 // as in Linux; after that it is a loop, which the next call reports
	for range most {
		to, err := os.Readlink(file)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(file), to)
		}
		if _, err := os.Lstat(to); err != nil {
			if _, err := os.Stat(file); err == nil {
				return file // such as /dev/stdout that is a pipe, whose link is no path
			}
		}
		file = to
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
		file = filepath.Join(dir, filepath.Base(file))
	}
	if full, err := filepath.Abs(file); err == nil {
		file = full
	}
	return file
}

// used is a file that the command line names, and what for.
type used struct{ file, what string }

// checkOutputs checks before the run whether the files can be written. Each of them must
// be another one than all before it, and than the files in others.
func checkOutputs(list []output, others ...used) error {
	seen := others
	for _, o := range list {
		if o.file == dash {
			return usageError{fmt.Errorf("-o names %s: want a file; --format %s prints to standard output", dash, o.format)}
		}
		for _, x := range seen {
			if same(o.file, x.file) {
				return usageError{fmt.Errorf("-o names %s, which is the same file as %s: want a file for each format", o.file, x.what)}
			}
		}
		if isStandardOutput(o.file) {
			return usageError{fmt.Errorf("-o names %s, which is the file that standard output goes to: want a file for each format", o.file)}
		}
		seen = append(seen, used{o.file, "-o " + o.format + "=" + o.file})
		if err := checkOutput(o.file); err != nil {
			return err
		}
	}
	return nil
}

// isStandardOutput reports whether a regular file is also standard output, as in
// "-o json=out >out" or "-o json=/dev/stdout >out". One of the two outputs would be
// lost. A pipe or a terminal gets one after the other.
func isStandardOutput(file string) bool {
	info, err := os.Stat(file)
	out, err2 := os.Stdout.Stat()
	return err == nil && err2 == nil && info.Mode().IsRegular() && os.SameFile(info, out)
}

// checkOutput checks whether a file can be written.
func checkOutput(name string) error {
	file := target(name)
	info, err := os.Stat(filepath.Dir(file))
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return cannotWrite(name, syscall.EISDIR)
	}
	if err != nil {
		return cannotWrite(name, err)
	}
	return nil
}

// same reports whether two names are of one file, also through links of both kinds.
func same(a, b string) bool {
	if a == "" || b == "" || a == dash || b == dash {
		return false
	}
	a, b = target(a), target(b)
	if a == b {
		return true
	}
	one, err := os.Stat(a)
	other, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(one, other)
}

// cannotWrite returns the error of a file that cannot be written.
func cannotWrite(file string, err error) error {
	return fmt.Errorf("write %s: %w", file, cause(err))
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
