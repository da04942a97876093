// Package want reads and writes expectations. Each scenario has one file with all
// profiles side by side.
//
//	netstack: startTimeWait, dispatcher.go
//	rfc9293: RFC 9293, section 3.6.1, MUST-13
//		open: the RFC has one MSL and no setting
//	linux: measured on Linux 6.18.44 by "twcheck expect --target linux"
//		besides: ip-sysctl.rst
//
//	reason msl: the MSL is 30 s in netstack and Linux, and 2 min in RFC 9293
//
//	case state after 1m0s
//		netstack linux: CLOSED
//		rfc9293 [msl]: TIME-WAIT
//
//	case state after 4m0s
//		netstack linux: CLOSED
//		linux unmeasured: the case takes more real time than the limit of 2m0s
//
// The head has one line per profile, with the source of its expectations. The line
// "open" below it is the reason why the profile has no expectation of the cases that do
// not name it. The first profile is the one under test: netstack.
//
// A column that a run on the target has written says so, in the words of MeasuredOn. Each
// of its values was observed by that run, unless the case has the line "unmeasured" of the
// profile, which says why the run could not observe it. Such a value rests on the source
// in the line "besides" of the head. Without a value the case is open for that reason.
//
// The reasons follow, each with a name of lower-case letters, digits and hyphens. Then
// follow the cases. A case has one line per value. The line begins with the profiles
// that expect the value. The name in brackets is the reason why the first profile
// observes another value.
//
// Blank lines have no meaning, and there are no comments.
package want

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// File has the expectations of all profiles for one scenario.
type File struct {
	// Columns are the profiles with expectations. The profile under test is the first.
	Columns []Column
	// Reasons explain the values that differ from the first column.
	Reasons []Reason
	// Cases are in the order in which they run.
	Cases []Case
}

// Column is one profile.
type Column struct {
	// Profile is the name of the profile: "netstack".
	Profile string
	// Source names the clause, the measurement or the function behind the values.
	Source string
	// Besides is the source of the values that the run of a measured column could not
	// observe, or of more that is known. It is empty without one.
	Besides string
	// Open is the reason why the profile has no expectation of the cases that do not
	// name it. It is empty if the profile has an expectation of every case.
	Open string
}

// Reason explains differences from the first column.
type Reason struct {
	// Name consists of lower-case letters, digits and hyphens.
	Name string
	// Text is one sentence.
	Text string
}

// Case has the expectations of all profiles for one case.
type Case struct {
	Name string
	// Values are in the order of the columns. No two have the same text and reason.
	Values []Value
	// Unmeasured are the profiles whose target could not run the case, in the order of
	// the columns.
	Unmeasured []Unmeasured
}

// Unmeasured says why a target could not run a case.
type Unmeasured struct{ Profile, Reason string }

// WhyUnmeasured returns the reason why the target of a profile could not run the case, and
// "" if there is none.
func (c Case) WhyUnmeasured(profile string) string {
	for _, u := range c.Unmeasured {
		if u.Profile == profile {
			return u.Reason
		}
	}
	return ""
}

// Value is a value that profiles expect.
type Value struct {
	// Profiles expect the value, in the order of the columns.
	Profiles []string
	// Reason is the name of the reason for the difference, empty without one.
	Reason string
	// Observed is the observation as a report prints it.
	Observed string
}

// Of returns the value that a profile expects of the case, and false if there is none.
func (c Case) Of(profile string) (Value, bool) {
	for _, v := range c.Values {
		if slices.Contains(v.Profiles, profile) {
			return v, true
		}
	}
	return Value{}, false
}

// Case returns the case with the given name, and false if there is none.
func (f File) Case(name string) (Case, bool) {
	k := slices.IndexFunc(f.Cases, func(c Case) bool { return c.Name == name })
	if k < 0 {
		return Case{}, false
	}
	return f.Cases[k], true
}

// Why returns the text of a reason, and "" if there is no such reason.
func (f File) Why(reason string) string {
	for _, r := range f.Reasons {
		if r.Name == reason {
			return r.Text
		}
	}
	return ""
}

// Text returns the file in its canonical form, which Parse reads. Each File has exactly
// one canonical form: values are sorted by column, and equal values share a line.
func (f File) Text() []byte {
	var b bytes.Buffer
	for _, c := range f.Columns {
		fmt.Fprintf(&b, "%s: %s\n", c.Profile, c.Source)
		if c.Besides != "" {
			fmt.Fprintf(&b, "\tbesides: %s\n", c.Besides)
		}
		if c.Open != "" {
			fmt.Fprintf(&b, "\topen: %s\n", c.Open)
		}
	}
	if len(f.Reasons) > 0 {
		b.WriteByte('\n')
	}
	for _, r := range f.Reasons {
		fmt.Fprintf(&b, "reason %s: %s\n", r.Name, r.Text)
	}
	for _, c := range f.Cases {
		fmt.Fprintf(&b, "\ncase %s\n", c.Name)
		for _, v := range f.canonical(c) {
			b.WriteString("\t" + strings.Join(v.Profiles, " "))
			if v.Reason != "" {
				b.WriteString(" [" + v.Reason + "]")
			}
			b.WriteString(": " + v.Observed + "\n")
		}
		for _, column := range f.Columns {
			if why := c.WhyUnmeasured(column.Profile); why != "" {
				fmt.Fprintf(&b, "\t%s%s: %s\n", column.Profile, unmeasured, why)
			}
		}
	}
	return b.Bytes()
}

// canonical returns the values of a case sorted by column, with equal values merged.
func (f File) canonical(c Case) (out []Value) {
	for _, column := range f.Columns {
		v, ok := c.Of(column.Profile)
		if !ok {
			continue
		}
		k := slices.IndexFunc(out, func(o Value) bool { return o.Observed == v.Observed && o.Reason == v.Reason })
		if k < 0 {
			k = len(out)
			out = append(out, Value{Reason: v.Reason, Observed: v.Observed})
		}
		out[k].Profiles = append(out[k].Profiles, column.Profile)
	}
	return out
}

// unmeasured follows the name of the profile in a line about a case that its target could
// not run.
const unmeasured = " unmeasured"
