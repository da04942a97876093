package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	tcp "github.com/twcheck/twcheck/scenarios/target"
	"github.com/twcheck/twcheck/scenarios/target/kernel"
)

// targets are the flags for a run on another TCP than netstack.
type targets struct {
	Target  string  `enum:"netstack,bare,linux" default:"netstack" placeholder:"netstack|bare|linux" help:"TCP to run on: netstack, bare, which is netstack without the settings of a fixture.Host, or linux, which is the kernel of this machine, in network namespaces that end with the command. It needs root, or a user namespace that may open /dev/net/tun, and takes real time."`
	MaxTime maxTime `placeholder:"DURATION" default:"2m" help:"With --target linux: leave out and list the cases that take more real time. They run side by side, so the run takes hardly more. Default: 2m."`
}

// maxTime is the value of --max-time.
type maxTime time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *maxTime) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v <= 0 {
		return fmt.Errorf("want a duration above 0, such as 2m, not %q", text)
	}
	*d = maxTime(v)
	return nil
}

// sideBySide is the number of cases that run on the kernel at a time. They mostly wait.
const sideBySide = 1500

// errBareFlags is the error of flags that would set what a bare netstack has not set, or that
// name profiles of their own.
var errBareFlags = errors.New("run: --target bare cannot be combined with --policy, --time-wait, --port-range or --tw-reuse")

// errTargetFlags is the error of flags that a kernel has no meaning for.
var errTargetFlags = errors.New("run: --target linux cannot be combined with --policy, --time-wait, --port-range, --tw-reuse or --fail-fast")

// elsewhere makes a runner use the kernel, for a command with a name. The function that it
// returns releases it. If the command ran again in a user namespace instead, done is true.
func (c *targets) elsewhere(s *session, name string, r *scenarios.Runner, cases int) (release func() error, done bool, err error) {
	k, err := kernel.Open()
	if errors.Is(err, tcp.ErrUnable) {
		if again, no := kernel.InUserNamespace(); no == nil && os.Getuid() != 0 {
			return nil, true, s.again(again, name, err)
		}
		return nil, false, usageError{fmt.Errorf("%s: --target linux: %w", name, err)}
	}
	if err != nil {
		return nil, false, err
	}
	most := time.Duration(c.MaxTime)
	r.Target, r.Limit, r.Parallel = k, most, sideBySide
	// A case ends by itself at --max-time; what stands still is abandoned later.
	r.CaseTimeout = 0
	fmt.Fprintf(s.err, "twcheck: %s on %s, side by side in real time: at most about %s\n", plural(cases, "case"), k.Name(), most)
	progress := newProgress(s.err, s.getenv, cases)
	if progress != nil {
		progress.until = time.Now().Add(most)
	}
	r.Ended = progress.ended
	stop := make(chan struct{})
	r.Stop = stop
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		if _, ok := <-interrupts; ok {
			close(stop)
			signal.Stop(interrupts) // the next one ends the program
		}
	}()
	return func() error {
		signal.Stop(interrupts)
		select {
		case <-stop: // cases still run, and all of it ends with the program
			return nil
		default:
			close(interrupts)
			return k.Close()
		}
	}, false, nil
}

// interrupted reports whether a run ended before its cases.
func interrupted(run report.Report) bool {
	return slices.ContainsFunc(run.LeftOut, func(x report.LeftOut) bool { return x.Reason == scenarios.Interrupted })
}

// again runs the command in a user namespace, and ends with its status.
func (s *session) again(cmd *exec.Cmd, name string, why error) error {
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit) && exit.ExitCode() >= 0:
		s.status = exit.ExitCode()
		return nil
	}
	return usageError{fmt.Errorf("%s: --target linux: %w; a user namespace did not help: %w", name, why, err)}
}

// profileName returns the profile that a run compares with unless it names one.
func (t targets) profileName() string {
	switch t.Target {
	case "linux":
		return profile.Linux().Name
	case "bare":
		return profile.Bare().Name
	}
	return profile.Netstack().Name
}

// casesOf counts the cases of scenarios.
func casesOf(list []scenarios.Scenario) (n int) {
	for _, s := range list {
		n += len(s.Cases)
	}
	return n
}

// realTime reports whether a run was of a TCP whose clock is real time.
func realTime(r report.Report) bool {
	return r.Target != "" && r.Target != scenarios.BareTarget().Name()
}

// onLinux reports whether the target is the kernel.
func (t targets) onLinux() bool { return t.Target == "linux" }

// ranNothing is the error of a run in which the target could not run a single case: it
// would pass without a look at anything.
func ranNothing(run report.Report) error {
	x := run.LeftOut[0]
	return fmt.Errorf("run: %s can run none of %s: %s %s: %s", run.Target, plural(len(run.LeftOut), "case"), x.Scenario, x.Case, x.Reason)
}

// leftOutOf returns the cases of a scenario that the target could not run.
func leftOutOf(r report.Report, id string) (out []report.LeftOut) {
	for _, x := range r.LeftOut {
		if x.Scenario == id {
			out = append(out, x)
		}
	}
	return out
}

// leftOutWhole returns the cases of the scenarios of which the target could run none.
func leftOutWhole(r report.Report) (out []report.LeftOut) {
	ran := map[string]bool{}
	for _, s := range r.Scenarios {
		ran[s.ID] = true
	}
	for _, x := range r.LeftOut {
		if !ran[x.Scenario] {
			out = append(out, x)
		}
	}
	return out
}

// leftOutScenarios counts the scenarios of which the target could run no case.
func leftOutScenarios(r report.Report) int {
	ids := map[string]bool{}
	for _, x := range leftOutWhole(r) {
		ids[x.Scenario] = true
	}
	return len(ids)
}

// leftOut prints the cases that the target could not run: how many for each reason, or
// each of them.
func (p printer) leftOut(all []report.LeftOut, target string, verbose bool) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s not run on %s:\n", plural(len(all), "case"), target)
	if verbose {
		for _, x := range all {
			fmt.Fprintf(p.out, "  %s %s: %s\n", x.Scenario, x.Case, x.Reason)
		}
		return
	}
	count := map[string]int{}
	var reasons []string
	for _, x := range all {
		if count[x.Reason]++; count[x.Reason] == 1 {
			reasons = append(reasons, x.Reason)
		}
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return count[b] - count[a] })
	for _, reason := range reasons {
		fmt.Fprintf(p.out, "  %4d %s\n", count[reason], reason)
	}
}
