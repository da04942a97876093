package lab

// stop is what a story is ended with.
type stop struct{ err error }

// stopped turns the end of a story by stop into an error.
func stopped(err *error) {
	switch x := recover().(type) {
	case nil:
	case stop:
		*err = x.err
	default:
		panic(x)
	}
}

// strayed ends a story because a connection is in another state than the story needs
// to go on. That is an observation too, of a TCP that does something else.
type strayed struct{ state, want string }

// Error says so.
func (s strayed) Error() string {
	return "the story ends early: the connection is in " + s.state + " and not in " + s.want
}

// Must ends the story unless err is nil.
func Must(err error) {
	if err != nil {
		panic(stop{err})
	}
}

// Got returns v, or ends the story if there is an error.
func Got[T any](v T, err error) T {
	Must(err)
	return v
}

// Require ends the story unless a connection is in the state that the story needs
// to go on. The state in which it is instead is what the case observes.
func Require(state, want string) {
	if state != want {
		panic(stop{strayed{state, want}})
	}
}
