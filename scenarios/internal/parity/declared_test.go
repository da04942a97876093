package parity

import (
	"slices"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// declared is a difference that docs/linux.md declares.
type declared struct {
	// name is in the page's table, and testdata/NAME.txt has a sequence that shows it.
	name string
	// is reports whether a difference is this one.
	is func(difference) bool
}

// difference is the first difference of a verdict.
type difference struct {
	step
	segment
	facts
	here, there line
	// before is the state of the peer's connection before the step: CLOSED without one, and
	// LISTEN if there is a listener only.
	before string
	earlier
}

// earlier are the lines before the difference.
type earlier []line

// had reports whether a step that did something was such.
func (e earlier) had(is func(step, facts) bool) bool {
	return slices.ContainsFunc(e, func(l line) bool { return l.result != "-" && is(l.step, l.facts) })
}

// difference returns the first difference.
func (v verdict) difference() difference {
	i := v.first()
	d := difference{step: v.there[i].step, segment: v.there[i].step.segment, facts: v.there[i].facts, here: v.here[i], there: v.there[i], before: tcp.Closed.String(), earlier: v.there[:i]}
	if i > 0 {
		for _, s := range v.there[i-1].sockets {
			state, _, _ := strings.Cut(strings.TrimPrefix(s, "a: "), " ")
			if d.before == tcp.Closed.String() || state != tcp.Listen.String() {
				d.before = state
			}
		}
	}
	return d
}

// only reports whether a segment is what the step sends, with these flags but for PSH and URG.
func (d difference) only(flags tcp.Flags) bool {
	return d.op == doSegment && d.flags&^(tcp.PSH|tcp.URG) == flags
}

// in reports whether the connection was in one of some states.
func (d difference) in(states ...tcp.State) bool {
	return slices.ContainsFunc(states, func(s tcp.State) bool { return s.String() == d.before })
}

// answered reports whether the answers of the fixture and of the kernel begin so, in order.
func answered(l line, answers ...string) bool {
	return slices.EqualFunc(l.answers, answers, func(got, want string) bool { return strings.HasPrefix(got, want+" ") })
}

// isDeclared returns the declaration of the first difference, or nil.
func (v verdict) isDeclared() *declared {
	if v.first() < 0 {
		return nil
	}
	d := v.difference()
	for k := range known {
		if known[k].is(d) {
			return &known[k]
		}
	}
	return nil
}
