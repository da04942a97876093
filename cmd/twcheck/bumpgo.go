package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

const (
	gvisorModule   = "gvisor.dev/gvisor"
	twcheckModule  = "github.com/twcheck/twcheck"
	commandPackage = twcheckModule + "/cmd/twcheck"
)

// exeSuffix ends the names of programs.
var exeSuffix = map[bool]string{true: ".exe", false: ".bin"}[runtime.GOOS == "windows"]

// goCommand runs the go command in a folder and returns what it says. It keeps the
// settings of the user but those that would select another go.mod or write to it.
func (w workshop) goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(slices.Clone(w.env), "GOWORK=off", "GOFLAGS="+withoutModFlags(lookup(w.env, "GOFLAGS")))
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// execute runs a program in the user's folder and returns what it says and its status.
func (w workshop) execute(program string, args ...string) (said string, status int, err error) {
	cmd := exec.Command(program, args...)
	cmd.Env = w.env
	out, err := cmd.CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() >= 0 {
		return string(out), exit.ExitCode(), nil
	}
	return string(out), 0, err
}

// lookup returns the value of a variable of an environment.
func lookup(env []string, name string) (value string) {
	for _, x := range env {
		if v, ok := strings.CutPrefix(x, name+"="); ok {
			value = v
		}
	}
	return value
}

// withoutModFlags returns flags without -mod and -modfile.
func withoutModFlags(flags string) string {
	var out []string
	for _, f := range strings.Fields(flags) {
		if name, _, _ := strings.Cut(strings.TrimLeft(f, "-"), "="); name != "mod" && name != "modfile" {
			out = append(out, f)
		}
	}
	return strings.Join(out, " ")
}

// modfileFlag returns the value of -modfile in flags.
func modfileFlag(flags string) (file string) {
	for _, f := range strings.Fields(flags) {
		if name, value, _ := strings.Cut(strings.TrimLeft(f, "-"), "="); name == "modfile" {
			file = value
		}
	}
	return file
}

// copyModule copies the go.mod and go.sum of the working directory's module into the
// workshop, and returns the path of the copy. It selects a version of twcheck.
func (w workshop) copyModule(modfile string) (string, error) {
	env := struct{ GOMOD, GOWORK string }{}
	// With GOWORK=off the go command would not name the workspace.
	cmd := exec.Command("go", "env", "-json", "GOMOD", "GOWORK")
	cmd.Env = w.env
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &env)
	}
	if err != nil {
		return "", fmt.Errorf("bump: it needs the go command: go env: %w", err)
	}
	mod := env.GOMOD
	if mod == "" || mod == os.DevNull || filepath.Base(mod) == "NUL" {
		return "", errors.New("bump: this folder is in no module, and bump takes the version of twcheck, gVisor's replacement and all others from a go.mod: run it in the folder of your module")
	}
	if modfile == "" {
		modfile = modfileFlag(lookup(w.env, "GOFLAGS"))
	}
	if modfile == "" {
		modfile = mod
	}
	base := filepath.Join(w.dir, "go.mod")
	if err := copyFile(modfile, base); err != nil {
		return "", fmt.Errorf("bump: %w", err)
	}
	if err := copyFile(strings.TrimSuffix(modfile, ".mod")+".sum", filepath.Join(w.dir, "go.sum")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("bump: %w", err)
	}
	if err := w.workspace(base, env.GOWORK, filepath.Dir(mod)); err != nil {
		return "", err
	}
	return base, w.selectTwcheck(base)
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o666)
}

// workspace carries over what a go.work replaces: another go.mod is not possible in a
// workspace.
func (w workshop) workspace(base, work, own string) error {
	if work == "" || work == "off" {
		return nil
	}
	said, err := w.goCommand("", "work", "edit", "-json", work)
	if err != nil {
		return fmt.Errorf("bump: %s: %s", work, goError(said, err))
	}
	var file struct {
		Use     []struct{ DiskPath string }
		Replace []struct {
			Old, New struct{ Path, Version string }
		}
	}
	if err := json.Unmarshal([]byte(said), &file); err != nil {
		return fmt.Errorf("bump: %s: %w", work, err)
	}
	absolute := func(path string) string {
		if !filepath.IsAbs(path) {
			path = filepath.Join(filepath.Dir(work), path)
		}
		return path
	}
	args := []string{"mod", "edit"}
	for _, r := range file.Replace {
		old, new := r.Old.Path, r.New.Path
		if r.Old.Version != "" {
			old += "@" + r.Old.Version
		}
		if r.New.Version != "" {
			new += "@" + r.New.Version
		} else {
			new = absolute(new)
		}
		args = append(args, "-replace="+old+"="+new)
	}
	for _, u := range file.Use {
		dir := absolute(u.DiskPath)
		if dir == own {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if m := moduleLine.FindSubmatch(text); err == nil && m != nil {
			args = append(args, "-replace="+string(m[1])+"="+dir)
		}
	}
	if len(args) == 2 {
		return nil
	}
	if said, err := w.goCommand(w.dir, append(args, base)...); err != nil {
		return fmt.Errorf("bump: %s: %s", work, goError(said, err))
	}
	return nil
}

var moduleLine = regexp.MustCompile(`(?m)^\s*module\s+"?([^\s"]+)`)

// selectTwcheck makes a go.mod select a version of twcheck: its own, or else that of this
// program.
func (w workshop) selectTwcheck(mod string) error {
	said, err := w.goCommand(w.dir, "mod", "edit", "-json", mod)
	if err != nil {
		return fmt.Errorf("bump: %s: %s", filepath.Base(mod), goError(said, err))
	}
	var file struct {
		Module  struct{ Path string }
		Require []struct{ Path string }
	}
	if err := json.Unmarshal([]byte(said), &file); err != nil {
		return fmt.Errorf("bump: %s: %w", filepath.Base(mod), err)
	}
	if file.Module.Path == twcheckModule || slices.ContainsFunc(file.Require, func(r struct{ Path string }) bool { return r.Path == twcheckModule }) {
		return nil
	}
	own := report.BuildVersions().Twcheck
	if !strings.HasPrefix(own, "v") || strings.Contains(own, " ") {
		return fmt.Errorf("bump: go.mod does not require %s, and this program is twcheck %s, whose source cannot be found: add it with \"go get -tool %s\", or install a version", twcheckModule, own, commandPackage)
	}
	if said, err := w.goCommand(w.dir, "mod", "edit", "-require="+twcheckModule+"@"+own, mod); err != nil {
		return fmt.Errorf("bump: %s: %s", filepath.Base(mod), goError(said, err))
	}
	return nil
}

// unbuildable are queries for gVisor's branch master, which lacks the generated files.
var unbuildable = []string{"latest", "upgrade", "patch", "master", "HEAD"}

// canonical is a version that needs no look-up.
var canonical = regexp.MustCompile(`^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// replacement returns what the go.mod replaces gVisor with for a version: "PATH VERSION"
// in the form of "go mod edit", or a folder.
func (w workshop) replacement(version string) (string, error) {
	if slices.Contains(unbuildable, version) {
		return "", fmt.Errorf("bump: gVisor %s is its branch master, which cannot be built as a module, because it lacks generated files: want go, the branch for modules, or one of its commits", version)
	}
	if strings.HasPrefix(version, ".") || filepath.IsAbs(version) {
		dir, err := filepath.Abs(version)
		if err == nil {
			_, err = os.Stat(filepath.Join(dir, "go.mod"))
		}
		if err != nil {
			return "", fmt.Errorf("bump: gVisor %s: want the folder of a fork, with a go.mod: %w", version, err)
		}
		return dir, nil
	}
	path, query := gvisorModule, version
	if p, q, ok := strings.Cut(version, "@"); ok && p != "" {
		path, query = p, q
	} else if ok {
		query = q
	}
	if strings.HasPrefix(path, "-") || query == "" || strings.HasPrefix(query, "-") || strings.ContainsAny(path+query, " \t\n=\"") {
		return "", fmt.Errorf("bump: %q is no version: want a pseudo-version such as v0.0.0-20260905035102-160fafc42237, a commit, the branch go, PATH@VERSION or the folder of a fork", version)
	}
	if canonical.MatchString(query) {
		return path + "@" + query, nil
	}
	// In a module of its own, so that no replacement answers.
	own := filepath.Join(w.dir, "query")
	if err := os.MkdirAll(own, 0o777); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(own, "go.mod"), []byte("module query\n"), 0o666); err != nil {
		return "", err
	}
	said, err := w.goCommand(own, "list", "-m", "-f", "{{.Version}}", path+"@"+query)
	if err != nil {
		return "", fmt.Errorf("bump: gVisor %s is not found (%s): GOPROXY does not serve it, or cannot be reached, and a pseudo-version such as v0.0.0-20260905035102-160fafc42237 needs no look-up", version, strings.TrimSuffix(goError(said, err), "."))
	}
	return path + "@" + strings.TrimSpace(said), nil
}

// goError returns the first thing of what the go command says that is an error, on one
// line, or the error itself.
func goError(said string, err error) string {
	var lines []string
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "go: downloading ") || strings.HasPrefix(line, "# ") {
			continue
		}
		lines = append(lines, line)
	}
	switch {
	case len(lines) == 0:
		return err.Error()
	case len(lines) > 2:
		return fmt.Sprintf("%s: %s (and %d more lines)", lines[0], lines[1], len(lines)-2)
	}
	return strings.Join(lines, ": ")
}
