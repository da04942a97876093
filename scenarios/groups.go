package scenarios

import "slices"

// Groups returns the groups that the catalogue's scenarios have, sorted.
func Groups() []string {
	var out []string
	for s := range All() {
		out = append(out, s.Group)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
