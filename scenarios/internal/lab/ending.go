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

// strayed ends a case because a connection is not in the state that the case needs
// to go on. That is an observation too, of a TCP that does something else.
type strayed struct{ state, want string }

// Error says so.
func (s strayed) Error() string {
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

// Require ends the case unless a connection is in the state that the case needs to
// go on. The case then observes the other state.
func Require(state, want string) {
	if state != want {
		panic(stop{strayed{state, want}})
	}
}
