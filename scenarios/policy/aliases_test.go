package policy_test

import (
	"strings"
	"testing"

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
	const refused = "the aliases repeat more than the file has: want fewer of them"
	for name, x := range map[string]struct{ text, want string }{
		"settings and lists":   {start + "- {profile: netstack, scenarios: *ids}\n- {profile: rfc9293, scenarios: *ids, settings: &s {tw-reuse: 1}}\n- {profile: netstack, scenarios: [C-80], settings: *s}\n", ""},
		"a hundred times":      {start + strings.Repeat("- {profile: linux, scenarios: *ids}\n", 100), ""},
		"many times":           {many, refused},
		"aliases of aliases":   {laughs, refused},
		"a list within itself": {"require: &x [*x]\n", "the requirement is a list: want a mapping"},
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
