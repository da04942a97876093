package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

var update = flag.Bool("update", false, "rewrite the golden files and the generated pages")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"twcheck": main})
}

// TestScripts runs the command as its users do; the scripts are in testdata.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"mask": mask, "status": exitStatus},
		Condition: func(name string) (bool, error) {
			if name != "kernel" {
				return false, fmt.Errorf("no condition %q", name)
			}
			k, err := kernel.Open()
			if err != nil {
				return false, nil
			}
			return true, k.Close()
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("TERM", "xterm")
			return nil
		},
	})
}

// times differ from run to run.
var times = []masked{{regexp.MustCompile(`"real_ns": \d+`), `"real_ns": *`}}

// others differ from machine to machine or from version to version.
var others = []masked{
	{regexp.MustCompile(`\b\d+\.\d+ms\b`), "*ms"},
	{regexp.MustCompile(`\bgo1\.[0-9a-z.]+`), "go*"},
	{regexp.MustCompile(`\bv\d+\.\d+\.\d+[-.0-9a-z+]*`), "v*"},
	{regexp.MustCompile(`"digest": "[0-9a-f]{64}"`), `"digest": "*"`},
	{regexp.MustCompile(`(?m)(\S)   +`), "$1  "}, // columns are as wide as what was masked
}

type masked struct {
	pattern *regexp.Regexp
	by      string
}

// mask [-times] file writes a copy of a file to the file masked. A * replaces text that
// differs from machine to machine, or only the times.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	masks := slices.Concat(times, others)
	if len(args) == 2 && args[0] == "-times" {
		masks, args = times, args[1:]
	}
	if neg || len(args) != 1 {
		ts.Fatalf("usage: mask [-times] file")
	}
	text := ts.ReadFile(args[0])
	for _, m := range masks {
		text = m.pattern.ReplaceAllString(text, m.by)
	}
	ts.Check(os.WriteFile(ts.MkAbs("masked"), []byte(text), 0o644))
}

// status n command... runs a command that must end with exit status n.
func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status n command [args...]")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit status %d, want %s\n%s", got, want, ts.ReadFile("stderr"))
	}
}

// TestPages keeps the pages of docs/ that are generated in step with the
// catalogue.
func TestPages(t *testing.T) {
	for page, command := range map[string]string{"scenarios": "list", "profiles": "profiles", "coverage": "coverage", "bare-netstack": "profiles bare", "netstack-against-linux": "profiles linux --differences"} {
		path := "../../docs/" + page + ".md"
		var out, errs bytes.Buffer
		if code := Main(append(strings.Fields(command), "--format", "markdown"), &out, &errs, os.Getenv); code != ExitHolds {
			t.Fatalf("exit status %d: %s", code, errs.String())
		}
		if *update {
			if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(text) != out.String() {
			t.Errorf("docs/%s.md is not what the catalogue says: run go generate ./cmd/twcheck", page)
		}
	}
}

// A failing write is an error, whatever the result of the run.
func TestOutputCannotBeWritten(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		var errs bytes.Buffer
		code := Main([]string{"run", "C-01", "--format", format}, broken{}, &errs, func(string) string { return "" })
		if code != ExitBroken || !strings.Contains(errs.String(), "twcheck: the pipe is broken") {
			t.Errorf("%s: exit status %d and %q", format, code, errs.String())
		}
	}
}

// A defect of the program is not mistaken for a usage error, which is how Go
// itself would end.
func TestPanic(t *testing.T) {
	var out, errs bytes.Buffer
	code := Main([]string{"run"}, &out, &errs, func(string) string { panic("boom") })
	if code != ExitBroken || out.Len() > 0 || !strings.Contains(errs.String(), "twcheck: panic: boom\n") {
		t.Errorf("exit status %d, %q and %q", code, out.String(), errs.String())
	}
}

// broken is a writer that does not work.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

type brokenError string

func (e brokenError) Error() string { return string(e) }

const errBroken = brokenError("the pipe is broken")
