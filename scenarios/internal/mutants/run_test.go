//go:build linux

package mutants

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// memory is the address space of a test binary in KiB: a mutant may fill memory without
// end.
const memory = 4 << 20

// run is one run of a test binary.
type run struct {
	bin   *binary
	args  []string
	env   []string
	limit time.Duration
	// free is a run without a limit of memory.
	free bool
}

// outcome is how a run ended.
type outcome struct {
	err  error
	hung bool
	text string
	took time.Duration
	cpu  time.Duration // without that of programs that it leaves behind
}

// do runs the binary, and ends its children too after the time limit.
func (r run) do() outcome {
	ctx, cancel := context.WithTimeout(context.Background(), r.limit)
	defer cancel()
	script := fmt.Sprintf(`ulimit -v %d; exec "$@"`, memory)
	if r.free {
		script = `exec "$@"`
	}
	args := append([]string{"-c", script, "sh", r.bin.path}, r.args...)
	cmd := exec.CommandContext(ctx, "sh", args...)
	cmd.Dir = r.bin.dir
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "TWCHECK_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, r.env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	begun := time.Now()
	o := outcome{err: cmd.Run(), hung: ctx.Err() != nil}
	o.text, o.took = out.String(), time.Since(begun)
	if s := cmd.ProcessState; s != nil {
		o.cpu = s.UserTime() + s.SystemTime()
	}
	return o
}

// verdict is "failed", "panicked" or "hung" for a mutant that was noticed.
func (o outcome) verdict() string {
	switch {
	case o.hung:
		return "hung"
	case strings.Contains(o.text, "panic: ") || strings.Contains(o.text, "fatal error: ") || strings.Contains(o.text, "[PANICKED]"):
		return "panicked"
	}
	return "failed"
}

// mutant is a point that is forced.
type mutant struct {
	point int
	kind  string
}

// result is what became of a mutant.
type result struct {
	mutant
	verdict string // as of an outcome; "survived", or "unreached" if no test can notice
	by      *unit  // the first of the units that noticed
	text    string // what the tests printed
}

// The first units run alone and the others in groups: the first of them have usually
// noticed already.
const (
	alone = 3
	group = 20
)

// try runs the units that can notice a mutant until one does.
func try(m mutant, units []*unit) result {
	if len(units) == 0 {
		return result{mutant: m, verdict: "unreached"}
	}
	for n := 0; len(units) > 0; n++ {
		now, rest := units[:1], []*unit(nil)
		for _, u := range units[1:] {
			if n >= alone && len(now) < group && u.together(now[0]) {
				now = append(now[:len(now):len(now)], u)
			} else {
				rest = append(rest, u)
			}
		}
		units = rest
		limit := 20 * time.Second
		for _, u := range now {
			limit += 5 * u.took
		}
		out := run{bin: now[0].bin, args: arguments(now), env: []string{fmt.Sprintf("TWCHECK_MUTANT=%d %s", m.point, m.kind)}, limit: limit}.do()
		if out.err != nil {
			return result{mutant: m, verdict: out.verdict(), by: culprit(now, out.text), text: out.text}
		}
	}
	return result{mutant: m, verdict: "survived"}
}

// culprit returns the unit that failed, or the first.
func culprit(units []*unit, text string) *unit {
	for _, u := range units {
		if u.part == "" && strings.Contains(text, "--- FAIL: "+u.name+" ") || u.part != "" && strings.Contains(text, u.part) {
			return u
		}
	}
	return units[0]
}
