package parity

import (
	"slices"
	"strings"
)

// declared is a difference that docs/linux.md declares.
type declared struct {
	// anchor is that of the heading in docs/linux.md.
	anchor string
	// is reports whether the first difference of a verdict is this one.
	is func(v verdict, here, there line) bool
}

var known = []declared{
	{"sizes-of-buffers", func(v verdict, here, there line) bool {
		return (here.step.op == doReadAll || here.step.op == doRead) && strings.HasSuffix(here.result, " ok") && strings.HasSuffix(there.result, " ok") &&
			v.before(func(s step) bool { return s.op == doWrite && s.n == big })
	}},
}

// before reports whether a step before the difference is such.
func (v verdict) before(is func(step) bool) bool {
	return slices.ContainsFunc(v.here[:v.first()], func(l line) bool { return l.result != "-" && is(l.step) })
}

// isDeclared returns the declaration of the first difference, or nil.
func (v verdict) isDeclared() *declared {
	i := v.first()
	for k := range known {
		if known[k].is(v, v.here[i], v.there[i]) {
			return &known[k]
		}
	}
	return nil
}
