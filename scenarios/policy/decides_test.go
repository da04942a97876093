package policy_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
	"github.com/twcheck/twcheck/scenarios/report"
)

// script holds the policies of the command's script, and the problems of those that are
// wrong.
func script(t *testing.T) map[string]string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("..", "..", "cmd", "twcheck", "testdata", "policy.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// accepting is a policy that accepts something because of a reason in YAML.
func accepting(because string) string {
	return "{require: [{profile: linux, scenarios: [C-15]}], accept: [{scenario: C-15, profile: linux, because: " + because + "}]}"
}

// Parse finds all problems that the command's script expects, and no other.
func TestProblems(t *testing.T) {
	files := script(t)
	for _, name := range []string{"wrong", "contradictions", "both", "follows", "keys", "values", "nothing"} {
		want := strings.ReplaceAll(files[name], "twcheck: ", "")
		if want == "" {
			t.Fatalf("the script has no file %s", name)
		}
		_, err := policy.Parse(name+".yaml", []byte(files[name+".yaml"]))
		if err == nil || err.Error()+"\n" != want {
			t.Errorf("%s: %v\nwant %s", name, err, want)
		}
	}
	for text, want := range map[string]string{
		files["group.yaml"]: `p:2:31: no group "closing": want one of application, backlog, `,
		files["list.yaml"]:  "p:1:1: the policy is a list: want a mapping with seed, settings, require, accept",
		files["two.yaml"]:   "p:3:1: there is a second document: want one",
		// The line of YAML itself is kept, and its text is said once.
		files["syntax.yaml"]:                                    "p:2:1: invalid YAML: found character that cannot start any token",
		"require: [{profile: linux}]\n---\n[":                   "p:3:1: invalid YAML: ",
		"require: []":                                           "p:1:10: require is an empty list: want a list with at least one element",
		"require: {a: b}":                                       "p:1:10: require is a mapping: want a list with at least one element",
		"require: [{profile: linux}]\nseed: [1]":                "p:2:7: the seed is a list: want a number from 0 to 2^64-1",
		"require: [{profile: ' '}]":                             "p:1:21: the profile is empty: want a text",
		accepting(`"\u200b\u2060"`):                             `p:1:101: because is the text "\u200b\u2060", which nobody can see: want a text`,
		accepting(`"\u2028 \u00a0\u3164\u2800\u034f\x01"`):      "p:1:101: because is the text ",
		accepting(`"\u0301\ufeff"`):                             "p:1:101: because is the text ",
		"require: [{profile: linux, groups: [5]}]":              "p:1:37: the group is 5 (int to YAML): want a text",
		"require: [{profile: linux}]\nsettings: 5":              "p:2:11: settings is 5 (int to YAML): want a mapping with time-wait, port-range, tw-reuse",
		"require: [{profile: linux}]\nsettings: {time-wait: ~}": "p:2:23: time-wait is empty: want one value",
		"\x01": "p:1:1: invalid YAML: control characters are not allowed",
		"require: [{profile: linux, scenarios: !!str [C-15]}, {profile: !!str [linux]}]": "p:1:64: the profile is ",
		// One mistake is one problem, although others would follow from it.
		"{require: [{profile: linux, scenarios: [C-15]}],\naccept: [{scenario: C-15, profile: linx, because: x}]}":                                            `p:2:36: no profile "linx"`,
		"{require: [{profile: linux, scenarios: [C-15]}],\naccept: [{scenario: C-99, profile: linux, because: x}]}":                                           `p:2:21: no scenario "C-99"`,
		"{require: [{profile: netstack, scenarios: [C-06]}],\naccept: [{scenario: C-06, profile: netstack, because: x, observed: [5], cases: [TIME-WAIT*]}]}": "p:2:68: observed is a list",
		"{require: [{profile: netstack, scenarios: [C-06]}],\naccept: [{scenario: C-06, profile: netstack, because: x, cases: [5], observed: 1m0s}]}":         "p:2:66: the case is 5",
		"{require: [{profile: linux, scenarios: [C-4*]}],\naccept: [{scenario: C-46, profile: linux, because: x, cases: [5], observed: y}]}":                  "p:2:63: the case is 5",
		"{require: [{profile: linux, scenarios: [C-15]}],\naccept: [{scenario: C-15, profile: linux, because: x, until: [5]}]}":                               "p:2:62: until is a list",
		"require: [linux]\naccept: [{scenario: C-15, profile: linux, because: x}]":                                                                            "p:1:11: the requirement is the text",
		"require: []\naccept: [{scenario: C-15, profile: linux, because: x}]":                                                                                 "p:1:10: require is an empty list",
		"{require: [{profile: linux, scenarios: [C-15], grups: [x]}],\naccept: [{scenario: C-16, profile: linux, because: x}]}":                               `p:1:48: the requirement has no key "grups"`,
		"settings: {time-wait: 5s}\nrequire: [{profile: linux, scenarios: [C-15]}, {profile: linux, scenarios: [C-15], settings: {time-wait: 6s}}]":           "p:2:48: C-15 is required against linux with --time-wait 6s, and in line 2 with --time-wait 5s",
		"require: [{profile: linux, scenarios: [C-15], settings: {time-wait: x}}, {profile: linux, scenarios: [C-15], settings: {time-wait: 6s}}]":            "p:1:69: time-wait: want a duration",
	} {
		_, err := policy.Parse("p", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s\n%v\nwant %s", text, err, want)
		}
	}
}

// requirements is a policy of requirements, each with its scenarios and TIME-WAIT.
func requirements(list ...string) string {
	text := "require:\n"
	for _, x := range list {
		ids, wait, _ := strings.Cut(x, " ")
		text += "- {profile: linux, scenarios: [" + ids + "], settings: {time-wait: " + wait + "}}\n"
	}
	return text
}

// clash is the problem of a requirement in a line that contradicts an earlier one.
func clash(line int, what string, earlier, seconds int) string {
	id, settings, _ := strings.Cut(what, " ")
	return fmt.Sprintf("p:%d:3: %s is required against linux with %s, and in line %d with --time-wait %ds: want one of them", line, id, settings, earlier, seconds)
}

// Two problems that are alike are told as they are.
func TestTwoProblems(t *testing.T) {
	for text, want := range map[string]string{
		`require: [{profile: linux, scenarios: ["", ""]}]`: "p:1:40: the scenario is empty: want a text, in quotes if YAML takes it for something else\n" +
			"p:1:44: the scenario is empty: want a text, in quotes if YAML takes it for something else",
		"require: [{profile: linx, scenarios: [C-15]}, {profile: linx, scenarios: [C-15], settings: {time-wait: 6s}}]": `p:1:21: no profile "linx": want one of netstack, rfc9293, linux, freebsd; did you mean "linux"?` + "\n" +
			`p:1:57: no profile "linx": want one of netstack, rfc9293, linux, freebsd; did you mean "linux"?`,
		// Of all requirements that contradict one, the first is told, with the scenarios that both name.
		requirements("C-15 5s", "C-16 6s", "C-15,C-16 7s"):       clash(4, "C-15 --time-wait 7s", 2, 5),
		requirements("C-16 5s", "C-15 6s", "C-15,C-16 7s"):       clash(4, "C-16 --time-wait 7s", 2, 5),
		requirements("C-15,C-16 5s", "C-16 6s"):                  clash(3, "C-16 --time-wait 6s", 2, 5),
		requirements("C-15 5s", "C-15 6s", "C-15 5s", "C-15 6s"): clash(3, "C-15 --time-wait 6s", 2, 5) + "\n" + clash(4, "C-15 --time-wait 5s", 3, 6) + "\n" + clash(5, "C-15 --time-wait 6s", 2, 5),
		requirements("C-15 5s", "C-15 5s", "C-15 6s", "C-15 5s"): clash(4, "C-15 --time-wait 6s", 2, 5) + "\n" + clash(5, "C-15 --time-wait 5s", 4, 6),
	} {
		if _, err := policy.Parse("p", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%s\n%v\nwant %s", text, err, want)
		}
	}
	if _, err := policy.Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a directory: %v", err)
	}
}

// A requirement has the scenarios that it names, or all.
func TestLen(t *testing.T) {
	group := 0
	for s := range scenarios.All() {
		if s.Group == "keep-alive" {
			group++
		}
	}
	for text, want := range map[string]int{
		"require: [{profile: linux}]":                                       len(slices.Collect(scenarios.All())),
		"require: [{profile: linux, groups: [keep-alive]}]":                 group,
		"require: [{profile: linux, scenarios: [C-15, C-16, \"C-1[56]\"]}]": 2,
	} {
		if n := parsed(t, text).Len(); n != want {
			t.Errorf("%s: %d scenarios, want %d", text, n, want)
		}
	}
	if seed, named := parsed(t, text).Seed(); seed != 0 || named {
		t.Errorf("seed %d, %t", seed, named)
	}
}

// These are right, although a policy that differs a little is wrong.
func TestNoProblem(t *testing.T) {
	for _, text := range []string{
		// An alias stands for what it names.
		"require: [&r {profile: &p linux, scenarios: &s [C-15]}, {profile: *p, scenarios: [C-16]}]",
		// Two profiles or two scenarios may have different settings, and one twice the same.
		"require: [{profile: linux, scenarios: [C-15]}, {profile: netstack, scenarios: [C-15], settings: {time-wait: 5s}}]",
		"require: [{profile: linux, scenarios: [C-15]}, {profile: linux, scenarios: [C-16], settings: {time-wait: 5s}}]",
		"require: [{profile: linux, scenarios: [C-15], settings: {time-wait: 5s}}, {profile: linux, scenarios: [C-1*], settings: {time-wait: 5s}}]",
		// One profile accepts what another accepts too.
		`{require: [{profile: linux, scenarios: [C-16]}, {profile: rfc9293, scenarios: [C-16]}],
accept: [{scenario: C-16, profile: linux, because: a}, {scenario: C-16, profile: rfc9293, because: b}]}`,
		// Two acceptances share a scenario and no case.
		`{require: [{profile: linux, scenarios: [C-16]}],
accept: [{scenario: C-16, profile: linux, because: a, cases: [RST*]}, {scenario: C-16, profile: linux, because: b, cases: [an old*]}]}`,
		// A list of a scenario without expectations and one with them can fail.
		"require: [{profile: linux, scenarios: [C-4*]}]",
		// Of the longest text every byte counts.
		"require: [{profile: linux}] #" + strings.Repeat(".", 1<<20-29),
	} {
		if _, err := policy.Parse("p", []byte(text)); err != nil {
			t.Errorf("%.300s: %v", text, err)
		}
	}
}

// ran runs a policy on a day.
func ran(t *testing.T, text, day string, r scenarios.Runner) report.Report {
	t.Helper()
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, text).Run(r, today)
}

// A case that could not be observed says nothing of the difference: the acceptance is not
// said to be unneeded, nor is the error accepted.
func TestErrorIsNoDifference(t *testing.T) {
	out := ran(t, text, "2027-03-01", scenarios.Runner{CaseTimeout: 1})
	if out.Verdict() != report.Error || len(out.Policy.Unneeded) > 0 || len(out.Policy.Ending) > 0 {
		t.Errorf("%s, unneeded %+v, ending %+v", out.Verdict(), out.Policy.Unneeded, out.Policy.Ending)
	}
	for _, s := range out.Scenarios {
		for _, o := range s.Observations {
			if o.Verdict != report.Error || o.Accepted != nil {
				t.Errorf("%s %s: %s, accepted %+v", s.ID, o.Case, o.Verdict, o.Accepted)
			}
		}
	}
}

// verdicts counts the verdicts of one scenario and profile.
func verdicts(out report.Report, id, profile string) map[report.Verdict]int {
	n := make(map[report.Verdict]int)
	for _, s := range out.Scenarios {
		if s.ID == id && s.Profile == profile {
			for _, o := range s.Observations {
				n[o.Verdict]++
			}
		}
	}
	return n
}

// An acceptance is for its scenario, its profile and its cases, and for no other.
func TestAcceptanceCovers(t *testing.T) {
	out := ran(t, `
require:
  - {profile: linux, scenarios: [C-15, C-16]}
  - {profile: rfc9293, scenarios: [C-16]}
accept:
  - {scenario: C-16, profile: linux, because: a, cases: ["RST with RCV.NXT after 30s: TIME-WAIT lasted", "RST with RCV.NXT-1: answer"], observed: 1m0s}
`, "2027-03-01", scenarios.Runner{})
	if n := verdicts(out, "C-16", "linux"); n[report.Diverges] != 1 || n[report.Fails] != 3 {
		t.Errorf("linux, C-16: %v, want 1 that diverges and 3 that fail", n)
	}
	if n := verdicts(out, "C-16", "rfc9293"); n[report.Diverges] != 0 || n[report.Fails] == 0 {
		t.Errorf("rfc9293, C-16: %v, want none that diverges", n)
	}
	if n := verdicts(out, "C-15", "linux"); n[report.Diverges] != 0 || n[report.Fails] == 0 {
		t.Errorf("linux, C-15: %v, want none that diverges", n)
	}
	// Only the case without a difference is unneeded.
	if u := out.Policy.Unneeded; len(u) != 1 || !slices.Equal(u[0].Cases, []string{"RST with RCV.NXT-1: answer"}) {
		t.Errorf("unneeded: %+v", u)
	}
	if out.Profile != "rfc9293, linux" {
		t.Errorf("the profiles are %q", out.Profile)
	}
}

// The end of an acceptance is announced in its last 30 days, the last one included, and
// not for an acceptance that is not needed.
func TestEnding(t *testing.T) {
	for day, want := range map[string]int{"2027-01-29": 0, "2027-01-30": 1, "2027-03-01": 1, "2027-03-02": 0} {
		if out := ran(t, text, day, scenarios.Runner{}); len(out.Policy.Ending) != want || len(out.Policy.Unneeded) != 0 {
			t.Errorf("%s: %+v ends, %+v is unneeded; want %d that end", day, out.Policy.Ending, out.Policy.Unneeded, want)
		}
	}
	unneeded := strings.Replace(text, "C-16, profile: linux,", `C-16, profile: linux, cases: ["RST with RCV.NXT-1: answer"], observed: RST,`, 1)
	out := ran(t, unneeded, "2027-03-01", scenarios.Runner{})
	if len(out.Policy.Ending) != 0 || len(out.Policy.Unneeded) != 1 {
		t.Errorf("%+v ends, %+v is unneeded; want one that is unneeded", out.Policy.Ending, out.Policy.Unneeded)
	}
	// Without an end it never ends.
	endless := strings.Replace(text, ", until: 2027-03-01", "", 1)
	for _, day := range []string{"0001-01-01", "2027-03-01", "9999-12-31"} {
		out := ran(t, endless, day, scenarios.Runner{})
		if len(out.Policy.Ending) != 0 || !out.Verdict().OK() {
			t.Errorf("%s: %s, %+v ends", day, out.Verdict(), out.Policy.Ending)
		}
	}
}
