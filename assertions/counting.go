package assertions

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
)

// question is how often something is to have happened to which segments: the
// arguments of a matcher that counts.
type question struct {
	any     bool // at least once
	number  expected[int]
	matches []fixture.Match
	err     error
}

// counting reads arguments: at most one number or matcher for one, and any number
// of fixture.Match.
func counting(arguments []any) question {
	q := question{any: true}
	for i, arg := range arguments {
		switch v := arg.(type) {
		case fixture.Match:
			q.matches = append(q.matches, v)
		case int, types.GomegaMatcher:
			if !q.any {
				q.err = errors.New("expects one number at most, and was given several")
			}
			q.any, q.number = false, count(v)
		default:
			q.err = fmt.Errorf("expects as its arguments a number or a matcher for one, and fixture.Match values.  Argument %d is:\n%s", i+1, format.Object(arg, 1))
		}
	}
	return q
}

// met reports whether so many are what was asked for.
func (q question) met(got int) (bool, error) {
	if q.any {
		return got > 0, nil
	}
	return q.number.met(got)
}

func (q question) explain(got int, ok bool) string {
	if q.any {
		return ""
	}
	return q.number.explain(got, ok)
}

// times says how often, in words that end a sentence.
func (q question) times() string {
	switch {
	case q.any:
		return ""
	case q.number.matcher != nil:
		return " as often as the given matcher accepts"
	case q.number.value == 1:
		return " once"
	}
	return fmt.Sprintf(" %d times", q.number.value)
}

// by says which segments count as causes.
func (q question) by() string {
	if len(q.matches) == 0 {
		return ""
	}
	return " by " + segments(q.matches)
}

// segments names what matches pick, as far as they say.
func segments(matches []fixture.Match) string {
	var parts []string
	for _, m := range matches {
		if s, ok := m.(fmt.Stringer); ok {
			parts = append(parts, s.String())
		}
	}
	if len(parts) == 0 {
		if len(matches) > 0 {
			return "segments that the given matches accept"
		}
		return "segments"
	}
	s := "segments with " + strings.Join(parts, " and ")
	if len(parts) < len(matches) {
		s += " that the other matches accept"
	}
	return s
}

// accepts reports whether the segment of an event is one that counts.
func (q question) accepts(e fixture.Event) bool {
	if len(q.matches) == 0 {
		return true
	}
	return fixture.Matching(q.matches...).MatchEvent(e)
}
