package assertions

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/matchers"
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
	kind := "a time.Duration"
	if _, number := any(*new(T)).(int); number {
		kind = "a number (an int)"
	}
	return expected[T]{err: fmt.Errorf("expects %s or a matcher for one as its argument.  Got:\n%s", kind, format.Object(arg, 1))}
}

// number is how many things a user expects.
type number struct{ expected[int] }

// count reads an argument that is a number of things or a matcher for one.
func count(arg any) number {
	x := number{want[int](arg)}
	if x.value < 0 {
		x.err = fmt.Errorf("expects a number of 0 or more, and was given %d", x.value)
	}
	return x
}

// duration reads an argument that is a time.Duration or a matcher for one.
func duration(arg any) expected[time.Duration] { return want[time.Duration](arg) }

// met reports whether v is what was expected. The error of the argument comes before.
func (x expected[T]) met(v T) (bool, error) {
	if x.matcher != nil {
		return x.matcher.Match(v)
	}
	return v == x.value, nil
}

// exceeded reports whether v is more than was expected, as far as that is known.
func (x number) exceeded(v int) bool { return x.beyond(v, "<") }

// undercut reports whether v is less than was expected, as far as that is known.
func (x number) undercut(v int) bool { return x.beyond(v, ">") }

// beyond reports whether v does not compare in this way with the expected number.
func (x number) beyond(v int, comparator string) bool {
	if m, ok := x.matcher.(*matchers.BeNumericallyMatcher); ok {
		met, _ := m.Match(v)
		return !met && strings.HasPrefix(m.Comparator, comparator)
	}
	return x.matcher == nil && (comparator == "<" && v > x.value || comparator == ">" && v < x.value)
}

// String is the duration that was expected: the value, or a comparison with one.
func (x expected[T]) String() string {
	if x.matcher == nil {
		return fmt.Sprint(x.value)
	}
	if text := x.comparison(); text != "" {
		return text
	}
	return "a duration that the given matcher accepts"
}

// comparison is what the commonest matcher for a number compares with, in a few
// words. It is empty for others.
func (x expected[T]) comparison() string {
	m, ok := x.matcher.(*matchers.BeNumericallyMatcher)
	if !ok || len(m.CompareTo) == 0 {
		return ""
	}
	text := fmt.Sprintf("%s %v", m.Comparator, m.CompareTo[0])
	if len(m.CompareTo) > 1 {
		text += fmt.Sprintf(" within %v", m.CompareTo[1])
	}
	return text
}

// of is how many things were expected, in words.
func (x number) of(one, many string) string {
	switch {
	case x.value == 1:
		return "1 " + one
	case x.matcher == nil:
		return fmt.Sprintf("%d %s", x.value, many)
	}
	if text := x.comparison(); text != "" {
		return text + " " + many
	}
	return "N " + many
}

// explain is what the given matcher prints for v. It is empty for a value.
func (x expected[T]) explain(v T, ok bool) string {
	if x.matcher == nil || x.comparison() != "" {
		return ""
	}
	text := x.matcher.FailureMessage(v)
	if ok {
		text = x.matcher.NegatedFailureMessage(v)
	}
	return "\nThe given matcher prints:\n" + format.IndentString(durations(text), 1)
}

var nanoseconds = regexp.MustCompile(`<time\.Duration>: (-?\d+)`)

// durations makes durations readable that gomega shows in nanoseconds.
func durations(text string) string {
	return nanoseconds.ReplaceAllStringFunc(text, func(s string) string {
		_, number, _ := strings.Cut(s, ": ")
		d, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return s
		}
		return "<time.Duration>: " + time.Duration(d).String()
	})
}
