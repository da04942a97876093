package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/twcheck/twcheck/fixture/preflight"
	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// These are the exit statuses. They do not depend on the format of the output.
const (
	// ExitHolds: every observation holds, is open, or diverges in a documented way.
	ExitHolds = 0
	// ExitFails: an observation fails, whatever else could not be observed or written.
	ExitFails = 1
	// ExitUsage: the command line, or a file that it names, is invalid. Nothing was run.
	ExitUsage = 2
	// ExitBroken: a case could not be observed, or the output could not be written, and
	// nothing fails as far as it was observed.
	ExitBroken = 3
)

func main() {
	os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

// commands lists the commands. The tags are their help.
type commands struct {
	Run        runCommand        `cmd:"" help:"Run scenarios and compare the observations with the expected results."`
	List       listCommand       `cmd:"" help:"List the scenarios."`
	Explain    explainCommand    `cmd:"" help:"Describe a scenario, its expected results per profile, and its packet trace."`
	Expect     expectCommand     `cmd:"" help:"Compare the files of expectations with a run, and rewrite netstack's part of them with -w."`
	Profiles   profilesCommand   `cmd:"" help:"List the profiles, and where netstack differs from each."`
	Coverage   coverageCommand   `cmd:"" help:"List the claims and the clauses, with the scenarios that observe them."`
	Baseline   baselineCommand   `cmd:"" help:"Save the current behaviour as a baseline, for run --baseline and diff."`
	Diff       diffCommand       `cmd:"" help:"List the changes between two runs, by cause, and judge them. The exit status is 1 if there are any, 0 otherwise."`
	Bump       bumpCommand       `cmd:"" help:"Run the catalogue with two versions of gVisor, in temporary modules, and list the changes as diff does."`
	Schema     schemaCommand     `cmd:"" help:"Print the JSON schema of reports, or of the output of diff."`
	Preflight  preflightCommand  `cmd:"" help:"Test whether twcheck works with the gVisor and the Go that it was built with. The exit status is 2 if it does not."`
	Version    versionCommand    `cmd:"" help:"Print the versions of twcheck, gVisor and Go."`
	Completion completionCommand `cmd:"" help:"Print the script that completes the command line in a shell."`
	Complete   completeCommand   `cmd:"" name:"__complete" hidden:""`
	Help       helpCommand       `cmd:"" help:"Print help for twcheck, or for one command."`

	ShowVersion kong.VersionFlag `name:"version" help:"Print the versions of twcheck, gVisor and Go."`
}

// session is the context of a command. Its output to out appears as a whole when the
// command has ended, or not at all.
type session struct {
	out    *bytes.Buffer
	err    io.Writer
	colour bool
	// width is the number of columns of standard output.
	width  int
	getenv func(string) string
	parser *kong.Kong
	status int
	// finished reports that out is complete and status is right, even if an error
	// follows: a file that cannot be written must not hide what fails.
	finished bool
	// github writes errors as annotations too.
	github bool
	// preflight tests the machinery; see ready.
	preflight func() (preflight.Result, error)
}

// usageError is an error of the command line that the parser cannot detect.
type usageError struct{ error }

// Unwrap returns the error of the command line.
func (e usageError) Unwrap() error { return e.error }

// Main runs the command with the given arguments and returns its exit status.
func Main(args []string, stdout, stderr io.Writer, getenv func(string) string) int {
	s := &session{out: new(bytes.Buffer), err: stderr, colour: wantsColour(stdout, getenv), getenv: getenv, preflight: preflight.Check}
	return s.main(args, stdout)
}

// main runs the command and returns its exit status.
func (s *session) main(args []string, stdout io.Writer) int {
	err := s.dispatch(args, stdout)
	if err == nil || s.finished {
		_, failed := stdout.Write(s.out.Bytes())
		err = errors.Join(err, failed)
	}
	if err == nil {
		return s.status
	}
	if s.github {
		stdout.Write(githubError(err, repository(s.getenv))) // stderr has the error too
	}
	fmt.Fprintf(s.err, "twcheck: %s\n", report.Visible(prefixed(err)))
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return ExitUsage
	case s.finished && s.status == ExitFails:
		return ExitFails
	}
	return ExitBroken
}

// prefixed returns the text of an error. Each problem of a policy has its own line and
// prefix.
func prefixed(err error) string {
	text := err.Error()
	if _, ok := errors.AsType[*policy.Error](err); ok {
		text = strings.ReplaceAll(text, "\n", "\ntwcheck: ")
	}
	return text
}

// helped ends the parsing of a command line that asks for help.
type helped struct{}

// dispatch parses the command line and runs its command.
func (s *session) dispatch(args []string, stdout io.Writer) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil, helped:
		default:
			// Without this, Go would end with the status of a usage error.
			err = fmt.Errorf("panic: %v\n%s", x, debug.Stack())
		}
	}()
	s.width = widthOf(stdout, s.getenv)
	var c commands
	s.parser, err = kong.New(&c,
		kong.Name("twcheck"),
		kong.Description("Runs scenarios of how TCP connections end against gVisor's netstack on a virtual clock."),
		kong.Writers(s.out, s.out),
		// --help ends here, inside Parse.
		kong.Exit(func(int) { panic(helped{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Vars{"version": versions()},
	)
	if err != nil {
		return err
	}
	if err := empty(args); err != nil {
		return usageError{err}
	}
	ctx, err := s.parser.Parse(args)
	if err != nil {
		return usageError{fmt.Errorf("%w%s\n%s", err, nearValue(err), s.accepted(err))}
	}
	return ctx.Run(s)
}

// empty rejects empty arguments. An unset variable in a CI system must not turn off a
// check.
func empty(args []string) error {
	for i, a := range args {
		name, value, equals := strings.Cut(a, "=")
		switch {
		case a == "--":
			return nil
		case strings.HasPrefix(a, "-") && equals && value == "":
			return fmt.Errorf("%s is empty: want a value, or leave it out", name)
		case a == "" && i > 0 && strings.HasPrefix(args[i-1], "-"):
			return fmt.Errorf("%s is empty: want a value, or leave it out", args[i-1])
		}
	}
	return nil
}

// accepted names the help to read, or the commands. The full help of a command is
// longer than a screen and would hide the error.
func (s *session) accepted(err error) string {
	var parse *kong.ParseError
	if !errors.As(err, &parse) {
		return ""
	}
	if command := parse.Context.Selected(); command != nil {
		return fmt.Sprintf("%s --help describes the command", command.Name)
	}
	var b strings.Builder
	b.WriteString("commands are")
	for _, c := range commandsOf(s.parser.Model.Node) {
		fmt.Fprintf(&b, "\n  %-10s  %s", c.word, c.says)
	}
	return b.String()
}
