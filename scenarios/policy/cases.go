package policy

import (
	"slices"
	"strings"
)

// patterns returns the patterns of cases, "*" if the acceptance has none.
func (a *acceptance) patterns() []string {
	if len(a.cases) == 0 {
		return []string{"*"}
	}
	return a.cases
}

// covers reports whether the acceptance applies to a case: a pattern matches, and the
// profile documents a difference or the acceptance names an observation.
func (a *acceptance) covers(name string) bool {
	w, ok := a.profile.Expected(a.scenario.ID, name)
	return ok && (w.Known != "" || a.observed != nil) &&
		slices.ContainsFunc(a.patterns(), func(pattern string) bool { return matches(pattern, name) })
}

// matches reports whether a name matches a pattern, in which * stands for any text.
// Brackets and slashes have no special meaning, because names of cases contain them.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(name) < len(first)+len(last) || !strings.HasPrefix(name, first) || !strings.HasSuffix(name, last) {
		return false
	}
	name = name[len(first) : len(name)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, ok := strings.Cut(name, part)
		if !ok {
			return false
		}
		name = after
	}
	return true
}
