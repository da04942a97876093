package report

// Verdict is what comparing an observation with a profile's expectation gives.
type Verdict string

// The verdicts, from best to worst.
const (
	// Holds: what was observed is what the profile expects.
	Holds Verdict = "holds"
	// Open: the profile expects nothing, for a reason that it gives: nobody has
	// measured it, or the documents leave it open. The profile netstack has no open case.
	Open Verdict = "open"
	// Diverges: something else was observed, which the profile knows of and
	// gives a reason for.
	Diverges Verdict = "diverges"
	// Fails: something else was observed.
	Fails Verdict = "fails"
	// Error: nothing could be observed, or the profile has no expectation.
	Error Verdict = "error"
)

// rank orders verdicts from best to worst.
func (v Verdict) rank() int {
	switch v {
	case Holds:
		return 0
	case Open:
		return 1
	case Diverges:
		return 2
	case Fails:
		return 3
	}
	return 4
}

// Worst is the worst verdict of observations. Where there are none it is Error: what
// observes nothing proves nothing.
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

// OK reports whether a run with the verdict passes: Holds, Open and Diverges do.
func (v Verdict) OK() bool { return v == Holds || v == Open || v == Diverges }

func worse(a, b Verdict) Verdict {
	if b.rank() > a.rank() {
		return b
	}
	return a
}
