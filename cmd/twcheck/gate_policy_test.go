package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// gatePolicy is a policy of the gate's fuzz target.
type gatePolicy struct {
	seed     string
	settings int
	require  []gateRequirement
	accept   []gateAcceptance
	// only are the scenarios that the command line names, nil for all.
	only []string
}

// gateRequirement requires items, which are ids and patterns, or all scenarios.
type gateRequirement struct {
	profile  string
	items    []string
	settings int // of gateSettings, -1 for those of the policy
}

// gateAcceptance accepts differences.
type gateAcceptance struct {
	scenario, profile, because, until string
	cases                             []string
	observed                          *string
}

// gateItem returns the scenarios that an item names.
func gateItem(item string) []string {
	if list, ok := gatePatterns[item]; ok {
		return list
	}
	return []string{item}
}

func (q gateRequirement) ids() (out []string) {
	if q.items == nil {
		return gateIDs
	}
	for _, item := range q.items {
		out = append(out, gateItem(item)...)
	}
	return out
}

// policy returns a policy that the decisions make. Most often it is one that is not
// refused.
func (c *choices) policy(x *gateTruth) (p gatePolicy) {
	if c.rarely(4) {
		p.seed = oneOf(c, "1", "18446744073709551615")
	}
	if c.rarely(2) {
		p.settings = c.of(len(gateSettings))
	}
	own := map[string]int{} // the settings of a profile
	for range 1 + c.of(3) {
		q := c.requirement(x)
		if p.settings > 0 && c.of(2) == 1 { // which change these
			q.profile, q.items = oneOf(c, "netstack", "rfc9293"), []string{"T-01"}
		}
		if _, known := own[q.profile]; !known || c.rarely(16) {
			own[q.profile] = -1
			if c.rarely(4) {
				own[q.profile] = c.of(len(gateSettings))
			}
		}
		q.settings = own[q.profile]
		p.require = append(p.require, q)
	}
	for range c.of(4) {
		q := p.require[c.of(len(p.require))]
		id := oneOf(c, q.ids()...)
		if p.setting(q) > 0 && slices.Contains(q.ids(), "T-01") && c.of(2) == 1 {
			id = "T-01" // which the settings change
		}
		a := c.acceptance(x, q.profile, id, p.setting(q))
		again := slices.ContainsFunc(p.accept, func(b gateAcceptance) bool { return a.profile == b.profile && a.scenario == b.scenario })
		if !again && a.problem(x) == "" || c.rarely(8) {
			p.accept = append(p.accept, a)
		}
	}
	// A requirement without items is the whole catalogue, of which a run has these.
	if c.rarely(3) || slices.ContainsFunc(p.require, func(q gateRequirement) bool { return q.items == nil }) {
		var required []string
		for _, id := range gateIDs {
			if p.requires(id) || c.rarely(32) {
				required = append(required, id)
			}
		}
		p.only = some(c, required)
	}
	return p
}

// requirement returns a requirement without settings.
func (c *choices) requirement(x *gateTruth) gateRequirement {
	q := gateRequirement{profile: oneOf(c, "linux", "linux", "rfc9293", "netstack", "freebsd"), settings: -1}
	switch c.of(8) {
	case 0, 1, 2, 3, 4, 5:
		for _, id := range some(c, gateIDs) {
			if x.speaks(q.profile, id) || c.rarely(32) {
				q.items = append(q.items, id)
			}
		}
		if q.items == nil {
			q.profile, q.items = "linux", []string{"C-80"}
		}
		if c.rarely(32) {
			q.items = append(q.items, q.items[0])
		}
	case 6:
		q.items = []string{oneOf(c, "T-0[124]", "c-80", "C-7[6]")}
	}
	return q
}

// requires reports whether the policy requires a scenario.
func (p gatePolicy) requires(id string) bool {
	return slices.ContainsFunc(p.require, func(q gateRequirement) bool { return slices.Contains(q.ids(), id) })
}

// acceptance returns an acceptance of a scenario, most often of a difference that exists.
func (c *choices) acceptance(x *gateTruth, profile, id string, settings int) gateAcceptance {
	a := gateAcceptance{scenario: id, profile: profile, because: c.text()}
	if unseen(a.because) && !c.rarely(8) {
		a.because = "blank"
	}
	names := x.cases(id)
	var known, changed []string
	for i, name := range names {
		if x.wants[[3]string{profile, id, name}].Known != "" {
			known = append(known, name)
		}
		if x.wants[[3]string{profile, id, name}].Case != "" && x.observations(id, settings)[i].Observed != x.observations(id, 0)[i].Observed {
			changed = append(changed, name)
		}
	}
	name := oneOf(c, names...)
	k := c.of(8)
	switch c.of(4) {
	case 0, 1:
		if len(known) > 0 {
			name = oneOf(c, known...)
		}
	case 2, 3:
		if len(changed) > 0 {
			name, k = oneOf(c, changed...), 5
		}
	}
	switch c.of(6) {
	case 1, 2:
		a.cases = []string{name}
	case 3:
		a.cases = []string{name, oneOf(c, "*", "*: *", names[0], strings.ToValidUTF8(name[:len(name)/2], "")+"*", c.text())}
	}
	switch {
	case k >= 6:
		text := c.text()
		a.observed = &text
	case k >= 4 || len(known) == 0 && k > 0:
		text := x.observations(id, settings)[slices.Index(names, name)].Observed
		a.observed = &text
	}
	a.until = oneOf(c, "", "", "2027-03-02", "2027-03-01", "2027-04-01", "2027-04-02", "2030-01-01", "2020-02-29")
	return a
}

// text returns the policy in YAML.
func (p gatePolicy) text() string {
	var b strings.Builder
	if p.seed != "" {
		fmt.Fprintf(&b, "seed: %s\n", p.seed)
	}
	if p.settings > 0 {
		fmt.Fprintf(&b, "settings: %s\n", settingsYAML(p.settings))
	}
	b.WriteString("require:\n")
	for _, q := range p.require {
		fmt.Fprintf(&b, "- profile: %s\n", q.profile)
		if q.items != nil {
			fmt.Fprintf(&b, "  scenarios: %s\n", listYAML(q.items))
		}
		if q.settings > 0 {
			fmt.Fprintf(&b, "  settings: %s\n", settingsYAML(q.settings))
		}
	}
	if len(p.accept) > 0 {
		b.WriteString("accept:\n")
	}
	for _, a := range p.accept {
		fmt.Fprintf(&b, "- scenario: %s\n  profile: %s\n  because: %s\n", a.scenario, a.profile, strconv.QuoteToASCII(a.because))
		if a.cases != nil {
			fmt.Fprintf(&b, "  cases: %s\n", listYAML(a.cases))
		}
		if a.observed != nil {
			fmt.Fprintf(&b, "  observed: %s\n", strconv.QuoteToASCII(*a.observed))
		}
		if a.until != "" {
			fmt.Fprintf(&b, "  until: %s\n", a.until)
		}
	}
	return b.String()
}

// listYAML returns texts as YAML, which has the escapes of Go.
func listYAML(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, strconv.QuoteToASCII(s))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func settingsYAML(k int) string {
	var out []string
	for _, x := range gateSettings[k].pairs() {
		out = append(out, x[0]+": "+x[1])
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// damaged returns the text of the policy with something in it that no policy has.
func (p gatePolicy) damaged(c *choices) string {
	h := "x" + c.text()
	q := strconv.QuoteToASCII(h)
	return oneOf(c,
		p.text()+q+": 1\n",
		strings.Replace(p.text(), "profile: ", "profile: "+q+" #", 1),
		p.text()+"---\n"+p.text(),
		p.text()+"\t: [",
		p.text()+"require: []\n",
		"require: [{profile: linux, scenarios: ["+q+"]}]\n",
		"require: [{profile: linux, groups: ["+q+"]}]\n",
		"require: [{profile: linux, scenarios: [C-80], settings: {time-wait: "+q+"}}]\n",
		"require: [{profile: linux, scenarios: [C-80]}]\naccept: [{scenario: C-80, profile: linux, because: "+q+", until: "+q+"}]\n",
		"require: [{profile: linux, scenarios: [C-80]}]\naccept: [{scenario: C-80, profile: linux, because: "+q+", cases: ["+q+"]}]\n",
		"require: [{profile: linux, scenarios: [C-80]}]\naccept: [{scenario: C-80, profile: linux, cases: [\"*\"]}]\n",
		"require: [{profile: linux, scenarios: [C-80]}]\naccept: [{scenario: T-04, profile: linux, because: "+q+"}]\n",
		"require: [*x]\n", q, "", "[", strings.Repeat("[", 200),
		"require: &x [*x]\n", "require: [{profile: linux, scenarios: &a [*a]}]\n",
	)
}
