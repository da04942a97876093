package want

import (
	"fmt"
	"slices"
)

// Observation is the observation of a case.
type Observation struct{ Case, Observed string }

// Rewrite returns a file whose first column has the given observations. The cases are
// those of the list, in its order. A case that is not in the list is removed, and a
// reason that no value names is removed too: see Gone. The other columns and the sources
// do not change.
//
// Rewrite returns an error if the file has no column. It also returns an error for an
// observation that no file can hold: an empty text, several lines, or spaces around it.
func (f File) Rewrite(list []Observation) (File, error) {
	if len(f.Columns) == 0 {
		return File{}, fmt.Errorf("want: the file has no column to rewrite")
	}
	first := f.Columns[0].Profile
	out := File{Columns: slices.Clone(f.Columns)}
	used := map[string]bool{}
	for _, o := range list {
		if err := holdable(o.Case, o.Observed); err != nil {
			return File{}, err
		}
		values := []Value{{Profiles: []string{first}, Observed: o.Observed}}
		old, _ := f.Case(o.Case)
		for _, v := range old.Values {
			v.Profiles = slices.DeleteFunc(slices.Clone(v.Profiles), func(p string) bool { return p == first })
			if len(v.Profiles) > 0 {
				values = append(values, v)
				used[v.Reason] = true
			}
		}
		c := Case{Name: o.Case, Values: values, Unmeasured: old.Unmeasured}
		c.Values = out.canonical(c)
		out.Cases = append(out.Cases, c)
	}
	for _, r := range f.Reasons {
		if used[r.Name] {
			out.Reasons = append(out.Reasons, r)
		}
	}
	return out, nil
}

// Gone returns the cases of the file that are not in the list, in the order of the file.
// Rewrite removes them.
func (f File) Gone(list []Observation) (out []Case) {
	for _, c := range f.Cases {
		if !slices.ContainsFunc(list, func(o Observation) bool { return o.Case == c.Name }) {
			out = append(out, c)
		}
	}
	return out
}
