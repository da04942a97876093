package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/report"
)

// policy is what a project asks of TCP: what must hold, and which differences it
// accepts.
type policy struct {
	file     string
	seed     *seed
	settings report.Settings
	require  []requirement
	accept   []*acceptance
	// unread says that require, or settings, are not as somebody has meant them.
	unread, unsettled bool
}

// requirement is what must hold against one profile.
type requirement struct {
	at place
	// profile has no name where the file names none that there is.
	profile scenarios.Profile
	parts   []part
	// settings are those that the hosts have.
	settings report.Settings
	// unread says that it may be meant to have other scenarios too, and unsettled, other
	// settings.
	unread, unsettled bool
}

// part is one item of what a requirement names.
type part struct {
	at   place
	list []scenarios.Scenario
}

// acceptance is a difference that is known and accepted.
type acceptance struct {
	at place
	// scenario has no id, and profile no name, where the file names none that there is.
	scenario scenarios.Scenario
	profile  scenarios.Profile
	// cases are patterns of names; none are all cases of which the profile knows a
	// difference.
	cases []string
	// observed is what is accepted; nil is the difference that the profile documents.
	observed *string
	because  string
	// until is the last day on which it is accepted, zero for always.
	until time.Time
	// unread says that it may be meant to accept other cases, or something else.
	unread bool
}

// readPolicy reads a policy file. The error says everything that is wrong with it,
// each with its place.
func readPolicy(file string) (*policy, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, err
	}
	if len(text) > most {
		return nil, fmt.Errorf("%s: it is longer than %d bytes: want a policy", file, most)
	}
	r := &reader{file: file}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := d.Decode(&doc); err == io.EOF {
		r.fault(place{1, 1}, "there is nothing in it: want a mapping with require")
		return nil, r.err()
	} else if err != nil {
		return nil, r.syntax(err)
	}
	if err := d.Decode(&more); err == nil {
		r.fault(placeOf(&more), "there is a second document: want one")
	} else if err != io.EOF {
		return nil, r.syntax(err)
	}
	p := r.policy(doc.Content[0])
	p.file = file
	p.check(r)
	return p, r.err()
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// syntax is an error of the YAML itself, which names a line at most.
func (r *reader) syntax(err error) error {
	at := place{1, 1}
	text := err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		at.line, _ = strconv.Atoi(m[1])
		text = strings.TrimPrefix(text, m[0])
	}
	r.fault(at, "it is no YAML: %s", strings.TrimPrefix(text, "yaml: "))
	return r.err()
}

func (r *reader) policy(n *yaml.Node) *policy {
	p := &policy{}
	var require *yaml.Node
	all := r.mapping(n, "the policy",
		field{"seed", false, func(n *yaml.Node) {
			if text, ok := r.scalar(n, "the seed", "want a number from 0 to 2^64-1"); ok {
				p.seed = new(seed)
				r.unmarshal(n, "the seed", p.seed, text)
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

func (r *reader) requirement(n *yaml.Node, p *policy) requirement {
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
		q.parts = []part{{q.at, slices.Collect(scenarios.All())}}
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
				r.fault(placeOf(n), "the scenario %q is %d scenarios: want the id of one", n.Value, len(list))
			} else if len(list) == 1 {
				a.scenario = list[0]
			}
		}},
		field{"cases", false, func(n *yaml.Node) {
			good = r.clean(func() {
				r.list(n, "cases", func(n *yaml.Node) {
					if text, ok := r.text(n, "the case"); ok {
						a.cases = append(a.cases, text)
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

func (r *reader) profile(n *yaml.Node) scenarios.Profile {
	name, ok := r.text(n, "the profile")
	if !ok {
		return scenarios.Profile{}
	}
	p, err := scenarios.ProfileNamed(name)
	if err != nil {
		r.fault(placeOf(n), "%s", strings.TrimPrefix(err.Error(), "scenarios: "))
	}
	return p
}

// selected are the scenarios that an id or a pattern names.
func (r *reader) selected(n *yaml.Node) []scenarios.Scenario {
	pattern, ok := r.text(n, "the scenario")
	if !ok {
		return nil
	}
	list, err := scenarios.Select(pattern)
	switch {
	case err == nil:
	case knownGroup(pattern) == nil:
		r.fault(placeOf(n), "no scenario %q: it is a group, which a requirement may have as groups: [%s]", pattern, pattern)
	default:
		r.fault(placeOf(n), "no scenario %q: want an id that \"twcheck list\" shows, or a pattern such as \"C-0*\"", pattern)
	}
	return list
}

// group are the scenarios of a group.
func (r *reader) group(n *yaml.Node) []scenarios.Scenario {
	name, ok := r.text(n, "the group")
	if !ok {
		return nil
	}
	list, err := picks{Group: []string{name}}.of(slices.Collect(scenarios.All()))
	if err != nil {
		r.fault(placeOf(n), "%v", err)
	}
	return list
}

func (r *reader) settings(n *yaml.Node) report.Settings {
	var f settings
	r.mapping(n, "settings",
		field{"time-wait", false, func(n *yaml.Node) { f.TimeWait = new(timeWait); r.value(n, "time-wait", f.TimeWait) }},
		field{"port-range", false, func(n *yaml.Node) { f.PortRange = new(portRange); r.value(n, "port-range", f.PortRange) }},
		field{"tw-reuse", false, func(n *yaml.Node) { f.TwReuse = new(twReuse); r.value(n, "tw-reuse", f.TwReuse) }},
	)
	return f.given()
}

// value reads a value as the flag of the same name does.
func (r *reader) value(n *yaml.Node, what string, v interface{ UnmarshalText([]byte) error }) {
	if text, ok := r.scalar(n, what, "want one value"); ok {
		r.unmarshal(n, what, v, text)
	}
}

func (r *reader) unmarshal(n *yaml.Node, what string, v interface{ UnmarshalText([]byte) error }, text string) {
	if err := v.UnmarshalText([]byte(text)); err != nil {
		r.fault(placeOf(n), "%s: %v", what, err)
	}
}

// todayVariable names the day on which a policy is taken to be applied, such as
// 2027-03-01. Without it, it is the present day (UTC).
const todayVariable = "TWCHECK_TODAY"

// today is the day on which the policy is applied.
func today(getenv func(string) string) (time.Time, error) {
	text := getenv(todayVariable)
	if text == "" {
		return time.Now().UTC().Truncate(24 * time.Hour), nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, usageError{fmt.Errorf("%s: want a day such as 2027-03-01, not %q", todayVariable, text)}
	}
	return day, nil
}

var errPolicyFlags = errors.New("run: --policy says what --profile, --baseline, --time-wait, --port-range and --tw-reuse would: give either the policy or these")
