package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// maxAnnotations is the maximum number of annotations of one kind. GitHub shows ten
// errors per step. The last annotation here counts the omitted ones.
const maxAnnotations = 9

// writeGitHub writes workflow commands for GitHub Actions: the report as a group, an
// annotation for each failure and each accepted difference, and the remarks about the
// policy.
func writeGitHub(b *bytes.Buffer, r report.Report) error {
	fmt.Fprintf(b, "::group::twcheck, profile %s\n", r.Profile)
	if err := (printer{b, false}).report(r, false); err != nil {
		return err
	}
	b.WriteString("::endgroup::\n")
	var failures, warnings, notices annotations
	for _, s := range r.Scenarios {
		for _, o := range s.Observations {
			message := fmt.Sprintf("%s\nobserved: %s\nexpected: %s", o.Case, o.Observed, o.Expected)
			if o.Reason != "" {
				message += "\n" + o.Reason
			}
			a := annotation{title: "twcheck " + against(s) + " " + string(o.Verdict), message: message}
			switch {
			case o.Verdict == report.Diverges && o.Accepted != nil:
				a.title = "twcheck " + against(s) + " accepted"
				notices = append(notices, a)
			case o.Verdict == report.Fails && o.Accepted != nil: // it has expired
				a.file, a.line = r.Policy.File, o.Accepted.Line
				failures = append(failures, a)
			case o.Verdict == report.Fails || o.Verdict == report.Error:
				failures = append(failures, a)
			}
		}
	}
	for _, m := range r.Policy.Remarks() {
		a := annotation{r.Policy.File, m.Line, 0, "twcheck", m.Text}
		if m.Kind == "silent" {
			notices = append(annotations{a}, notices...)
		} else {
			warnings = append(warnings, a)
		}
	}
	failures.write(b, "error")
	warnings.write(b, "warning")
	notices.write(b, "notice")
	return nil
}

// annotation is an annotation of GitHub, optionally at a place of a file.
type annotation struct {
	file           string
	line, column   int
	title, message string
}

// annotations are the annotations of one kind.
type annotations []annotation

// write writes as many annotations as GitHub shows.
func (list annotations) write(b *bytes.Buffer, kind string) {
	for i, a := range list {
		if i == maxAnnotations {
			fmt.Fprintf(b, "::%s title=twcheck::and %d more\n", kind, len(list)-i)
			return
		}
		var where string
		if a.file != "" {
			where = fmt.Sprintf("file=%s,line=%d,", githubProperty(a.file), a.line)
		}
		if a.column > 0 {
			where += fmt.Sprintf("col=%d,", a.column)
		}
		fmt.Fprintf(b, "::%s %stitle=%s::%s\n", kind, where, githubProperty(a.title), githubData(a.message))
	}
}

// githubError returns the error of a run that did not start as annotations, one for
// each problem of a policy.
func githubError(err error) []byte {
	list := annotations{{title: "twcheck", message: err.Error()}}
	if bad, ok := errors.AsType[*policy.Error](err); ok {
		list = nil
		for _, p := range bad.Problems {
			list = append(list, annotation{bad.File, p.Line, p.Column, "twcheck", p.Text})
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
