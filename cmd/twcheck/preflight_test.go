package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/fixture/preflight"
)

// preflighted returns the exit status and the output of a command whose preflight ends
// with an error.
func preflighted(err error, args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	s := &session{out: new(bytes.Buffer), err: &stderr, getenv: func(string) string { return "" },
		preflight: func() (preflight.Result, error) { return preflight.Result{}, err }}
	status = s.main(args, &stdout)
	return status, stdout.String(), stderr.String()
}

// Each command that runs scenarios refuses to do so where results would be wrong.
func TestPreflightRefuses(t *testing.T) {
	broken := errors.New("preflight: calls cannot be told apart")
	for _, args := range [][]string{{"preflight"}, {"run", "C-01"}, {"baseline", "C-01"}, {"explain", "C-01"}, {"expect", "C-01"}, {"run", "C-01", "--format", "json"}} {
		status, out, errs := preflighted(broken, args...)
		if status != ExitUsage || out != "" {
			t.Errorf("%v: exit status %d, want %d and no output, which is %q", args, status, ExitUsage, out)
		}
		if !strings.HasPrefix(errs, "twcheck: preflight: calls cannot be told apart (gVisor ") || !strings.HasSuffix(errs, "): nothing was run\n") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: standard error is %q", args, errs)
		}
	}
	status, out, _ := preflighted(broken, "run", "C-01", "--format", "github")
	if status != ExitUsage || !strings.HasPrefix(out, "::error title=twcheck::preflight: ") {
		t.Errorf("github: exit status %d, and %q", status, out)
	}
	// A machine that stands still is not the fault of the command line.
	if status, _, errs := preflighted(fmt.Errorf("preflight: %w", preflight.ErrTimeLimit), "run", "C-01"); status != ExitBroken {
		t.Errorf("exit status %d, want %d: %s", status, ExitBroken, errs)
	}
	// What runs nothing is not refused.
	for _, args := range [][]string{{"list"}, {"version"}, {"schema"}, {"profiles"}} {
		if status, _, errs := preflighted(broken, args...); status != ExitHolds {
			t.Errorf("%v: exit status %d, want 0: %s", args, status, errs)
		}
	}
}

// The command prints one line.
func TestPreflight(t *testing.T) {
	out := printed(t, ExitHolds, "preflight")
	if strings.Count(out, "\n") != 1 || !strings.HasPrefix(out, "goroutine numbers: ") || !strings.Contains(out, "; processors: ") || !strings.HasSuffix(out, "; clock: virtual, all timers named\n") {
		t.Errorf("preflight prints %q", out)
	}
}
