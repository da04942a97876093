package report

import (
	"slices"
	"strings"
)

// Verdict is the result of the comparison of an observation with its expectation.
type Verdict string

// The verdicts, from best to worst.
const (
	// Holds: the observation is as expected.
	Holds Verdict = "holds"
	// Open: the profile expects nothing and gives the reason. The case was not
	// measured, or the documents do not specify it. The profile netstack has no open
	// cases.
	Open Verdict = "open"
	// Diverges: the observation differs, and the profile documents the difference with
	// a reason.
	Diverges Verdict = "diverges"
	// Error: the case could not be observed, or the profile lacks an expectation
	// without a reason.
	Error Verdict = "error"
	// Fails: the observation differs, and the difference is not documented. It is worse
	// than Error: a run in which a case could not be observed may be repeated, and that
	// must not hide what fails.
	Fails Verdict = "fails"
)

// verdicts lists the verdicts from best to worst.
var verdicts = []Verdict{Holds, Open, Diverges, Error, Fails}

// verdictNames returns the verdicts for an error.
func verdictNames() string {
	var names []string
	for _, v := range verdicts {
		names = append(names, string(v))
	}
	return strings.Join(names, ", ")
}

// rank orders verdicts from best to worst. An unknown verdict is as bad as Error.
func (v Verdict) rank() int {
	if k := slices.Index(verdicts, v); k >= 0 {
		return k
	}
	return slices.Index(verdicts, Error)
}

// Worst returns the worst verdict of the observations. Without observations it returns
// Error.
func Worst(list []Observation) Verdict {
	if len(list) == 0 {
		return Error
	}
	v := Holds
	for _, o := range list {
		v = worse(v, o.Verdict)
	}
	return v
}

// OK reports whether a run with the verdict passes: true for Holds, Open and Diverges.
func (v Verdict) OK() bool { return v == Holds || v == Open || v == Diverges }

func worse(a, b Verdict) Verdict {
	if b.rank() > a.rank() {
		return b
	}
	return a
}
