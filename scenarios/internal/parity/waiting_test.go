package parity

import (
	"fmt"
	"slices"
)

// starts makes an attempt for the first time. If it is not over, it waits.
func (x *player) starts(s step, try func() (string, bool)) string {
	says, over := try()
	if !over {
		x.pending = append(x.pending, pending{s, try, says})
		return "waits"
	}
	return says
}

// movesData reports whether a step may let a big write get on.
func movesData(o op) bool { return o != doListen && o != doDial && o != doWait && o != doLinger }

// poll repeats the calls that wait, until none of them gets on. moved reports that the step may
// have moved data.
func (x *player) poll(moved bool) (out []string, err error) {
	for x.once(&out) {
	}
	if moved && slices.ContainsFunc(x.pending, func(w pending) bool { return w.step.op == doWrite && w.step.n == big }) {
		err = x.rest(func() bool { return x.once(&out) })
	}
	slices.Sort(out) // calls that end together end in no order that means anything
	return out, err
}

// once repeats each of the calls that wait. It reports whether any of them has got on.
func (x *player) once(out *[]string) (again bool) {
	for i := 0; i < len(x.pending); i++ {
		w := &x.pending[i]
		says, over := w.try()
		again = again || over || says != w.says
		w.says = says
		if over {
			*out = append(*out, fmt.Sprintf("%d %s", w.step.id, says))
			x.pending = slices.Delete(x.pending, i, i+1)
			i--
		}
	}
	return again
}
