package want

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Measurement is what a run on the target of a profile says of a case.
type Measurement struct {
	Case string
	// Observed is the observation. It is empty if the target could not run the case, and
	// Reason says why.
	Observed, Reason string
	// TooLong reports that only the time was missing: a longer run can observe the case.
	TooLong bool
	// Alike reports whether a value of the file is what was observed, at the granularity
	// of the run. The file may have it more exactly. nil compares the texts.
	Alike func(value string) bool
}

// alike is Alike, for texts without it too.
func (m Measurement) alike(value string) bool {
	return value == m.Observed || m.Alike != nil && m.Alike(value)
}

// MeasuredOn returns the source of a column that a run on a system has written, such as
// "Linux 6.18.44".
func MeasuredOn(system string) string {
	return "measured on " + system + " by " + command
}

const command = `"twcheck expect --target linux"`

var measuredOn = regexp.MustCompile("^measured on (.+) by " + regexp.QuoteMeta(command) + "$")

// MeasuredOn returns the system on which a run has written the column, and "" if it was
// written by hand.
func (c Column) MeasuredOn() string {
	if m := measuredOn.FindStringSubmatch(c.Source); m != nil {
		return m[1]
	}
	return ""
}

// todoReason is the name of the reason of differences that nobody has explained yet.
const todoReason = "todo"

// Measure returns a file in whose column of a profile the values are those that a run on a
// system has observed. names has the profiles in their order, for a column that is new.
//
// A value that the run could not observe stays, and the case says why it is unmeasured. A
// measured value stays as well if the run had too little time for it, and the column was
// measured on the same system. The column's source moves to Besides if it was written by
// hand. Reasons stay. A new difference from the first column has the reason "todo", whose
// text is to be replaced. A column of which nothing could be observed keeps its source.
//
// Measure returns an error for a case that the file does not have, and for an observation
// that no file can hold.
func (f File) Measure(profile, system string, names []string, list []Measurement) (File, error) {
	out := File{Columns: slices.Clone(f.Columns), Reasons: slices.Clone(f.Reasons)}
	k := slices.IndexFunc(out.Columns, func(c Column) bool { return c.Profile == profile })
	if k < 0 {
		k = 0
		for i, c := range out.Columns {
			if slices.Index(names, c.Profile) < slices.Index(names, profile) {
				k = i + 1
			}
		}
		out.Columns = slices.Insert(out.Columns, k, Column{Profile: profile, Source: "not measured"})
	}
	column := &out.Columns[k]
	same := column.MeasuredOn() == system
	measured, todo := false, false
	for _, m := range list {
		c, ok := f.Case(m.Case)
		if !ok {
			return File{}, fmt.Errorf("want: the file has no case %q", m.Case)
		}
		old, has := c.Of(profile)
		why := c.WhyUnmeasured(profile)
		switch {
		case m.Observed == "" && m.TooLong && same && (has || why != ""):
			measured = measured || why == ""
		case m.Observed == "":
			c.unmeasured(profile, m.Reason)
		default:
			if err := holdable(m.Case, m.Observed); err != nil {
				return File{}, err
			}
			measured = true
			c.unmeasured(profile, "")
			first, _ := c.Of(f.Columns[0].Profile)
			v := Value{Profiles: []string{profile}, Observed: m.Observed, Reason: old.Reason}
			switch {
			case has && m.alike(old.Observed):
				v.Observed = old.Observed
			case m.alike(first.Observed):
				v.Observed = first.Observed
			}
			if v.Observed == first.Observed {
				v.Reason = ""
			} else if v.Reason == "" {
				v.Reason, todo = todoReason, true
			}
			c.without(profile)
			c.Values = append(c.Values, v)
		}
		c.Values = out.canonical(c)
		out.Cases = append(out.Cases, c)
	}
	if measured {
		if column.MeasuredOn() == "" && column.Source != "not measured" {
			column.Besides = column.Source
		}
		column.Source = MeasuredOn(system)
	}
	column.Open = "" // each case has a value or says why not
	out.onlyUsedReasons(todo)
	return out, nil
}

// unmeasured sets the reason why the target of a profile could not run the case. ""
// removes it.
func (c *Case) unmeasured(profile, reason string) {
	c.Unmeasured = slices.DeleteFunc(slices.Clone(c.Unmeasured), func(u Unmeasured) bool { return u.Profile == profile })
	if reason != "" {
		c.Unmeasured = append(c.Unmeasured, Unmeasured{profile, reason})
	}
}

// without removes the value of a profile.
func (c *Case) without(profile string) {
	var out []Value
	for _, v := range c.Values {
		v.Profiles = slices.DeleteFunc(slices.Clone(v.Profiles), func(p string) bool { return p == profile })
		if len(v.Profiles) > 0 {
			out = append(out, v)
		}
	}
	c.Values = out
}

// onlyUsedReasons removes the reasons that no value names, and adds that of differences
// that nobody has explained.
func (f *File) onlyUsedReasons(todo bool) {
	used := map[string]bool{}
	for _, c := range f.Cases {
		for _, v := range c.Values {
			used[v.Reason] = true
		}
	}
	f.Reasons = slices.DeleteFunc(f.Reasons, func(r Reason) bool { return !used[r.Name] })
	if todo && f.Why(todoReason) == "" {
		f.Reasons = append(f.Reasons, Reason{todoReason, "TODO: why the two differ"})
	}
}

// holdable returns an error for an observation that no file can hold: an empty text,
// several lines, or spaces around it.
func holdable(name, observed string) error {
	if observed == "" || strings.TrimSpace(observed) != observed || strings.ContainsAny(observed, "\n\t\r\v\f") {
		return fmt.Errorf("want: case %q: a file cannot hold the observation %q", name, observed)
	}
	return nil
}
