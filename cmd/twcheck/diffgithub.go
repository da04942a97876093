package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// github writes a comparison as workflow commands: the text as a group, and an annotation
// for each cause. It is an error if a change leads away from a profile, and a warning
// otherwise.
func (c comparison) github(b *bytes.Buffer) {
	system := "netstack"
	if realTime(c.old) && realTime(c.new) {
		system = "the kernel"
	}
	fmt.Fprintf(b, "::group::twcheck, changes of %s\n", system)
	printer{b, false}.comparison(c)
	b.WriteString("::endgroup::\n")
	where := c.place()
	var errors, warnings annotations
	for _, x := range c.causes {
		ids := strings.TrimPrefix(x.heading(), plural(x.Count, "change")+" in ")
		f := finding{name: ids, place: where, texts: x.about()}
		for _, t := range x.Profiles {
			f.texts = append(f.texts, t.String())
		}
		for _, same := range x.alike {
			for _, one := range same {
				f.texts = append(f.texts, one.String())
			}
		}
		a := f.annotationOf("has "+plural(x.Count, "change"), len(x.about())+len(x.Profiles)+maxTexts)
		if slices.ContainsFunc(x.Profiles, func(t tally) bool { return t.Farther > 0 }) {
			errors = append(errors, a)
		} else {
			warnings = append(warnings, a)
		}
	}
	errors.write(b, "error")
	warnings.write(b, "warning")
	if len(c.changes) == 0 {
		fmt.Fprintf(b, "::notice title=twcheck::%s\n", githubData(c.headline()))
	}
}

// place returns the line that the annotations point to: the version of gVisor if that is
// what differs, and otherwise the second report.
func (c comparison) place() place {
	if c.old.GVisor != c.new.GVisor && !realTime(c.old) && !realTime(c.new) {
		if at := c.root.gvisorLine(); at != (place{}) {
			return at
		}
	}
	return c.root.at(c.file, 1)
}
