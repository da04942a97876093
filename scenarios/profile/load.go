package profile

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/twcheck/twcheck/scenarios/catalogue"
	"github.com/twcheck/twcheck/scenarios/profile/want"
)

// expected holds the expectations of all profiles for one scenario.
type expected struct {
	want.File
	// id is the id of the scenario.
	id string
	// err is the error of reading the file.
	err error
}

// expectations reads the files of the catalogue once, sorted by scenario.
var expectations = sync.OnceValue(func() (out []expected) {
	names, err := fs.Glob(catalogue.Wants, "*/*.want")
	if err != nil {
		panic(err) // the pattern is malformed
	}
	for _, name := range names {
		x := expected{id: catalogue.Scenario(name)}
		text, err := catalogue.Wants.ReadFile(name)
		if err == nil {
			x.File, err = parsed("scenarios/catalogue/"+name, text)
		}
		x.err = err
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b expected) int { return catalogue.Compare(a.id, b.id) })
	return out
})

// parsed parses a file with expectations. It returns an error for a profile that does
// not exist: its expectations would hold for nobody.
func parsed(name string, text []byte) (want.File, error) {
	f, err := want.Parse(name, text)
	if err != nil {
		return f, err
	}
	for i, c := range f.Columns {
		switch {
		case !slices.Contains(names, c.Profile):
			return f, fmt.Errorf("%s: the file has the profile %q: want one of %s", name, c.Profile, strings.Join(names, ", "))
		case i == 0 && c.Profile != netstack:
			return f, fmt.Errorf("%s: the first profile is %s: want %s", name, c.Profile, netstack)
		}
	}
	return f, nil
}

// profileOf collects the expectations of a profile for all scenarios.
func profileOf(name, of string) Profile {
	p := Profile{Name: name, Of: of}
	if name != netstack {
		p.Open = "the profile has no entry for this scenario yet"
	}
	for _, x := range expectations() {
		if e, ok := x.expectation(name); ok {
			p.Expects = append(p.Expects, e)
		}
	}
	return p
}

// expectation returns the expectation of a profile for the scenario, and false if there
// is none. A file with an error affects all profiles.
func (x expected) expectation(profile string) (Expectation, bool) {
	if x.err != nil {
		return Expectation{Scenario: x.id, err: x.err}, true
	}
	k := slices.IndexFunc(x.Columns, func(c want.Column) bool { return c.Profile == profile })
	if k < 0 {
		return Expectation{}, false
	}
	e := Expectation{Scenario: x.id, Source: x.Columns[k].Source, Open: x.Columns[k].Open}
	for _, c := range x.Cases {
		v, ok := c.Of(profile)
		if !ok {
			continue
		}
		w := Want{Case: c.Name, Observed: v.Observed, Reason: x.Why(v.Reason)}
		if n, _ := c.Of(netstack); w.Reason != "" && n.Observed != v.Observed {
			w.Known = n.Observed
		}
		e.Cases = append(e.Cases, w)
	}
	return e, true
}
