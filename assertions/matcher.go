package assertions

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// matcher is what all matchers of this package are: a question, and what was found
// when it was asked last.
type matcher struct {
	name string
	// ask looks at the actual value. The error is for values that the question
	// cannot be asked of, and fails both To and NotTo.
	ask func(actual any) (answer, error)
	// final reports whether the answer can no longer change.
	final func(actual any) bool

	// last is what was found. It is a function so that those who print a matcher
	// field by field, as gomega's And does, do not print the whole network.
	last func() answer
	// each is set if the question may be asked of a list of connections.
	each bool
	// senseless is set if the question could not be asked.
	senseless bool
}

var _ types.GomegaMatcher = (*matcher)(nil)

// polarity is the assertion that failed, To or NotTo, as its words in a message.
type polarity string

const (
	positive polarity = "to "
	negative polarity = "not to "
)

// answer is what a matcher found.
type answer struct {
	ok bool
	// network is where it was found, for the seed and the time. It may be nil.
	network *fixture.Network
	// tl is the timeline that it was found in, where that is all there is. Only a list of
	// sockets has neither, and its answers have no lines.
	tl *timeline.Timeline
	// at is when it was so, if that is not now: a timeline.Incarnation is what was known
	// when it was asked for.
	at *time.Duration
	// subject is what was looked at, in a line or several.
	subject string
	// to is what was expected: what follows "to" or "not to".
	to string
	// was describes what was found instead and its cause, in whole sentences.
	was func() string
	// next is what the reader can do about it, in a sentence. It is asked of a failed
	// To or of a failed NotTo, may be nil and may return nothing.
	next func(failed polarity) string
	// kind is a few words that are the same for the connections of a list for which the
	// answer has the same reason. nil stands for how they ended.
	kind func() string
	// groups are set for several connections: their answers have was, next and lines. count
	// is how many there are, in words.
	groups func() []group
	count  string
	// lines are the lines of the timeline that show it.
	lines func() excerpt
	// header is whether to compares numbers of the header: then the lines show those.
	header bool
}

// Match implements types.GomegaMatcher.
func (m *matcher) Match(actual any) (bool, error) {
	a, err := m.answer(actual)
	if some := new(someMatch); errors.As(err, &some) {
		m.senseless = false
		return false, err
	}
	if m.senseless = err != nil; err != nil {
		return false, fmt.Errorf("%s matcher %w", m.name, err)
	}
	if x, ok := actual.(timeline.Incarnation); ok {
		at := x.AskedAt()
		a.at = &at
	}
	m.last = func() answer { return a }
	return a.ok, nil
}

// answer asks the question, of a list of connections one by one. A list matches if
// all of its connections do, and does not match if none does. If some do, To and
// NotTo are both wrong, which is an error.
func (m *matcher) answer(actual any) (answer, error) {
	list, is := connections(actual)
	if !is || !m.each {
		return m.ask(actual)
	}
	if len(list) == 0 {
		return answer{}, errEmpty
	}
	members := make([]member, len(list))
	yes := 0
	for i, x := range list {
		a, err := m.ask(x)
		if err != nil {
			return answer{}, err
		}
		if members[i] = (member{x, a}); a.ok {
			yes++
		}
	}
	if yes > 0 && yes < len(list) {
		return answer{}, some(m.name, "connections", members, yes)
	}
	return ofList(members), nil
}

// found is what was found last, and nothing if the matcher has not been asked.
func (m *matcher) found() answer {
	if m.last == nil {
		return answer{}
	}
	return m.last()
}

// FailureMessage implements types.GomegaMatcher.
func (m *matcher) FailureMessage(any) string { return m.found().message(positive) }

// NegatedFailureMessage implements types.GomegaMatcher.
func (m *matcher) NegatedFailureMessage(any) string { return m.found().message(negative) }

// MatchMayChangeInTheFuture implements gomega's OracleMatcher, which lets
// Eventually and Consistently stop early.
func (m *matcher) MatchMayChangeInTheFuture(actual any) bool {
	return !m.senseless && !m.final(actual)
}

// GomegaString implements gomega's format.GomegaStringer, for matchers of gomega's
// that were given this one, such as ContainElement, and say so.
func (m *matcher) GomegaString() string {
	if m.found().to == "" {
		return m.name
	}
	return m.name + ": to " + m.found().to
}

// String implements fmt.Stringer, for those that print matchers with fmt, such as
// Or.
func (m *matcher) String() string { return m.GomegaString() }

// message has four parts: what was expected, what was found, its cause and what to do
// next. The lines of the timeline that show it follow.
func (a answer) message(to polarity) string {
	var b strings.Builder
	b.WriteString("Expected\n" + format.IndentString(a.subject, 1) + "\n" + string(to) + a.to + ".")
	var lines []excerpt
	if a.groups != nil {
		groups := a.groups()
		all := a.count
		if len(groups) > 1 {
			all += fmt.Sprintf("; of %d kinds, the rarest first", len(groups))
		}
		b.WriteString("\n" + all + ".\n" + describe(groups, func(group) polarity { return to }))
		lines = examples(groups, a.header)
	}
	if a.was != nil {
		b.WriteString("\n" + a.was())
	}
	if a.next != nil {
		if s := a.next(to); s != "" {
			b.WriteString("\n" + s)
		}
	}
	if a.lines != nil {
		x := a.lines()
		x.header = a.header
		lines = append(lines, x)
	}
	return a.withLines(wrapped(b.String()), lines)
}

// withLines adds to a text the lines of the timeline, the seed and the time.
func (a answer) withLines(text string, lines []excerpt) string {
	tl := a.tl
	if a.network != nil {
		tl = a.network.Timeline()
	}
	var shown []string
	for _, x := range lines {
		if s := x.String(); s != "" {
			shown = append(shown, s)
		}
	}
	if len(shown) > 0 {
		if a.header {
			text += "\nThe numbers of the filter are those of the header, and so are those of the lines."
		}
		text += "\n\n" + strings.Join(shown, "\n\n")
		tl.Shown()
	}
	if tl != nil {
		at := tl.Now()
		if a.at != nil {
			at = *a.at
		}
		text += fmt.Sprintf("\n(seed %d, at %s)", tl.Header().Seed, at)
	}
	return text
}

// wrongType is the error for an actual value of a type that is not accepted.
type wrongType struct{ text string }

func (e *wrongType) Error() string { return e.text }

func wrong(accepted string, actual any) error {
	return &wrongType{fmt.Sprintf("expects %s.  Got:\n%s", accepted, format.Object(actual, 1))}
}

// orWrong is err, but where that is because of the actual value's type it says that
// others are accepted than whoever made err knew.
func orWrong(err error, accepted string, actual any) error {
	if _, ok := err.(*wrongType); ok {
		return wrong(accepted, actual)
	}
	return err
}
