package scenarios

import "slices"

// Groups returns the names of the catalogue's groups, sorted.
func Groups() []string {
	var out []string
	for s := range All() {
		out = append(out, s.Group)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
