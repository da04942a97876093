package assertions

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"
)

// expected is a value of type T that a user gave, or a matcher for one.
type expected[T comparable] struct {
	value   T
	matcher types.GomegaMatcher
	err     error
}

// want reads an argument that is a T or a matcher.
func want[T comparable](arg any) expected[T] {
	switch v := arg.(type) {
	case T:
		return expected[T]{value: v}
	case types.GomegaMatcher:
		return expected[T]{matcher: v}
	}
	var zero T
	return expected[T]{err: fmt.Errorf("expects a %T or a matcher for one as its argument.  Got:\n%s", zero, format.Object(arg, 1))}
}

// count reads an argument that is a number of things or a matcher for one.
func count(arg any) expected[int] { return want[int](arg) }

// duration reads an argument that is a time.Duration or a matcher for one.
func duration(arg any) expected[time.Duration] { return want[time.Duration](arg) }

// met reports whether v is what was expected.
func (x expected[T]) met(v T) (bool, error) {
	switch {
	case x.err != nil:
		return false, x.err
	case x.matcher != nil:
		return x.matcher.Match(v)
	}
	return v == x.value, nil
}

// String is what was expected: the value, or what the matcher makes of it.
func (x expected[T]) String() string {
	if x.matcher == nil {
		return fmt.Sprint(x.value)
	}
	return "what the given matcher accepts"
}

// explain is what a matcher that was given has to say about v, and empty for a
// value.
func (x expected[T]) explain(v T, ok bool) string {
	if x.matcher == nil {
		return ""
	}
	text := x.matcher.FailureMessage(v)
	if ok {
		text = x.matcher.NegatedFailureMessage(v)
	}
	return "\nThe matcher says:\n" + format.IndentString(text, 1)
}
