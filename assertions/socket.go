package assertions

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveSockets matches if the given number of sockets meets all conditions. The number
// is an int of 0 or more, or a matcher for one. A condition is a tcp.State, or a
// matcher for a fixture.Socket, such as BeToward, BeOlderThan, BeHeld and
// BeEndless. Any other argument is an error, and so is a condition that cannot be asked of
// a socket, whether there is one or not.
//
//	Expect(client).To(HaveSockets(1, tcp.TimeWait))
//	Expect(proxy).To(HaveSockets(BeNumerically("<=", 2), tcp.TimeWait, BeToward("backend:80")))
//	Eventually(server).Should(HaveSockets(0)) // nothing is left
//
// Listeners count only if a condition is tcp.Listen. Ended connections count as long
// as the application has not closed their descriptors, although ss does not show
// them.
//
// It accepts a *fixture.Host, a *fixture.Network, where the sockets of all hosts
// count, and a []fixture.Socket.
func HaveSockets(number any, conditions ...any) types.GomegaMatcher {
	k := count(number)
	f, err := socketFilter(conditions)
	if k.err != nil {
		err = k.err
	}
	return &matcher{name: "HaveSockets", ask: func(actual any) (answer, error) {
		if err != nil {
			return answer{}, err
		}
		list, a, err := socketsOf(actual)
		if err != nil {
			return answer{}, err
		}
		if err := f.check(a.network); err != nil {
			return answer{}, err
		}
		found, err := f.pick(list)
		if err != nil {
			return answer{}, err
		}
		a.to = "have " + k.of("socket", "sockets") + f.String()
		a.ok, err = k.met(len(found))
		a.was = func() string {
			down := ""
			if h, _ := actual.(*fixture.Host); h.Down() {
				down = "The host is down. "
			}
			return down + thereAre(found, actual) + tally(list, len(found)) + causeOf(a.network, found) + k.explain(len(found), a.ok)
		}
		a.next = func(polarity) string {
			if k.exceeded(len(found)) {
				return nextOfSockets(a.network, found)
			}
			return ""
		}
		a.lines = func() excerpt {
			if len(found) == 0 {
				return latest(a.network.Timeline(), actual)
			}
			return socketLines(a.network, found)
		}
		return a, err
	}, final: over}
}

// tally counts all sockets by their states, if there are others than those found.
func tally(list []fixture.Socket, found int) string {
	if len(list) == found {
		return ""
	}
	return "\nAll sockets: " + states(list) + "."
}

// states counts sockets by their states.
func states(list []fixture.Socket) string {
	counts := make(map[tcp.State]int)
	var order []tcp.State
	for _, s := range list {
		if counts[s.State] == 0 {
			order = append(order, s.State)
		}
		counts[s.State]++
	}
	slices.Sort(order)
	var parts []string
	for _, s := range order {
		parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
	}
	return strings.Join(parts, ", ")
}

// socketsOf lists the sockets of the actual value.
func socketsOf(actual any) ([]fixture.Socket, answer, error) {
	switch x := actual.(type) {
	case *fixture.Host:
		if x.Network() != nil {
			return x.Sockets(), answer{network: x.Network(), subject: x.String()}, madeHost(x)
		}
	case *fixture.Network:
		if x != nil {
			return x.Sockets(), answer{network: x, subject: x.String()}, made(x.Timeline())
		}
	case []fixture.Socket:
		return x, answer{subject: plural(len(x), "socket", "sockets")}, nil
	}
	return nil, answer{}, wrong("a *fixture.Host, a *fixture.Network or a []fixture.Socket", actual)
}

// latest shows the last events of the connections of a host or network.
func latest(tl *timeline.Timeline, actual any) excerpt {
	var filters []timeline.Filter
	if h, ok := actual.(*fixture.Host); ok {
		filters = append(filters, timeline.OnHost(h.Name()))
	}
	return opening(tl.Events(filters...))
}

// socketLines shows how the telltale of the sockets got into its state, and for TIME-WAIT
// which side closed first.
func socketLines(n *fixture.Network, found []fixture.Socket) excerpt {
	if len(found) == 0 {
		return excerpt{}
	}
	s := telltale(found)
	last := lastOf(n, s)
	if crash, ok := peerCrash(n, s); ok {
		events := openingAndClosing(last.Events())
		at, _ := slices.BinarySearchFunc(events, crash.Number, func(e timeline.Event, number int) int { return e.Number - number })
		return show(slices.Insert(events, at, crash), crash.Number)
	}
	return closingLines(last)
}

// telltale is the oldest socket that only its application can end, or else the oldest.
func telltale(found []fixture.Socket) fixture.Socket {
	found = oldestFirst(found)
	for _, s := range found {
		if s.Held && (s.State == tcp.CloseWait || s.State == tcp.Closed) || s.State == tcp.FinWait2 && !s.Timed {
			return s
		}
	}
	return found[0]
}

// socketMatcher is a matcher for one socket.
type socketMatcher struct {
	name  string
	text  string // what it accepts, to follow "a socket"
	err   error
	host  string // that it names; empty for none
	holds func(fixture.Socket) bool
}

// Match implements types.GomegaMatcher.
func (m *socketMatcher) Match(actual any) (bool, error) {
	if m.err != nil {
		return false, fmt.Errorf("%s matcher %w", m.name, m.err)
	}
	s, ok := actual.(fixture.Socket)
	if !ok {
		return false, fmt.Errorf("%s matcher %w", m.name, wrong("a fixture.Socket", actual))
	}
	return m.holds(s), nil
}

// FailureMessage implements types.GomegaMatcher.
func (m *socketMatcher) FailureMessage(actual any) string {
	return answer{subject: socketText(actual), to: "be a socket " + m.text}.message(positive)
}

// NegatedFailureMessage implements types.GomegaMatcher.
func (m *socketMatcher) NegatedFailureMessage(actual any) string {
	return answer{subject: socketText(actual), to: "be a socket " + m.text}.message(negative)
}

// GomegaString implements gomega's format.GomegaStringer; see matcher.
func (m *socketMatcher) GomegaString() string { return m.name + ": to be a socket " + m.text }

// String implements fmt.Stringer.
func (m *socketMatcher) String() string { return m.GomegaString() }

func socketText(actual any) string {
	if s, ok := actual.(fixture.Socket); ok {
		return s.Host + ": " + s.String()
	}
	return format.Object(actual, 0)
}

var errNoEnd = errors.New(`expects a remote end such as "server", "server:80", ":80", "10.0.0.2" or "10.0.0.2:80"`)

// lastOf returns the latest incarnation of a socket, or the zero value if the timeline has
// none.
func lastOf(n *fixture.Network, s fixture.Socket) (last timeline.Incarnation) {
	if s.Remote.Port() == 0 {
		return last // it has no connection
	}
	for _, x := range n.Timeline().Incarnations(timeline.OnHost(s.Host), timeline.OfEnds(s.Local, s.Remote)) {
		if x.Local == s.Local { // of the two sides of a host's connection with itself
			last = x
		}
	}
	return last
}
