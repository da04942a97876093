package assertions

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// BeInState matches if a connection or a socket is in one of the given states. No
// state at all, or an unknown one, is an error.
//
//	Expect(conn).To(BeInState(tcp.Established))
//	Eventually(conn).Should(BeInState(tcp.CloseWait, tcp.Closed))
//	Expect(host.Sockets()).To(ContainElement(BeInState(tcp.FinWait2)))
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, a timeline.Incarnation, lists
// of these, and a fixture.Socket. Of a list To needs a match of all, NotTo of none.
func BeInState(states ...tcp.State) types.GomegaMatcher {
	return beInState("BeInState", "to be in "+either(states), states)
}

// checkStates is an error for no states, and for what is none.
func checkStates(states []tcp.State) error {
	if len(states) == 0 {
		return errors.New("expects a state to compare with, and was given none")
	}
	for _, s := range states {
		if _, known := tcp.ParseState(s.String()); !known {
			return fmt.Errorf("expects known states, and was given the number %d", uint8(s))
		}
	}
	return nil
}

// either is a list of states in words.
func either(states []tcp.State) string {
	var names []string
	for _, s := range states {
		names = append(names, s.String())
	}
	return strings.Join(names, " or ")
}

func beInState(name, to string, states []tcp.State) types.GomegaMatcher {
	return &matcher{name: name, each: true, ask: func(actual any) (answer, error) {
		if err := checkStates(states); err != nil {
			return answer{}, err
		}
		if s, ok := actual.(fixture.Socket); ok {
			return answer{ok: slices.Contains(states, s.State), subject: s.String(), to: strings.TrimPrefix(to, "to ")}, nil
		}
		a := answer{to: strings.TrimPrefix(to, "to ")}
		var state tcp.State
		var past func() timeline.Incarnation
		if c, isConn := unwrap(actual); isConn {
			// The state alone needs no look at the timeline, which may be long.
			state, a.network = c.State(), c.Host().Network()
			past = sync.OnceValue(func() timeline.Incarnation {
				x, _ := c.Incarnation()
				return x
			})
			a.subject = c.String()
		} else {
			x, err := side(actual)
			if err != nil {
				return answer{}, orWrong(err, sideAccepted+", or a fixture.Socket", actual)
			}
			state, a.tl = x.State(), x.Timeline()
			past = func() timeline.Incarnation { return x }
			a.subject = x.String()
		}
		a.ok = slices.Contains(states, state)
		a.was = func() string { return stateNow(past(), state) }
		a.kind = func() string {
			if x := past(); x.Timeline() != nil {
				return ending(x)
			}
			return state.String()
		}
		a.next = func(failed polarity) string {
			if x := past(); failed == positive && slices.ContainsFunc(x.States(), func(s tcp.State) bool { return slices.Contains(states, s) }) {
				return "To assert on past states, use HavePassedThrough."
			}
			return ""
		}
		a.lines = func() excerpt { return lifeline(past()) }
		return a, nil
	}, final: over}
}

// stateNow describes the state of a connection and how it got there.
func stateNow(x timeline.Incarnation, state tcp.State) string {
	if state == tcp.Closed && x.Timeline() != nil {
		e := x.Ending()
		return "It is CLOSED: " + e.String() + "." + lastLost(x, e)
	}
	return fmt.Sprintf("It is in %s.", state)
}

// lifeline shows how a connection went through its states. It marks the first FIN whose
// loss keeps the connection from its end, or else the last state.
func lifeline(x timeline.Incarnation) excerpt {
	events := openingAndClosing(x.Events())
	if lost := droppedFINs(x); len(lost) > 0 {
		return opening(x.Events(), lost[0].Number)
	}
	if e := x.Ending(); gaveUp(e) {
		return lastBreath(x, e, events)
	}
	last := -1
	for _, e := range events {
		if e.Kind == timeline.StateChange && e.Local == x.Local {
			last = e.Number
		}
	}
	return opening(x.Events(), last)
}

// HaveStates matches if a connection went through exactly the given states, in that
// order, from the first after CLOSED to its state now. No state at all, or an
// unknown one, is an error.
//
//	Expect(conn).To(HaveStates(tcp.SynSent, tcp.Established, tcp.FinWait1,
//		tcp.FinWait2, tcp.TimeWait, tcp.Closed))
//
// It accepts what BeInState does except a fixture.Socket, which has no past.
func HaveStates(states ...tcp.State) types.GomegaMatcher {
	return haveStates("HaveStates", "have gone through ", states, func(got []tcp.State) bool { return slices.Equal(got, states) })
}

// HavePassedThrough matches if a connection went through the given states in that
// order. Other states may come before, between and after them.
//
//	Expect(conn).NotTo(HavePassedThrough(tcp.CloseWait))
//
// It accepts what HaveStates does.
func HavePassedThrough(states ...tcp.State) types.GomegaMatcher {
	return haveStates("HavePassedThrough", "have passed through ", states, func(got []tcp.State) bool {
		rest := states
		for _, s := range got {
			if len(rest) > 0 && s == rest[0] {
				rest = rest[1:]
			}
		}
		return len(rest) == 0
	})
}

// path is a sequence of states in words.
func path(states []tcp.State) string {
	var names []string
	for _, s := range states {
		names = append(names, s.String())
	}
	return strings.Join(names, " → ")
}

func haveStates(name, to string, states []tcp.State, holds func([]tcp.State) bool) types.GomegaMatcher {
	return &matcher{name: name, each: true, ask: func(actual any) (answer, error) {
		if err := checkStates(states); err != nil {
			return answer{}, err
		}
		x, err := side(actual)
		if err != nil {
			return answer{}, err
		}
		got := x.States()
		return answer{
			ok: holds(got), tl: x.Timeline(), subject: x.String(), to: to + path(states),
			was:   func() string { return "It went through " + path(got) + "." },
			kind:  func() string { return path(got) },
			lines: func() excerpt { return lifeline(x) },
		}, nil
	}, final: over}
}
