package scenarios_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// mutateNetstack is "" for no changed netstack, "all" for all, and "short" for
// shortMutations.
var mutateNetstack string

func init() {
	flag.Var(netstackFlag{}, "netstack", "run TestNetstackMutations, which compiles changed copies of netstack: `all` (the same as -netstack alone; half an hour) or short (minutes)")
}

// netstackFlag sets mutateNetstack.
type netstackFlag struct{}

func (netstackFlag) String() string   { return mutateNetstack }
func (netstackFlag) IsBoolFlag() bool { return true }
func (netstackFlag) Set(s string) error {
	switch s {
	case "all", "true":
		mutateNetstack = "all"
	case "short":
		mutateNetstack = s
	case "false":
		mutateNetstack = ""
	default:
		return errors.New("want all or short")
	}
	return nil
}

// These are the real time limits of a changed netstack, and the number of scenarios
// without an end after which it stops. They detect a netstack that answers itself
// forever.
const (
	catalogueLimit = 1 * time.Minute
	scenarioLimit  = 5 * time.Second
	questionsLimit = 1 * time.Minute
	brokenLimit    = 5
)

// workshop has a copy of the required parts of gVisor, a go.mod that uses it, and the
// programs built from it.
type workshop struct{ gvisor, tcp, modfile, command, questionnaire string }

func newWorkshop(t *testing.T) workshop {
	dir := t.TempDir()
	w := workshop{
		gvisor: filepath.Join(dir, "gvisor"), modfile: filepath.Join(dir, "go.mod"),
		command: filepath.Join(dir, "twcheck"), questionnaire: filepath.Join(dir, "assertions.test"),
	}
	w.tcp = filepath.Join(w.gvisor, "pkg", "tcpip", "transport", "tcp")
	source := strings.TrimSpace(goTool(t, "list", "-m", "-f", "{{.Dir}}", "gvisor.dev/gvisor"))
	packages := goTool(t, "list", "-deps", "-f", `{{with .Module}}{{if eq .Path "gvisor.dev/gvisor"}}{{$.Dir}}{{end}}{{end}}`, "../cmd/twcheck")
	for _, p := range append(strings.Fields(packages), source) {
		rel, err := filepath.Rel(source, p)
		if err != nil {
			t.Fatal(err)
		}
		copyFiles(t, p, filepath.Join(w.gvisor, rel))
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	goTool(t, "mod", "edit", "-replace", "gvisor.dev/gvisor="+w.gvisor, w.modfile)
	return w
}

func copyFiles(t *testing.T, from, to string) {
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, e.Name()), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// change changes netstack and returns a function that undoes the change.
func (w workshop) change(t *testing.T, m netstackMutation) (undo func()) {
	t.Helper()
	file := filepath.Join(w.tcp, m.file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), m.from); n != 1 {
		t.Fatalf("%s has %d places that read %q: want one", m.file, n, m.from)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), m.from, m.to, 1)+m.added), 0o644); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Error(err)
		}
	}
}

// findings are the results of the catalogue with a changed netstack.
type findings struct {
	// scenarios are the ids of the scenarios that notice the change, sorted and unique.
	scenarios []string
	// fails are the observations with the verdict Fails.
	fails map[string]bool
	// lines describe the new observations.
	lines []string
}

// run builds the command and runs the catalogue.
func (w workshop) run(t *testing.T) findings {
	goTool(t, "build", "-modfile", w.modfile, "-ldflags", "-s -w", "-o", w.command, "../cmd/twcheck")
	found := findings{fails: map[string]bool{}}
	if out, err := limited(catalogueLimit, ".", w.command, "run", "--format", "json"); err == nil {
		found.read(t, out)
		return found
	}
	// A scenario never ends or crashes the program, so they run one by one.
	broken := 0
	for s := range scenarios.All() {
		if broken == brokenLimit {
			found.lines = append(found.lines, fmt.Sprintf("what comes from %s on was not run", s.ID))
			break
		}
		out, err := limited(scenarioLimit, ".", w.command, "run", "--format", "json", s.ID)
		if err != nil {
			broken++
			found.scenarios = append(found.scenarios, s.ID)
			found.lines = append(found.lines, fmt.Sprintf("%s: %v", s.ID, err))
			continue
		}
		found.read(t, out)
	}
	return found
}

// read adds the results of a report.
func (f *findings) read(t *testing.T, run []byte) {
	var r report.Report
	if err := json.Unmarshal(run, &r); err != nil {
		t.Fatalf("%v in %s", err, run)
	}
	for _, s := range r.Scenarios {
		if s.Verdict == report.Fails || s.Verdict == report.Error {
			f.scenarios = append(f.scenarios, s.ID)
		}
		for _, o := range s.Observations {
			switch o.Verdict {
			case report.Fails:
				f.fails[s.ID+" "+o.Case] = true
				f.lines = append(f.lines, fmt.Sprintf("%s %s: %s, expected %s", s.ID, o.Case, o.Observed, o.Expected))
			case report.Error:
				first, _, _ := strings.Cut(o.Reason, "\n")
				f.lines = append(f.lines, fmt.Sprintf("%s %s: error: %s", s.ID, o.Case, first))
			}
		}
	}
}

// questions asks the questions of TestAnswers in package assertions and returns
// those whose answers have changed.
func (w workshop) questions(t *testing.T) (names []string) {
	goTool(t, "test", "-c", "-modfile", w.modfile, "-ldflags", "-s -w", "-o", w.questionnaire, "../assertions")
	out, err := limited(questionsLimit, filepath.Join("..", "assertions"), w.questionnaire, "-test.run", "^TestAnswers$")
	if err != nil {
		t.Logf("the questions: %v", err)
	}
	for _, failed := range failedQuestion.FindAllSubmatch(out, -1) {
		names = append(names, string(failed[1]))
	}
	return names
}

var failedQuestion = regexp.MustCompile(`--- FAIL: TestAnswers/(\S+)`)

// goTool runs the go command and returns its output. A failure fails the test.
func goTool(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("go %s: %v\n%s%s", strings.Join(args, " "), err, out, exit.Stderr)
	} else if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// limited runs a program in a folder and returns its output. Exit status 1 or 3 (failed
// or broken checks) is not an error. A crash or a timeout is.
func limited(limit time.Duration, dir, name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return out, nil
	case errors.As(err, &exit) && (exit.ExitCode() == 1 || exit.ExitCode() == 3):
		return out, nil
	case ctx.Err() != nil:
		return out, fmt.Errorf("no end within %s", limit)
	}
	first, _, _ := strings.Cut(stderr.String(), "\n")
	return out, fmt.Errorf("%w: %s", err, first)
}
