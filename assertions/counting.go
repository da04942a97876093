package assertions

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// question is how often something is to have happened to which segments: the
// arguments of a matcher that counts.
type question struct {
	any     bool // at least once
	number  number
	matches []timeline.Filter
	err     error
}

// counting reads arguments: at most one number or matcher for one, and any number
// of timeline.Filter and tcp.Flags, which mean segments with at least these.
func counting(arguments []any) question {
	q := question{any: true}
	for i, arg := range arguments {
		switch v := arg.(type) {
		case tcp.Flags:
			q.matches = append(q.matches, timeline.Flags(v))
		case timeline.Filter:
			q.matches = append(q.matches, v)
		case int, types.GomegaMatcher:
			if !q.any {
				q.err = errors.New("expects at most one number, and was given several")
			}
			if q.any, q.number = false, count(v); q.number.err != nil {
				q.err = q.number.err
			}
		default:
			q.err = fmt.Errorf("expects as its arguments a number or a matcher for one, and timeline.Filter or tcp.Flags values.  Argument %d is:\n%s", i+1, format.Object(arg, 1))
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
	return q.number.explain(got, ok)
}

// times is how often, in words that end a sentence.
func (q question) times() string {
	switch {
	case q.any:
		return ""
	case q.number.value == 1:
		return " once"
	}
	return " " + q.number.of("time", "times")
}

// by names the segments that count as causes.
func (q question) by() string {
	if len(q.matches) == 0 {
		return ""
	}
	return " by " + segments(q.matches)
}

// segments names what matches pick.
func segments(matches []timeline.Filter) string {
	if len(matches) == 0 {
		return "segments"
	}
	var parts []string
	for _, m := range matches {
		text := "accepted by a function"
		if s, ok := m.(fmt.Stringer); ok {
			text = s.String()
		}
		parts = append(parts, text)
	}
	return "segments (" + strings.Join(parts, ", ") + ")"
}

// pick returns the events of a timeline that the filters accept and whose segments
// count.
func (q question) pick(tl *timeline.Timeline, filters ...timeline.Filter) ([]timeline.Event, error) {
	if len(q.matches) > 0 {
		filters = append(filters, timeline.All(q.matches...))
	}
	if err := tl.Check(filters...); err != nil {
		return nil, fmt.Errorf("was given an invalid filter: %w", err)
	}
	return tl.Events(filters...), nil
}
