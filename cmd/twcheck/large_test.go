package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// largeSizes are the sizes of the inputs of TestLargeReports. From one to the next, what
// grows with the size costs 4 times as much, n log n 4.7 times, and the square 16 times.
var largeSizes = []int{250, 1000, 4000}

// largeLimit limits what an input may cost.
type largeLimit struct {
	what string
	// growth is how many times as much the second step between the sizes may cost as the
	// first. A run of netstack does not always cost the same: a first step counts as at
	// least noise, as a part of what the smallest input costs.
	growth, noise float64
	// each is what one of the entries may cost.
	each float64
}

// largeLimits limit bytes, of lists that grow by doubling, and statements.
var largeLimits = []largeLimit{{"bytes", 7, 0.1, 100_000}, {"statements", 4.9, 0.01, 20_000}}

// TestLargeReports: no command about a policy or a report costs more than n log n. It
// counts the bytes that are allocated and the statements that are run.
func TestLargeReports(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT TESTED: what large reports cost, as that takes half a minute")
	}
	inputs := largeInputs(t)
	dir := t.TempDir()
	t.Chdir(dir)
	program := filepath.Join(dir, "counted")
	buildCounted(t, program)
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		var allocated, run []float64
		for _, n := range largeSizes {
			args := inputs[name](t, n)
			allocated = append(allocated, bytesOf(args))
			run = append(run, statementsOf(t, program, args))
		}
		for i, cost := range [][]float64{allocated, run} {
			largeLimits[i].check(t, name, cost)
		}
	}
}

// check checks what an input of the three sizes costs.
func (l largeLimit) check(t *testing.T, name string, cost []float64) {
	t.Helper()
	first, second := cost[1]-cost[0], cost[2]-cost[1]
	each := second / float64(largeSizes[2]-largeSizes[1])
	t.Logf("%s: %.0f %s, growth %.1f, %.0f each", name, cost, l.what, second/first, each)
	if second > l.growth*max(first, l.noise*cost[0]) {
		t.Errorf("%s: %.0f %s for the sizes %d: 4 times as much costs %.1f times as much, want at most %.1f", name, cost, l.what, largeSizes, second/first, l.growth)
	}
	if each > l.each {
		t.Errorf("%s: %.0f %s for the sizes %d: each entry costs %.0f, want at most %.0f", name, cost, l.what, largeSizes, each, l.each)
	}
}

// largeEnv is the environment of the commands. The summary takes part.
func largeEnv(key string) string {
	return map[string]string{summaryVariable: "summary", todayVariable: "2027-03-02"}[key]
}

// bytesOf runs a command and returns the bytes that it allocated.
func bytesOf(args []string) float64 {
	os.Remove("summary")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Main(args, new(bytes.Buffer), new(bytes.Buffer), largeEnv)
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// buildCounted builds the command so that it counts statements.
func buildCounted(t *testing.T, name string) {
	_, here, _, _ := runtime.Caller(0)
	cmd := exec.Command("go", "build", "-cover", "-covermode=count", "-coverpkg=./cmd/twcheck,./scenarios/report,./scenarios/policy,./scenarios/profile,./scenarios/spelling", "-o", name, "./cmd/twcheck")
	cmd.Dir = filepath.Join(filepath.Dir(here), "..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, out)
	}
}

// statementsOf runs a command and returns how many statements it ran.
func statementsOf(t *testing.T, program string, args []string) (sum float64) {
	t.Helper()
	os.Remove("summary")
	covered := t.TempDir()
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "GOCOVERDIR="+covered, summaryVariable+"=summary", todayVariable+"="+largeEnv(todayVariable))
	cmd.Run() // it fails, by the status of the gate
	text := filepath.Join(covered, "text")
	if out, err := exec.Command("go", "tool", "covdata", "textfmt", "-i="+covered, "-o="+text).CombinedOutput(); err != nil {
		t.Fatalf("covdata: %v\n%s", err, out)
	}
	for line := range strings.Lines(contentsOf(t, text)) { // file:from,to statements count
		f := strings.Fields(line)
		if len(f) != 3 {
			continue
		}
		statements, err := strconv.ParseFloat(f[1], 64)
		count, err2 := strconv.ParseFloat(f[2], 64)
		if err != nil || err2 != nil {
			t.Fatalf("covdata: %q", line)
		}
		sum += statements * count
	}
	return sum
}

// largeInputs returns functions that write an input of a size, and return the command.
func largeInputs(t *testing.T) map[string]func(t *testing.T, n int) []string {
	list, err := scenarios.Select("T-02")
	if err != nil {
		t.Fatal(err)
	}
	now := scenarios.Runner{Seed: 1}.Run(list...)
	file := func(t *testing.T, name, text string) string {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	save := func(t *testing.T, name string, r report.Report) string {
		var b strings.Builder
		if err := r.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		return file(t, name, b.String())
	}
	formats := func(args ...string) []string {
		for _, format := range strings.Split(formatList, ",") {
			args = append(args, "-o", format+"=out."+format)
		}
		return append(args, "--format", "github")
	}
	out := map[string]func(*testing.T, int) []string{}
	for name, add := range map[string]func(r *report.Report, n int){
		"a baseline with scenarios that are gone": func(r *report.Report, n int) {
			for i := range n {
				r.Scenarios = append(r.Scenarios, gone(fmt.Sprintf("G-%d", i), "g", "a", "x"))
			}
		},
		"a baseline with cases that are gone": func(r *report.Report, n int) {
			s := &r.Scenarios[0]
			s.Observations = slices.Clone(s.Observations)
			for i := range n {
				s.Observations = append(s.Observations, gone("", "", fmt.Sprintf("case %d", i), "x").Observations...)
			}
		},
		"a baseline with a long run of backticks": func(r *report.Report, n int) {
			r.Scenarios = append(r.Scenarios, gone("G-1"+strings.Repeat("`", 10*n), "g", "a", "x"))
		},
	} {
		out[name] = func(t *testing.T, n int) []string {
			r := now
			r.Scenarios = slices.Clone(r.Scenarios)
			add(&r, n)
			return formats("run", "--baseline", save(t, "baseline.json", r), "T-02")
		}
	}
	for name, one := range map[string]func(i int, observed string) report.Result{
		"diff, one cause": func(i int, seen string) report.Result { return gone(fmt.Sprintf("G-%d", i), "g", "lasted", seen) },
		"diff, many causes": func(i int, seen string) report.Result {
			return gone(fmt.Sprintf("G-%d", i), fmt.Sprintf("g%d", i), fmt.Sprintf("case %d", i), seen)
		},
		"diff, half of it one cause": func(i int, seen string) report.Result {
			return gone(fmt.Sprintf("G-%d", i), fmt.Sprintf("g%d", i*(i%2)), fmt.Sprintf("case %d", i*(i%2)), seen)
		},
	} {
		out[name] = func(t *testing.T, n int) []string {
			old, new := now, now
			old.Scenarios, new.Scenarios = nil, nil
			for i := range n {
				old.Scenarios, new.Scenarios = append(old.Scenarios, one(i, "1s")), append(new.Scenarios, one(i, "3s"))
			}
			return []string{"diff", save(t, "old.json", old), save(t, "new.json", new), "--format", "github", "-o", "text=out.text", "-o", "markdown=out.md", "-o", "json=out.json"}
		}
	}
	maps.Copy(out, largePolicies(file, formats))
	return out
}

// gone is a scenario that the catalogue does not have, with one case.
func gone(id, group, name, observed string) report.Result {
	return report.Result{ID: id, Group: group, Title: "t", Sources: []string{}, Verdict: report.Holds,
		Observations: []report.Observation{{Case: name, Observed: observed, Verdict: report.Holds}}}
}

// largePolicies returns the policies of largeInputs.
func largePolicies(file func(t *testing.T, name, text string) string, formats func(...string) []string) map[string]func(*testing.T, int) []string {
	lines := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	out := map[string]func(*testing.T, int) []string{}
	for name, text := range map[string]func(n int) string{
		"a policy, requirements": func(n int) string { return "require:\n" + lines(n, "- {profile: linux, scenarios: [T-02]} #%d\n") },
		"a policy, requirements and acceptances that are not required": func(n int) string {
			return "require:\n" + lines(n, "- {profile: linux, scenarios: [T-02]} #%d\n") + "accept:\n" + lines(n, "- {scenario: T-04, profile: linux, because: x%d}\n")
		},
		"a policy, a list that aliases repeat": func(n int) string {
			return "require:\n- &r {profile: linux, scenarios: [" + strings.Repeat("x,", n) + "x]}\n" + lines(n, "- *r #%d\n")
		},
		"a policy, unknown scenarios": func(n int) string {
			return "require:\n- {profile: linux, scenarios: [" + lines(n, "x%d,") + "x]}\n"
		},
		"a policy, unknown groups": func(n int) string {
			return "require:\n- {profile: linux, groups: [" + lines(n, "x%d,") + "x]}\n"
		},
		"a policy, cases": func(n int) string {
			return "require:\n- {profile: linux, scenarios: [C-80]}\naccept:\n- {scenario: C-80, profile: linux, because: x, observed: x, cases: [" + lines(n, "\"S*\", \"S*%d\",") + "\"*\"]}\n"
		},
		"a policy, a long run of backticks": func(n int) string {
			return "require:\n- {profile: linux, scenarios: [C-80]}\naccept:\n- {scenario: C-80, profile: linux, because: \"" + strings.Repeat("`", 10*n) + "\"}\n"
		},
	} {
		out[name] = func(t *testing.T, n int) []string {
			return formats("run", "--policy", file(t, "policy.yaml", text(n)))
		}
	}
	return out
}
