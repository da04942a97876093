package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// maxAnnotations is the maximum number of annotations of one kind. GitHub shows ten
// errors per step. The last annotation here names the omitted ones.
const maxAnnotations = 9

// writeGitHub writes workflow commands for GitHub Actions: the report as a group, an
// annotation for each scenario that does not pass and for each with an accepted
// difference, and the remarks about the policy.
func writeGitHub(b *bytes.Buffer, x outcome) error {
	x = x.visible()
	fmt.Fprintf(b, "::group::twcheck, profile %s\n", githubData(x.Profile))
	if err := (printer{b, false}).reportWithin(logWidth, x.Report, false); err != nil {
		return err
	}
	b.WriteString("::endgroup::\n")
	var warnings, notices annotations
	for _, m := range x.Policy.Remarks() {
		a := annotation{place: x.root.at(x.Policy.File, m.Line), title: "twcheck", message: m.Text}
		if m.Kind == "silent" {
			notices = append(notices, a)
		} else {
			warnings = append(warnings, a)
		}
	}
	failing(x).write(b, "error")
	warnings.write(b, "warning")
	slices.Concat(notices, news(x), accepted(x)).write(b, "notice")
	return nil
}

// visible returns the outcome with its texts visible. If that changes the name of the
// policy or the baseline, annotations have no place: there is no file with that name.
func (x outcome) visible() outcome {
	var names []string
	for _, r := range []report.Report{x.Report, x.Visible()} {
		if r.Policy != nil {
			names = append(names, r.Policy.File)
		}
		if r.Judgement != nil && r.Judgement.Baseline != nil {
			names = append(names, r.Judgement.Baseline.File)
		}
		x.Report = r
	}
	if half := len(names) / 2; !slices.Equal(names[:half], names[half:]) {
		x.root = ""
	}
	return x
}

// annotation is an annotation of GitHub, optionally at a place of a file.
type annotation struct {
	place
	column         int
	title, message string
	// name is what the last annotation calls it if it is omitted.
	name string
}

// annotations are the annotations of one kind.
type annotations []annotation

// write writes as many annotations as GitHub shows.
func (list annotations) write(b *bytes.Buffer, kind string) {
	for i, a := range list {
		if i == maxAnnotations {
			text := fmt.Sprintf("and %d more", len(list)-i)
			var names []string
			for _, a := range list[i:] {
				if a.name != "" {
					names = append(names, a.name)
				}
			}
			if len(names) > 0 {
				text += ": " + strings.Join(names, ", ")
			}
			fmt.Fprintf(b, "::%s title=twcheck::%s\n", kind, githubData(text))
			return
		}
		var where string
		if a.file != "" {
			where = fmt.Sprintf("file=%s,line=%d,", githubProperty(a.file), a.line)
		}
		if a.file != "" && a.column > 0 {
			where += fmt.Sprintf("col=%d,", a.column)
		}
		fmt.Fprintf(b, "::%s %stitle=%s::%s\n", kind, where, githubProperty(a.title), githubData(a.message))
	}
}

// githubError returns the error of a run that did not start as annotations, one for
// each problem of a policy.
func githubError(err error, r root) []byte {
	list := annotations{{title: "twcheck", message: err.Error()}}
	if bad, ok := errors.AsType[*policy.Error](err); ok {
		list = nil
		file := r.at(bad.File, 1).file // which asks the system
		for _, p := range bad.Problems {
			list = append(list, annotation{place: place{file, p.Line}, column: p.Column, title: "twcheck", message: p.Text})
		}
	}
	for i := range list {
		list[i].message = report.Visible(list[i].message)
	}
	var b bytes.Buffer
	list.write(&b, "error")
	return b.Bytes()
}

// githubData and githubProperty escape characters with a meaning in workflow commands.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(githubData(s))
}
