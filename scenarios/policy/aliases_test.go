package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/twcheck/twcheck/scenarios"
	"github.com/twcheck/twcheck/scenarios/policy"
)

// A policy may use aliases, and is refused with one problem if they stand for more than
// the file has: the list of problems would be as long.
func TestAliases(t *testing.T) {
	const start = "require:\n- {profile: linux, scenarios: &ids [C-15, C-43]}\n"
	many := "require:\n- &r {profile: linux, scenarios: [" + strings.Repeat("x,", 3000) + "x]}\n" + strings.Repeat("- *r\n", 3000)
	laughs := "require: &a0 [x]\n"
	for _, k := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8"} {
		laughs += "k" + k + ": &a" + string(k[0]+1) + " [" + strings.TrimSuffix(strings.Repeat("*a"+k+",", 10), ",") + "]\n"
	}
	endless := "require: &a0 [x]\n"
	for k := range 70 { // more than any number counts
		endless += fmt.Sprintf("k%d: &a%d [*a%d, *a%d]\n", k, k+1, k, k)
	}
	const refused = "the aliases repeat more than the file has: want fewer of them"
	for name, x := range map[string]struct{ text, want string }{
		"settings and lists": {start + "- {profile: netstack, scenarios: *ids}\n- {profile: rfc9293, scenarios: *ids, settings: &s {tw-reuse: 1}}\n- {profile: netstack, scenarios: [C-80], settings: *s}\n", ""},
		"a hundred times":    {start + strings.Repeat("- {profile: linux, scenarios: *ids}\n", 100), ""},
		"many times":         {many, refused},
		"aliases of aliases": {laughs, refused},
		"2^70 of them":       {endless, refused},
		// 1 document, 1 mapping, 2 of require and its list; a requirement has 5 values and its ids.
		"as many as it may have": {padded(4 + 55 + 100*56 - 1000), ""},
		"one more":               {padded(4 + 55 + 100*56 - 1000 - 1), refused},
		"a list within itself":   {"require: &x [*x]\n", "the requirement is a list: want a mapping"},
	} {
		_, err := policy.Parse("p.yaml", []byte(x.text))
		switch {
		case err == nil && x.want != "", err != nil && (x.want == "" || !strings.Contains(err.Error(), x.want)):
			t.Errorf("%s: %v, want %q", name, err, x.want)
		case x.want == refused && strings.Contains(err.Error(), "\n"):
			t.Errorf("%s: more than one problem: %.200s", name, err)
		}
	}
}

// padded is a text of a length with 101 requirements of 50 scenarios each, of which all
// but the first are aliases.
func padded(length int) string {
	var ids []string
	for s := range scenarios.All() {
		if len(ids) < 50 {
			ids = append(ids, s.ID)
		}
	}
	text := "require:\n- &r {profile: netstack, scenarios: [" + strings.Join(ids, ", ") + "]}\n" + strings.Repeat("- *r\n", 100) + "#"
	return text + strings.Repeat(".", length-len(text))
}
