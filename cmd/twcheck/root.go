package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/twcheck/twcheck/scenarios/report"
)

// root is the folder in which the paths of annotations begin, as an absolute path
// without links.
type root string

// workspaceVariable names the folder of the repository in GitHub Actions.
const workspaceVariable = "GITHUB_WORKSPACE"

// repository returns the root of the repository around the working directory: what
// GitHub says, the folder with .git, or else the working directory.
func repository(getenv func(string) string) root {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	dir = target(filepath.Join(dir, "x"))
	dir = filepath.Dir(dir)
	if w := getenv(workspaceVariable); w != "" {
		w = filepath.Dir(target(filepath.Join(w, "x")))
		if within(w, dir) != "" {
			return root(w)
		}
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return root(at)
		}
		if at == filepath.Dir(at) {
			return root(dir)
		}
	}
}

// path returns the path of a file from the root, with slashes, or "" for a file that is
// not below it.
func (r root) path(file string) string {
	if r == "" || file == "" || file == standardInput {
		return ""
	}
	return within(string(r), target(file))
}

// within returns the path of a file from a folder, or "" if it is outside.
func within(dir, file string) string {
	path, err := filepath.Rel(dir, file)
	if err != nil || !filepath.IsLocal(path) {
		return ""
	}
	return filepath.ToSlash(path)
}

// place is a line of a file, from the root. The zero value is no place.
type place struct {
	file string
	line int
}

// at returns a place in a file. Without the file or a line there is no place. Nor is there
// one in a file whose name a terminal or GitHub would act on: a property of a workflow
// command has no form for it.
func (r root) at(file string, line int) place {
	if file = r.path(file); file == "" || line < 1 || file != report.VisibleLine(file) {
		return place{}
	}
	return place{file, line}
}

var (
	gvisorReplace = regexp.MustCompile(`^\s*(replace\s+)?gvisor\.dev/gvisor(\s+v\S+)?\s+=>`)
	gvisorRequire = regexp.MustCompile(`^\s*(require\s+)?gvisor\.dev/gvisor\s+v`)
)

// gvisorLine returns the line of go.mod that selects the version of gVisor: a replace
// stands above a require.
func (r root) gvisorLine() place {
	dir, err := os.Getwd()
	if err != nil {
		return place{}
	}
	for ; ; dir = filepath.Dir(dir) {
		file := filepath.Join(dir, "go.mod")
		text, err := os.ReadFile(file)
		if err != nil {
			if dir == filepath.Dir(dir) {
				return place{}
			}
			continue
		}
		for _, pattern := range []*regexp.Regexp{gvisorReplace, gvisorRequire} {
			for i, line := range strings.Split(string(text), "\n") {
				if pattern.MatchString(line) {
					return r.at(file, i+1)
				}
			}
		}
		return place{}
	}
}
