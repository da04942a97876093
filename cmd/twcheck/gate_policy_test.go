package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/scenarios/report"
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
	if strings.TrimSpace(a.because) == "" && !c.rarely(8) {
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

// setting returns the settings of a requirement, of gateSettings. The policy's text does
// not have the first.
func (p gatePolicy) setting(q gateRequirement) int {
	if q.settings <= 0 {
		return p.settings
	}
	return q.settings
}

// problem returns what is wrong with the policy, "" if nothing is.
func (p gatePolicy) problem(x *gateTruth) string {
	set := map[[2]string]int{}
	for _, q := range p.require {
		if anyTwice(q.items) {
			return "a scenario twice in a list"
		}
		for _, item := range q.items {
			if !x.speaks(q.profile, gateItem(item)...) {
				return "a requirement that cannot fail"
			}
		}
		for _, id := range q.ids() {
			key := [2]string{q.profile, id}
			if was, ok := set[key]; ok && was != p.setting(q) {
				return "two settings of a scenario"
			}
			set[key] = p.setting(q)
		}
	}
	taken := map[[3]string]bool{}
	for _, a := range p.accept {
		if strings.TrimSpace(a.because) == "" {
			return "no reason"
		}
		if what := a.problem(x); what != "" {
			return what
		}
		for _, name := range x.cases(a.scenario) {
			key := [3]string{a.profile, a.scenario, name}
			if a.covers(x, name) && taken[key] {
				return "a case is accepted twice"
			}
			taken[key] = taken[key] || a.covers(x, name)
		}
	}
	return ""
}

// problem returns what is wrong with an acceptance of a required scenario.
func (a gateAcceptance) problem(x *gateTruth) string {
	if anyTwice(a.cases) {
		return "a case twice in a list"
	}
	for _, pattern := range a.patterns() {
		var matched, expected, differs bool
		for _, name := range x.cases(a.scenario) {
			if !alike(pattern, name) {
				continue
			}
			matched = true
			w, ok := x.wants[[3]string{a.profile, a.scenario, name}]
			expected = expected || ok
			differs = differs || ok && (w.Known != "" || a.observed != nil && *a.observed != w.Observed)
		}
		switch {
		case strings.TrimSpace(pattern) == "":
			return "a blank pattern"
		case !matched:
			return "no such case"
		case !expected:
			return "an acceptance of what nobody expects"
		case !differs:
			return "nothing to accept"
		}
	}
	return ""
}

func (a gateAcceptance) patterns() []string {
	if a.cases == nil {
		return []string{"*"}
	}
	return a.cases
}

// covers reports whether the acceptance is about a case.
func (a gateAcceptance) covers(x *gateTruth, name string) bool {
	w, ok := x.wants[[3]string{a.profile, a.scenario, name}]
	return ok && (w.Known != "" || a.observed != nil) && slices.ContainsFunc(a.patterns(), func(p string) bool { return alike(p, name) })
}

// ends returns whether the acceptance has expired, and whether it ends in 30 days.
func (a gateAcceptance) ends(x *gateTruth) (expired, soon bool) {
	day, err := time.Parse(time.DateOnly, a.until)
	if err != nil {
		return false, false
	}
	left := int(day.Sub(x.day) / (24 * time.Hour))
	return left < 0, left >= 0 && left <= 30
}

func anyTwice(list []string) bool {
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// judge is the second judgement of a run with a policy.
func (p gatePolicy) judge(x *gateTruth, late bool) (w gateWant) {
	if what := p.problem(x); what != "" {
		return refusedFor("a policy: " + what)
	}
	seen, needed := make([]bool, len(p.accept)), make([]map[string]bool, len(p.accept))
	for _, id := range p.only {
		if !p.requires(id) {
			return refusedFor("a scenario that the policy does not require")
		}
	}
	for _, id := range gateIDs {
		if p.only != nil && !slices.Contains(p.only, id) {
			continue
		}
		for _, profile := range []string{"netstack", "rfc9293", "linux", "freebsd"} {
			k := slices.IndexFunc(p.require, func(q gateRequirement) bool { return q.profile == profile && slices.Contains(q.ids(), id) })
			if k < 0 {
				continue
			}
			r := gateResult{id: id, profile: profile}
			for i, name := range x.cases(id) {
				v, changed := x.judge(profile, id, p.setting(p.require[k]), i)
				if late {
					v, changed = report.Error, false
				}
				c := gateVerdict{verdict: v, changed: changed}
				k := slices.IndexFunc(p.accept, func(a gateAcceptance) bool {
					return a.profile == profile && a.scenario == id && a.covers(x, name)
				})
				if k < 0 {
					if v == report.Diverges {
						c.verdict = report.Fails
					}
				} else if v != report.Error {
					seen[k] = true
					if p.accept[k].apply(x, p.observed(x, id, profile, i), &c) {
						if needed[k] == nil {
							needed[k] = map[string]bool{}
						}
						needed[k][name] = true
					}
				}
				r.cases = append(r.cases, c)
			}
			w.results = append(w.results, r)
			if !x.speaks(profile, id) {
				w.silent = append(w.silent, id)
			}
		}
	}
	for k, a := range p.accept {
		if _, soon := a.ends(x); soon && len(needed[k]) > 0 {
			w.ending++
		}
		if seen[k] && slices.ContainsFunc(a.patterns(), func(pattern string) bool {
			for name := range needed[k] {
				if alike(pattern, name) {
					return false
				}
			}
			return true
		}) {
			w.unneeded++
		}
	}
	return w
}

// observed returns what netstack does in the i-th case of a scenario.
func (p gatePolicy) observed(x *gateTruth, id, profile string, i int) string {
	for _, q := range p.require {
		if q.profile == profile && slices.Contains(q.ids(), id) {
			return x.observations(id, p.setting(q))[i].Observed
		}
	}
	return ""
}

// apply applies an acceptance to a case that was observed. It returns whether the case
// needs it.
func (a gateAcceptance) apply(x *gateTruth, observed string, c *gateVerdict) bool {
	if c.changed && a.observed == nil {
		return true
	}
	if !c.changed && c.verdict != report.Diverges && c.verdict != report.Fails {
		return false
	}
	expired, _ := a.ends(x)
	switch {
	case a.observed != nil && *a.observed != observed, a.observed == nil && c.verdict == report.Fails:
		c.verdict = report.Fails
	case expired:
		c.verdict, c.accepted, c.expired = report.Fails, true, true
	default:
		c.verdict, c.accepted = report.Diverges, true
	}
	return true
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
