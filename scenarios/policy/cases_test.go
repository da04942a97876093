package policy

import "testing"

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"*", "", true}, {"*", "anything", true}, {"a", "a", true}, {"a", "ab", false}, {"a*", "ab", true},
		{"*b", "ab", true}, {"*b", "ba", false}, {"a*b", "ab", true}, {"a*b", "a", false}, {"aba*aba", "ababa", false},
		{"a*b*c", "a.b.c", true}, {"a*b*c", "a.c.b", false}, {"a*b*b", "ab", false}, {"**", "a", true},
		{"[1]*", "[1] x/y", true}, {"?", "a", false},
	} {
		if got := matches(c.pattern, c.name); got != c.want {
			t.Errorf("%q and %q: %t", c.pattern, c.name, got)
		}
	}
}
