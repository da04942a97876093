package main

import (
	"fmt"
	"io"
	"os"
)

// dash is the name of standard input on the command line. A file with this name is "./-".
const dash = "-"

// standardInput is the name of standard input in messages and reports. It is no file,
// so no annotation points to it.
const standardInput = "<stdin>"

// shown returns the name of a file in messages.
func shown(file string) string {
	if file == dash {
		return standardInput
	}
	return file
}

// open opens a file to read, or standard input. The error names the file.
func open(file string) (io.ReadCloser, error) {
	if file == dash {
		return io.NopCloser(os.Stdin), nil
	}
	return os.Open(file)
}

// checkInputs returns an error if two files are standard input, which only one can read.
func checkInputs(command string, list ...used) error {
	before := ""
	for _, x := range list {
		switch {
		case x.file != dash:
		case before != "":
			return usageError{fmt.Errorf("%s: %s and %s are both %s, which is standard input: want it for one of them", command, before, x.what, dash)}
		default:
			before = x.what
		}
	}
	return nil
}
