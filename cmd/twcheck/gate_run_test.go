package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/fixture/preflight"
)

// gateRun is what a run has written.
type gateRun struct {
	status    int
	out, errs string
	texts     map[string]string // by format; the summary too, if there is one
}

// runGate runs the command in a folder, with an output in each format.
func runGate(t *testing.T, dir string, in gateInput) (r gateRun) {
	t.Helper()
	args := append([]string{"run", "--format", in.format}, in.args...)
	for format := range formats {
		args = append(args, "-o", format+"=out."+format)
	}
	env := map[string]string{summaryVariable: "out.summary", todayVariable: "2027-03-02", workspaceVariable: dir}
	var out, errs bytes.Buffer
	s := &session{out: new(bytes.Buffer), err: &errs, getenv: func(key string) string { return env[key] },
		preflight: func() (preflight.Result, error) { return preflight.Result{}, nil }} // it has tests of its own
	r.status = s.main(args, &out)
	r.out, r.errs, r.texts = out.String(), errs.String(), map[string]string{}
	for _, format := range append(slices.Collect(maps.Keys(formats)), "summary") {
		if text, err := os.ReadFile("out." + format); err == nil {
			r.texts[format] = string(text)
			os.Remove("out." + format)
		}
	}
	return r
}

// checkGate runs an input, checks what it says, and returns it.
func checkGate(t *testing.T, dir string, in gateInput) gateRun {
	t.Helper()
	t.Chdir(dir)
	for name, text := range in.files {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(name)
	}
	r := runGate(t, dir, in)
	checkHarmless(t, "standard error", 0, r.errs)
	checkHarmless(t, in.format, 0, r.out)
	if want := in.want.status(); !in.want.unknown && r.status != want {
		t.Errorf("exit status %d, want %d (%s): %s\n%s\n%s", r.status, want, in.want.invalid, r.errs, r.out, gateText(in))
		return r
	}
	if r.status == ExitUsage {
		checkRefused(t, in, r)
		return r
	}
	checkFormats(t, in, r)
	if !in.want.unknown {
		checkCounts(t, in.want, r)
	}
	if in.again && !in.want.late { // what was late has its real time in it
		again := runGate(t, dir, in)
		for format, text := range r.texts {
			if timeless(text) != timeless(again.texts[format]) {
				t.Errorf("%s differs when the run is repeated:\n%s\n%s", format, text, again.texts[format])
			}
		}
	}
	return r
}

// gateText returns an input for a message.
func gateText(in gateInput) string {
	var b strings.Builder
	fmt.Fprintf(&b, "twcheck run %q\n", in.args)
	for name, text := range in.files {
		fmt.Fprintf(&b, "%q:\n%s\n", name, text)
	}
	return b.String()
}

// checkRefused checks the error of an input that was not run.
func checkRefused(t *testing.T, in gateInput, r gateRun) {
	t.Helper()
	if !strings.HasPrefix(r.errs, "twcheck: ") || len(r.texts) > 0 {
		t.Errorf("a refused input has the files %v and on standard error %q", slices.Collect(maps.Keys(r.texts)), r.errs)
	}
	if in.format == "github" {
		for line := range strings.Lines(r.out) {
			if !strings.HasPrefix(line, "::error ") {
				t.Errorf("a refused input has on standard output: %q", line)
			}
		}
	}
	if (in.format == "github") != (r.out != "") {
		t.Errorf("a refused input has on standard output: %q", r.out)
	}
}
