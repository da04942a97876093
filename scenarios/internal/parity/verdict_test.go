package parity

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// verdict is what the two places said.
type verdict struct {
	here, there []line // of the fixture, and of the kernel
}

// first returns the first line that differs, or -1.
func (v verdict) first() int {
	for i := range min(len(v.here), len(v.there)) {
		if v.here[i].says() != v.there[i].says() {
			return i
		}
	}
	// The options of answers change nothing that comes later, so they come last.
	for i := range min(len(v.here), len(v.there)) {
		if !slices.Equal(v.here[i].options, v.there[i].options) {
			return i
		}
	}
	return -1
}

// kind names what kind of difference it is: the step and what differs after it, in the first
// respect that does.
func (v verdict) kind() string {
	i := v.first()
	if i < 0 {
		return ""
	}
	here, there := v.here[i], v.there[i]
	what := string(here.step.op)
	if here.step.op == doSegment {
		what = fmt.Sprintf("%s in %s", here.step.segment.flags&^(tcp.PSH|tcp.URG), v.difference().before)
	}
	differ := func(a, b string) string {
		return fmt.Sprintf("%s: %s, kernel %s", what, number.ReplaceAllString(a, "${1}#"), number.ReplaceAllString(b, "${1}#"))
	}
	switch {
	case here.result != there.result:
		return differ(here.result, there.result)
	case !slices.Equal(here.later, there.later):
		return differ(apart(here.later, there.later))
	case !slices.Equal(here.answers, there.answers):
		return differ(apart(here.answers, there.answers))
	case !slices.Equal(here.ends, there.ends):
		return differ(apart(here.ends, there.ends))
	case !slices.Equal(here.sockets, there.sockets):
		return differ(apart(here.sockets, there.sockets))
	}
	return "options of " + differ(apart(here.options, there.options))
}

// apart returns what each of two lists has and the other has not.
func apart(a, b []string) (onlyA, onlyB string) {
	return strings.Join(without(a, b), ", "), strings.Join(without(b, a), ", ")
}

func without(list, other []string) (out []string) {
	other = slices.Clone(other)
	for _, x := range list {
		if i := slices.Index(other, x); i >= 0 {
			other = slices.Delete(other, i, i+1)
		} else {
			out = append(out, x)
		}
	}
	return out
}

// number is one that says nothing of the kind: of a step, a port or an address.
var number = regexp.MustCompile(`( |^)-?\d+(\.\d+\.\d+\.\d+)?(:\d+)?`)

func (v verdict) String() string {
	var b strings.Builder
	at := v.first()
	for i, l := range v.there {
		if i == at {
			fmt.Fprintf(&b, "fixture: %s\n kernel: %s\n", v.here[i], l)
			break
		}
		fmt.Fprintf(&b, "         %s\n", l)
	}
	return b.String()
}

// both plays a sequence in two places.
func both(here, there func() (place, error), hosts int, steps []step) (v verdict, err error) {
	run := func(open func() (place, error)) ([]line, error) {
		p, err := open()
		if err != nil {
			return nil, err
		}
		lines, err := play(p, hosts, steps)
		return lines, errors.Join(err, p.close())
	}
	if v.here, err = run(here); err != nil {
		return v, fmt.Errorf("fixture: %w", err)
	}
	if v.there, err = run(there); err != nil {
		return v, fmt.Errorf("kernel: %w", err)
	}
	return v, nil
}
