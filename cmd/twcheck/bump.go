package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// current is the version that the module of the working directory selects.
const current = "current"

// bumpCommand is twcheck bump.
type bumpCommand struct {
	Versions []string `arg:"" name:"version" help:"The versions of gVisor to compare: OLD NEW, or NEW alone. A version is a pseudo-version, a commit or branch (go), PATH@VERSION or the folder of a fork, or 'current', which is what go.mod selects and the default of OLD."`
	IDs      []string `name:"scenario" complete:"ids" sep:"," placeholder:"ID,…" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Seed     *seed    `placeholder:"N" help:"Seed of all random choices. Default: $TWCHECK_SEED, or 1."`
	Modfile  string   `complete:"files" placeholder:"FILE" help:"Take this file for go.mod, as -modfile of the go command does."`
	diffOutputs
}

// Run implements the command.
func (c *bumpCommand) Run(s *session) error {
	s.github = c.Format == "github"
	if len(c.Versions) > 2 {
		return usageError{fmt.Errorf("bump: %s are given: want OLD and NEW, or NEW alone", plural(len(c.Versions), "version"))}
	}
	if len(c.Versions) == 1 {
		c.Versions = []string{current, c.Versions[0]}
	}
	if c.Versions[0] == c.Versions[1] {
		return usageError{fmt.Errorf("bump: both versions are %s, and the comparison would always hold: want two", c.Versions[0])}
	}
	if _, err := scenarios.Select(c.IDs...); err != nil {
		return usageError{err}
	}
	number, err := c.Seed.or(s.getenv)
	if err != nil {
		return usageError{err}
	}
	if err := c.check(s); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "twcheck-bump-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	w := workshop{dir: dir, env: os.Environ(), err: s.err, args: append([]string{"baseline", "--seed", fmt.Sprint(number)}, c.IDs...)}
	reports, err := w.reports(c.Modfile, c.Versions)
	if err != nil {
		return err
	}
	return c.print(s, compare(reports[0], reports[1], "", repository(s.getenv)))
}

// workshop is where bump builds and runs twcheck. Nothing outside of its folder and of
// Go's caches is written.
type workshop struct {
	dir string
	// env is the environment of the go command.
	env []string
	err io.Writer
	// args are those of the command that is run with each version.
	args []string
}

// reports returns the report of each version.
func (w workshop) reports(modfile string, versions []string) (out []report.Report, err error) {
	base, err := w.copyModule(modfile)
	if err != nil {
		return nil, usageError{err}
	}
	// All versions are resolved first: a typing error costs no build.
	var mods, selected []string
	for i, v := range versions {
		mod, err := w.module(base, fmt.Sprintf("%d.mod", i), v)
		if err != nil {
			return nil, usageError{err}
		}
		is, err := w.selected(mod)
		if err != nil {
			return nil, usageError{fmt.Errorf("bump: gVisor %s: %w", v, err)}
		}
		mods, selected = append(mods, mod), append(selected, is)
	}
	if selected[0] == selected[1] {
		return nil, usageError{fmt.Errorf("bump: %s and %s are both gVisor %s, and the comparison would always hold: want two versions", versions[0], versions[1], selected[0])}
	}
	for i, mod := range mods {
		r, err := w.run(mod, versions[i])
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// selected returns the gVisor that a go.mod selects: a version, a path and a version, or
// a folder.
func (w workshop) selected(mod string) (string, error) {
	said, err := w.goCommand("", "list", "-m", "-mod=mod", "-modfile="+mod, "-f", "{{with .Replace}}{{.Path}} {{.Version}}{{else}}{{.Path}} {{.Version}}{{end}}", gvisorModule)
	if err != nil {
		return "", errors.New(goError(said, err))
	}
	lines := strings.Split(strings.TrimSpace(said), "\n") // of downloads, and the answer
	return strings.TrimSpace(strings.TrimPrefix(lines[len(lines)-1], gvisorModule+" ")), nil
}

// run builds twcheck with a go.mod and runs it.
func (w workshop) run(mod, version string) (r report.Report, err error) {
	program := strings.TrimSuffix(mod, ".mod") + exeSuffix
	fmt.Fprintf(w.err, "twcheck: bump: building with gVisor %s\n", version)
	if said, err := w.goCommand("", "build", "-mod=mod", "-modfile="+mod, "-o", program, commandPackage); err != nil {
		return r, usageError{fmt.Errorf("bump: twcheck does not build with gVisor %s: %s", version, goError(said, err))}
	}
	file := strings.TrimSuffix(mod, ".mod") + ".json"
	said, status, err := w.execute(program, append(w.args, "-o", file)...)
	if err != nil {
		return r, fmt.Errorf("bump: with gVisor %s: %w", version, err)
	}
	switch status {
	case ExitHolds, ExitBroken: // a case that could not be observed is a change, or none
	case ExitUsage:
		return r, usageError{fmt.Errorf("bump: with gVisor %s: %s", version, strings.TrimPrefix(strings.TrimSpace(said), "twcheck: "))}
	default:
		return r, fmt.Errorf("bump: with gVisor %s the run ended with status %d: %s", version, status, strings.TrimSpace(said))
	}
	r, err = readReport(file)
	if errors.Is(err, os.ErrNotExist) {
		return r, fmt.Errorf("bump: with gVisor %s: %s", version, strings.TrimPrefix(strings.TrimSpace(said), "twcheck: "))
	}
	return r, err
}

// module writes a go.mod that selects a version of gVisor, and returns its path.
func (w workshop) module(base, name, version string) (string, error) {
	mod := filepath.Join(w.dir, name)
	for _, ext := range []string{".mod", ".sum"} {
		text, err := os.ReadFile(strings.TrimSuffix(base, ".mod") + ext)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(strings.TrimSuffix(mod, ".mod")+ext, text, 0o666); err != nil {
			return "", err
		}
	}
	if version == current {
		return mod, nil
	}
	to, err := w.replacement(version)
	if err != nil {
		return "", err
	}
	// Of two requirements Go takes the newer one. A replacement selects an older one too.
	if said, err := w.goCommand(w.dir, "mod", "edit", "-replace="+gvisorModule+"="+to, mod); err != nil {
		return "", fmt.Errorf("bump: gVisor %s: %s", version, goError(said, err))
	}
	return mod, nil
}
