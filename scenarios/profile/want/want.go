// Package want reads and writes what profiles expect of a scenario: one file a
// scenario, with all profiles side by side.
//
//	netstack: startTimeWait, dispatcher.go
//	rfc9293: RFC 9293, section 3.6.1, MUST-13
//		open: the RFC has one MSL, and no setting
//	linux: measured on Linux 6.18.44
//
//	reason msl: netstack and Linux take 30 s for the MSL, RFC 9293 takes 2 min
//
//	case state after 1m0s
//		netstack linux: CLOSED
//		rfc9293 [msl]: TIME-WAIT
//
// The head has a line a profile, with the source of the profile's expectations. The
// line "open" below it gives the reason why the profile expects nothing of the
// cases that do not name it. The first profile is the one that runs: netstack.
//
// Then come the reasons, each with a name of lower-case letters, digits and
// hyphens, and then the cases. A case has a line a value. The line begins with the
// profiles that expect the value. In brackets follows the name of the reason why
// the first profile observes another value.
//
// Blank lines separate nothing and are ignored; there are no comments.
package want

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// File is what profiles expect of one scenario.
type File struct {
	// Columns are the profiles that expect something, the one that runs first.
	Columns []Column
	// Reasons explain the values that differ from those of the first column.
	Reasons []Reason
	// Cases are the cases in the order in which they run.
	Cases []Case
}

// Column is one profile.
type Column struct {
	// Profile is its name: "netstack".
	Profile string
	// Source names the clause, the measurement or the function behind the values.
	Source string
	// Open is the reason why the profile expects nothing of cases that do not name
	// it. It is empty if the profile expects something of every case.
	Open string
}

// Reason explains differences from the first column.
type Reason struct {
	// Name consists of lower-case letters, digits and hyphens.
	Name string
	// Text is one sentence.
	Text string
}

// Case is what profiles expect of one case.
type Case struct {
	Name string
	// Values are in the order of the columns. No two have the same text and reason.
	Values []Value
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

// Of returns what a profile expects of the case, and false if it expects nothing.
func (c Case) Of(profile string) (Value, bool) {
	for _, v := range c.Values {
		if slices.Contains(v.Profiles, profile) {
			return v, true
		}
	}
	return Value{}, false
}

// Case returns the case with a name, and false if there is none.
func (f File) Case(name string) (Case, bool) {
	k := slices.IndexFunc(f.Cases, func(c Case) bool { return c.Name == name })
	if k < 0 {
		return Case{}, false
	}
	return f.Cases[k], true
}

// Why returns the text of a reason, and "" for no reason.
func (f File) Why(reason string) string {
	for _, r := range f.Reasons {
		if r.Name == reason {
			return r.Text
		}
	}
	return ""
}

// Text returns the file in its canonical form: Parse reads it, and each File has
// exactly one. Values are sorted by the columns, and equal ones are one line.
func (f File) Text() []byte {
	var b bytes.Buffer
	for _, c := range f.Columns {
		fmt.Fprintf(&b, "%s: %s\n", c.Profile, c.Source)
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
	}
	return b.Bytes()
}

// canonical is a case's values by column, equal ones together.
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
