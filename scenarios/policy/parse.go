package policy

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/profile"
	"github.com/twcheck/twcheck/scenarios/report"
	"github.com/twcheck/twcheck/scenarios/spelling"
)

// maxBytes is the maximum size of a policy.
const maxBytes = 1 << 20

// Parse parses the text of a policy. Messages name the file; Parse does not open it. If
// the text is invalid, the error is an *Error that lists all problems. A text longer
// than 1 MiB is another error.
func Parse(file string, text []byte) (*Policy, error) {
	if len(text) > maxBytes {
		return nil, fmt.Errorf("%s: longer than %d MiB: want a policy", file, maxBytes>>20)
	}
	r := &reader{file: file}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := d.Decode(&doc); err == io.EOF {
		r.fault(place{1, 1}, "the file is empty: want a mapping with require")
		return nil, r.err()
	} else if err != nil {
		return nil, r.syntax(err)
	}
	if err := d.Decode(&more); err == nil {
		r.fault(placeOf(&more), "there is a second document: want one")
	} else if err != io.EOF {
		return nil, r.syntax(err)
	}
	if n := spelledOut(&doc, len(text)+minNodes, map[*yaml.Node]int{}); n > len(text)+minNodes {
		r.fault(placeOf(doc.Content[0]), "the aliases repeat more than the file has: want fewer of them")
		return nil, r.err()
	}
	p := r.policy(doc.Content[0])
	p.file = file
	p.check(r)
	if err := r.err(); err != nil {
		return nil, err
	}
	return p, nil
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// syntax returns an error of the YAML itself, which names at most a line.
func (r *reader) syntax(err error) error {
	at := place{1, 1}
	text := err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		at.line, _ = strconv.Atoi(m[1])
		text = strings.TrimPrefix(text, m[0])
	}
	r.fault(at, "invalid YAML: %s", strings.TrimPrefix(text, "yaml: "))
	return r.err()
}

func (r *reader) policy(n *yaml.Node) *Policy {
	p := &Policy{}
	var require *yaml.Node
	all := r.mapping(n, "the policy",
		field{"seed", false, func(n *yaml.Node) {
			if text, ok := r.scalar(n, "the seed", "want a number from 0 to 2^64-1"); ok {
				v, err := strconv.ParseUint(text, 10, 64)
				if err != nil {
					r.fault(placeOf(n), "the seed: want a number from 0 to 2^64-1, not %q", text)
				}
				p.seed = &v
			}
		}},
		field{"settings", false, func(n *yaml.Node) {
			p.unsettled = !r.clean(func() { p.settings = r.settings(n) })
		}},
		field{"require", true, func(n *yaml.Node) { require = n }},
		field{"accept", false, func(n *yaml.Node) {
			r.list(n, "accept", func(n *yaml.Node) { p.accept = append(p.accept, r.acceptance(n)) })
		}},
	)
	p.unsettled = p.unsettled || !all
	if require == nil {
		p.unread = true
		return p
	}
	r.list(require, "require", func(n *yaml.Node) { // settings may stand behind it
		p.require = append(p.require, r.requirement(n, p))
	})
	p.unread = len(p.require) == 0
	return p
}

func (r *reader) requirement(n *yaml.Node, p *Policy) requirement {
	q := requirement{at: placeOf(n), settings: p.settings, unsettled: p.unsettled}
	var ids, groups *yaml.Node
	all := r.mapping(n, "the requirement",
		field{"profile", true, func(n *yaml.Node) { q.profile = r.profile(n) }},
		field{"scenarios", false, func(n *yaml.Node) { ids = n }},
		field{"groups", false, func(n *yaml.Node) { groups = n }},
		field{"settings", false, func(n *yaml.Node) {
			q.unsettled = !r.clean(func() { q.settings = r.settings(n) })
		}},
	)
	item := func(read func(*yaml.Node) []scenarios.Scenario) func(*yaml.Node) {
		return func(n *yaml.Node) { q.parts = append(q.parts, part{placeOf(n), read(n)}) }
	}
	good := r.clean(func() {
		if ids != nil && groups != nil {
			r.fault(placeOf(groups), "the requirement has scenarios and groups: want one of them; write two requirements to have both")
		}
		if ids != nil {
			r.list(ids, "scenarios", item(r.selected))
		}
		if groups != nil {
			r.list(groups, "groups", item(r.group))
		}
	})
	q.unread, q.unsettled = !all || !good, !all || q.unsettled
	if ids == nil && groups == nil {
		q.parts = []part{{q.at, r.catalogue()}}
	}
	return q
}

func (r *reader) acceptance(n *yaml.Node) *acceptance {
	a := &acceptance{at: placeOf(n)}
	good := true
	all := r.mapping(n, "the acceptance",
		field{"scenario", true, func(n *yaml.Node) {
			list := r.selected(n)
			if len(list) > 1 {
				r.fault(placeOf(n), "the scenario %q matches %d scenarios: want the id of one", n.Value, len(list))
			} else if len(list) == 1 {
				a.scenario = list[0]
			}
		}},
		field{"cases", false, func(n *yaml.Node) {
			good = r.clean(func() {
				r.list(n, "cases", func(n *yaml.Node) {
					if text, ok := r.text(n, "the case"); ok {
						a.cases, a.places = append(a.cases, text), append(a.places, placeOf(n))
					}
				})
			}) && good
		}},
		field{"profile", true, func(n *yaml.Node) { a.profile = r.profile(n) }},
		field{"observed", false, func(n *yaml.Node) {
			text, ok := r.scalar(n, "observed", "want what is observed")
			if ok {
				a.observed = &text
			}
			good = ok && good
		}},
		field{"because", true, func(n *yaml.Node) { a.because, _ = r.text(n, "because") }},
		field{"until", false, func(n *yaml.Node) {
			const want = "want the last day on which it is accepted, such as 2027-03-01"
			if text, ok := r.scalar(n, "until", want); ok {
				day, err := time.Parse(time.DateOnly, text)
				if err != nil {
					r.fault(placeOf(n), "until is %q: %s", text, want)
				}
				a.until = day
			}
		}},
	)
	a.unread = !all || !good
	return a
}

func (r *reader) profile(n *yaml.Node) profile.Profile {
	name, ok := r.text(n, "the profile")
	if !ok {
		return profile.Profile{}
	}
	if p, known := r.profiles[name]; known {
		return p
	}
	p, err := profile.Named(name)
	if err != nil {
		r.fault(placeOf(n), "%s", strings.TrimPrefix(err.Error(), "profile: "))
		return p
	}
	if r.profiles == nil {
		r.profiles = make(map[string]profile.Profile)
	}
	r.profiles[name] = p
	return p
}

// catalogue returns all scenarios.
func (r *reader) catalogue() []scenarios.Scenario {
	if r.all == nil {
		r.all = slices.Collect(scenarios.All())
	}
	return r.all
}

// selected returns the scenarios that an id or a pattern names.
func (r *reader) selected(n *yaml.Node) []scenarios.Scenario {
	pattern, ok := r.text(n, "the scenario")
	if !ok {
		return nil
	}
	if list, known := r.picked[pattern]; known {
		return list
	}
	var list []scenarios.Scenario
	for _, s := range r.catalogue() { // as scenarios.Select, which would build the catalogue each time
		if ok, _ := path.Match(strings.ToUpper(pattern), s.ID); ok { // with an error it is false
			list = append(list, s)
		}
	}
	switch {
	case list != nil:
		if r.picked == nil {
			r.picked = make(map[string][]scenarios.Scenario)
		}
		r.picked[pattern] = list
	case len(r.groups()[pattern]) > 0:
		r.fault(placeOf(n), "no scenario %q: it is a group; write groups: [%s] in a requirement", pattern, pattern)
	default:
		r.fault(placeOf(n), "no scenario %q: want an id that twcheck's command list shows, or a pattern such as \"C-0*\"%s", pattern, spelling.DidYouMean(pattern, r.ids()))
	}
	return list
}

// ids returns the ids of all scenarios.
func (r *reader) ids() (out []string) {
	for _, s := range r.catalogue() {
		out = append(out, s.ID)
	}
	return out
}

// groups returns the scenarios of each group.
func (r *reader) groups() map[string][]scenarios.Scenario {
	if r.grouped == nil {
		r.grouped = make(map[string][]scenarios.Scenario)
		for _, s := range r.catalogue() {
			r.grouped[s.Group] = append(r.grouped[s.Group], s)
		}
	}
	return r.grouped
}

// groupNames returns the names of the groups, sorted.
func (r *reader) groupNames() []string { return slices.Sorted(maps.Keys(r.groups())) }

// group returns the scenarios of a group.
func (r *reader) group(n *yaml.Node) []scenarios.Scenario {
	name, ok := r.text(n, "the group")
	if !ok {
		return nil
	}
	list := r.groups()[name]
	if len(list) == 0 {
		r.fault(placeOf(n), "no group %q: want one of %s%s", name, strings.Join(r.groupNames(), ", "), spelling.DidYouMean(name, r.groupNames()))
	}
	return list
}

// settings reads settings. Each value has the form of the flag with the same name.
func (r *reader) settings(n *yaml.Node) (out report.Settings) {
	value := func(name string) field {
		return field{name, false, func(n *yaml.Node) {
			if text, ok := r.scalar(n, name, "want one value"); ok {
				if err := out.Set(name, text); err != nil {
					r.fault(placeOf(n), "%s: %v", name, err)
				}
			}
		}}
	}
	r.mapping(n, "settings", value("time-wait"), value("port-range"), value("tw-reuse"))
	return out
}
