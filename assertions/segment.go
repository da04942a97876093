package assertions

import (
	"fmt"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
)

// HaveSent matches if the given number of segments was sent that all matches accept.
// The arguments are at most one number, an int of 0 or more or a matcher for one, and
// any number of fixture.Match. Without a number at least one segment must be sent.
// Without a match every segment counts. A match with an unknown host is an error.
//
//	Expect(server).NotTo(HaveSent(tcp.RST))
//	Expect(conn).To(HaveSent(1, tcp.FIN))
//	Expect(network).To(HaveSent(BeNumerically("<", 10), tcp.SYN, fixture.To("server:80")))
//
// A segment that is lost on the way was sent; a segment that a rule duplicates was
// sent once. Flags accept segments with at least these flags.
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, or a fixture.Incarnation,
// and counts the segments of that side. It also accepts a *fixture.Host, a
// *fixture.Peer, and a *fixture.Network, where all hosts and peers count. The
// network is quiescent after each call, so NotTo needs no waiting.
func HaveSent(arguments ...any) types.GomegaMatcher {
	return moved("HaveSent", "have sent ", "sent", fixture.EventSent, arguments)
}

// HaveReceived is HaveSent for segments that have arrived: at the connection's host,
// at the host or peer, or at any host or peer of the network.
//
//	Expect(client).NotTo(HaveReceived(tcp.RST, fixture.From("server")))
func HaveReceived(arguments ...any) types.GomegaMatcher {
	return moved("HaveReceived", "have received ", "received", fixture.EventDelivered, arguments)
}

func moved(name, to, verb string, kind fixture.EventKind, arguments []any) types.GomegaMatcher {
	q := counting(arguments)
	return &matcher{name: name, ask: func(actual any) (answer, error) {
		if q.err != nil {
			return answer{}, q.err
		}
		n, subject, filters, err := whose(actual)
		if err != nil {
			return answer{}, err
		}
		found, err := q.pick(n, append(filters, kind)...)
		if err != nil {
			return answer{}, err
		}
		a := answer{network: n, subject: subject, to: to + segments(q.matches) + q.times()}
		a.ok, err = q.met(len(found))
		a.was = func() string {
			if len(found) == 0 {
				return fmt.Sprintf("No such segment was %s.", verb) + q.explain(len(found), a.ok)
			}
			return fmt.Sprintf("%s: the first at %s.", upper(plural(len(found), "was "+verb, "were "+verb)), found[0].At) + q.explain(len(found), a.ok)
		}
		if kind == fixture.EventDelivered && len(found) == 0 {
			a.next = nextIf(positive, func() string { return "HaveSent counts segments that were lost on the way." })
		}
		a.lines = func() excerpt {
			context := n.Timeline().Events(filters...)
			var marked []int
			wanted := make(map[int]bool)
			for _, e := range found {
				marked = append(marked, e.Number)
				wanted[e.Number] = true
			}
			// Of a whole host or network only what went on around the first.
			if len(found) > 0 {
				var near []fixture.Event
				for _, e := range context {
					if wanted[e.Number] || sameConnection(e, found[0]) {
						near = append(near, e)
					}
				}
				context = near
			}
			return show(context, marked...)
		}
		return a, err
	}, final: still}
}

// sameConnection reports whether two events are about the same two ends.
func sameConnection(a, b fixture.Event) bool {
	return a.Local == b.Local && a.Remote == b.Remote || a.Local == b.Remote && a.Remote == b.Local
}

const whoseAccepted = sideAccepted + ", a *fixture.Host, a *fixture.Peer or a *fixture.Network"

// whose finds the events of what a matcher is asked about.
func whose(actual any) (n *fixture.Network, subject string, filters []fixture.Filter, err error) {
	switch x := actual.(type) {
	case *fixture.Network:
		if x != nil {
			return x, x.String(), nil, kept(x)
		}
	case *fixture.Host:
		if x != nil && x.Network() != nil {
			return x.Network(), x.String(), []fixture.Filter{fixture.OnHost(x.Name())}, kept(x.Network())
		}
	case *fixture.Peer:
		if x != nil && x.Network() != nil {
			return x.Network(), "peer " + x.Name(), []fixture.Filter{fixture.OnHost(x.Name())}, kept(x.Network())
		}
	default:
		s, err := side(actual)
		if err == nil {
			mine := fixture.EventFunc(func(e fixture.Event) bool { return e.Host == s.Host && e.Local == s.Local })
			return s.Network(), s.String(), []fixture.Filter{s.Filter(), mine}, nil
		}
		return nil, "", nil, orWrong(err, whoseAccepted, actual)
	}
	return nil, "", nil, wrong(whoseAccepted, actual)
}

// kept is an error if the timeline has dropped events: counts are then unknown.
func kept(n *fixture.Network) error {
	if k := n.Timeline().Forgotten(); k > 0 {
		return fmt.Errorf("needs the whole timeline, but its first %d events were dropped: raise fixture.History", k)
	}
	return nil
}
