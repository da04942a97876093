package lab

// stop is the panic that ends a case with an error.
type stop struct{ err error }

// stopped turns a stop into an error.
func stopped(err *error) {
	switch x := recover().(type) {
	case nil:
	case stop:
		*err = x.err
	default:
		panic(x)
	}
}

// unexpectedState ends a case because a connection is not in the required state. This
// is an observation too: the TCP under test behaves differently.
type unexpectedState struct{ state, want string }

// Error returns the observation.
func (s unexpectedState) Error() string {
	return "the story ends early: the connection is in " + s.state + " and not in " + s.want
}

// Must ends the case with an error unless err is nil.
func Must(err error) {
	if err != nil {
		panic(stop{err})
	}
}

// Got returns v, and ends the case with an error unless err is nil.
func Got[T any](v T, err error) T {
	Must(err)
	return v
}

// Require ends the case unless a connection is in the required state. The case then
// observes the other state.
func Require(state, want string) {
	if state != want {
		panic(stop{unexpectedState{state, want}})
	}
}
