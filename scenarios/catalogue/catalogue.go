// Package catalogue has the files with the expectations of all profiles, one beside
// each scenario. Package want reads them.
package catalogue

import (
	"cmp"
	"embed"
	"io/fs"
	"path"
	"strings"
)

// Wants are the files: "timewait/c02_time_wait_length.want" is the one of C-02.
//
//go:embed */*.want
var Wants embed.FS

// Scenario returns the id of the scenario that a file belongs to: "C-02" for
// "timewait/c02_time_wait_length.want" and for the .go file beside it. It returns ""
// for a name of another form.
func Scenario(name string) string {
	id, _, ok := strings.Cut(strings.ToUpper(path.Base(name)), "_")
	if !ok || id == "" {
		return ""
	}
	return id[:1] + "-" + id[1:]
}

// Compare compares ids by letter and number: C-100 comes after C-99. It is negative, 0 or
// positive, as strings.Compare.
func Compare(a, b string) int {
	return cmp.Or(strings.Compare(a[:1], b[:1]), cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// Pattern returns the pattern of a scenario's files with an extension such as ".want":
// "*/c02_*.want" for "C-02".
func Pattern(id, extension string) string {
	return "*/" + strings.ToLower(strings.Replace(id, "-", "", 1)) + "_*" + extension
}

// WantOf returns the name of the file with the expectations for a scenario, and "" if
// there is none.
func WantOf(id string) string {
	names, err := fs.Glob(Wants, Pattern(id, ".want"))
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
