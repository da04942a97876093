package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/catalogue"
	"github.com/twcheck/twcheck/scenarios/profile/want"
	"github.com/twcheck/twcheck/scenarios/report"
)

// expectCommand is twcheck expect.
type expectCommand struct {
	IDs   []string `arg:"" optional:"" name:"id" complete:"ids" help:"Scenarios to run: ids, or patterns such as 'C-0*'. Default: all."`
	Write bool     `short:"w" help:"Rewrite the files of the checkout of twcheck that this folder is in. Without it, print what would change; the exit status is 1 if anything would."`
	// Other profiles' values are written by hand: another run does not bring them back.
	Remove bool `help:"With -w, also remove the values of other profiles of cases that no longer exist. Without it, such a case is an error."`
	targets
	From string `complete:"files" placeholder:"FILE" help:"With --target linux: take the observations of a run from its JSON report (- for standard input), such as one of a longer --max-time or of a shard, instead of running the scenarios. Scenarios that it does not have are left out."`
	limit
}

// Run implements the command.
func (c *expectCommand) Run(s *session) error {
	if c.Remove && !c.Write {
		return usageError{errors.New("expect: --remove goes with -w, which rewrites the files")}
	}
	if c.Remove && c.onLinux() {
		return usageError{errMeasureFlags}
	}
	if c.Target == "bare" {
		return usageError{errors.New("expect: the files have no column of --target bare")}
	}
	if c.From != "" && !c.onLinux() {
		return usageError{errors.New("expect: --from goes with --target linux")}
	}
	list, err := scenarios.Select(c.IDs...)
	if err != nil {
		return usageError{err}
	}
	files := wantFiles(builtIn{})
	if root, err := checkout(); err == nil {
		files = inCheckout{filepath.Join(root, wantsFolder)}
	} else if c.Write {
		return usageError{fmt.Errorf("expect: %w", err)}
	}
	if err := s.ready(); err != nil {
		return err
	}
	// Compute all changes first: the command rewrites files only if all of them can be
	// rewritten.
	if c.onLinux() {
		changes, broken, err := c.measured(s, files, list)
		if err != nil || changes == nil {
			return err
		}
		return c.finish(s, changes, broken)
	}
	var changes []wantChange
	broken := false
	for _, x := range list {
		seen, err := c.observe(x)
		if err != nil && !c.Write {
			// It must not hide what would change elsewhere.
			fmt.Fprintf(s.err, "twcheck: %s\n", report.Visible(err.Error()))
			broken = true
			continue
		}
		if err != nil {
			return err
		}
		change, err := newWant(files, x.ID, seen)
		if err != nil {
			return fmt.Errorf("expect: %w", err)
		}
		if !bytes.Equal(change.old, change.new) {
			changes = append(changes, change)
		}
	}
	if c.Write {
		if err := c.remove(s, changes); err != nil {
			return err
		}
	}
	return c.finish(s, changes, broken)
}

// finish prints the changes, or writes them.
func (c *expectCommand) finish(s *session, changes []wantChange, broken bool) error {
	if !c.Write {
		for _, x := range changes {
			s.out.WriteString(visibleDiff(diff.Diff(x.name, x.old, x.name+" as observed", x.new)))
			s.status = ExitFails
		}
		if broken && s.status == ExitHolds {
			s.status = ExitBroken
		}
		return nil
	}
	var all []contents
	for _, x := range changes {
		all = append(all, contents{x.path, x.new})
	}
	if err := writeAll(all...); err != nil {
		return fmt.Errorf("expect: %w", err)
	}
	for _, x := range changes {
		fmt.Fprintf(s.out, "%s/%s is rewritten\n", wantsFolder, x.name)
	}
	return nil
}

// visibleDiff makes what was observed harmless for a terminal. The tabs are the file's.
func visibleDiff(text []byte) string {
	parts := strings.Split(string(text), "\t")
	for i := range parts {
		parts[i] = report.Visible(parts[i])
	}
	return strings.Join(parts, "\t")
}

// remove prints the expectations that go with cases that no longer exist. It returns an
// error if they include those of another profile and the command must not remove them.
func (c *expectCommand) remove(s *session, changes []wantChange) error {
	for _, x := range changes {
		for _, gone := range x.gone {
			if what := x.handwritten(gone); what != "" && !c.Remove {
				return fmt.Errorf("expect: %s/%s: the case %q no longer exists, and -w would remove what other profiles expect of it (%s): rename the case in the file, or remove it with --remove", wantsFolder, x.name, gone.Name, what)
			}
		}
	}
	for _, x := range changes {
		for _, gone := range x.gone {
			fmt.Fprintf(s.err, "twcheck: expect: %s/%s: the case %q no longer exists: removed %s\n", wantsFolder, x.name, gone.Name, valuesOf(gone.Values))
		}
	}
	return nil
}

// handwritten returns the values of a case that no run brings back: those of the
// profiles that the command does not rewrite. It returns "" without any.
func (x wantChange) handwritten(c want.Case) string {
	var out []want.Value
	for _, v := range c.Values {
		v.Profiles = slices.DeleteFunc(slices.Clone(v.Profiles), func(p string) bool { return p == x.rewritten })
		if len(v.Profiles) > 0 {
			out = append(out, v)
		}
	}
	return valuesOf(out)
}

// valuesOf returns values in one line.
func valuesOf(list []want.Value) string {
	var out []string
	for _, v := range list {
		out = append(out, strings.Join(v.Profiles, " ")+": "+v.Observed)
	}
	return strings.Join(out, "; ")
}

// observe runs a scenario. It returns an error if a case could not be observed.
func (c *expectCommand) observe(x scenarios.Scenario) (out []want.Observation, err error) {
	result := scenarios.Runner{Seed: scenarios.DefaultSeed, CaseTimeout: c.limit.given()}.Run(x).Scenarios[0]
	for _, o := range result.Observations {
		// A case that lacks only its expectation has an observation.
		if o.Verdict == report.Error && o.Observed == "" {
			return nil, fmt.Errorf("expect: %s %s: %s", x.ID, o.Case, o.Reason)
		}
		out = append(out, want.Observation{Case: o.Case, Observed: o.Observed})
	}
	return out, nil
}

// wantsFolder is the folder of the files in a checkout.
const wantsFolder = "scenarios/catalogue"

// wantChange has the current and the new text of a file.
type wantChange struct {
	name, path string
	old, new   []byte
	// gone are the cases of the old text that no longer exist. rewritten is the profile
	// whose values change.
	gone      []want.Case
	rewritten string
}

// newWant returns the change of a scenario's file. A missing file is new.
func newWant(files wantFiles, id string, seen []want.Observation) (c wantChange, err error) {
	if c, err = files.of(id); err != nil {
		return c, err
	}
	f := want.File{Columns: []want.Column{{Profile: "netstack", Source: "TODO: the functions of netstack that decide it"}}}
	if c.old != nil {
		if f, err = want.Parse(wantsFolder+"/"+c.name, c.old); err != nil {
			return c, err
		}
	}
	c.gone, c.rewritten = f.Gone(seen), f.Columns[0].Profile
	if f, err = f.Rewrite(seen); err != nil {
		return c, fmt.Errorf("%s: %w", id, err)
	}
	c.new = f.Text()
	return c, nil
}

// wantFiles provides files with expectations.
type wantFiles interface {
	// of returns the file of a scenario, without its new text.
	of(id string) (wantChange, error)
}

// builtIn provides the files that the command was built with.
type builtIn struct{}

func (builtIn) of(id string) (c wantChange, err error) {
	if c.name = catalogue.WantOf(id); c.name == "" {
		c.name = id + ".want"
		return c, nil
	}
	c.old, err = catalogue.Wants.ReadFile(c.name)
	return c, err
}

// inCheckout provides the files in a folder.
type inCheckout struct{ folder string }

func (d inCheckout) of(id string) (c wantChange, err error) {
	found, err := filepath.Glob(filepath.Join(d.folder, filepath.FromSlash(catalogue.Pattern(id, ".want"))))
	if err != nil {
		return c, err
	}
	if len(found) == 0 { // beside the scenario
		if found, err = filepath.Glob(filepath.Join(d.folder, filepath.FromSlash(catalogue.Pattern(id, ".go")))); err != nil {
			return c, err
		}
	}
	if len(found) != 1 {
		return c, fmt.Errorf("%s has %d files %s in %s: want one", id, len(found), catalogue.Pattern(id, ".want"), d.folder)
	}
	c.path = strings.TrimSuffix(found[0], ".go")
	c.path = strings.TrimSuffix(c.path, ".want") + ".want"
	c.name = path.Join(filepath.Base(filepath.Dir(c.path)), filepath.Base(c.path))
	c.old, err = os.ReadFile(c.path)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return c, err
}

// modulePath matches the go.mod of a checkout of twcheck.
var modulePath = regexp.MustCompile(`(?m)^module github\.com/twcheck/twcheck$`)

// checkout returns the root of the checkout of twcheck around the working directory.
func checkout() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && modulePath.Match(text) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("-w rewrites files of a checkout of twcheck, and this folder is not in one")
		}
	}
}
