package assertions

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveSent matches if the given number of segments was sent that all matches accept.
// The arguments are at most one number, an int of 0 or more or a matcher for one, and
// any number of timeline.Filter and tcp.Flags, which mean segments with at least these.
// Without a number at least one segment must be sent. Without a match every segment
// counts. A match with an unknown host is an error, and so is a match that excludes every
// segment of the side in question.
//
//	Expect(server).NotTo(HaveSent(tcp.RST))
//	Expect(conn).To(HaveSent(1, tcp.FIN))
//	Expect(network).To(HaveSent(BeNumerically("<", 10), tcp.SYN, timeline.To("server:80")))
//
// A segment that is lost on the way was sent; a segment that a rule duplicates was
// sent once. Flags accept segments with at least these flags.
//
// It accepts a *fixture.Conn, a net.Conn that wraps one, or a timeline.Incarnation,
// and counts the segments of that side. It also accepts a *fixture.Host, a
// *peer.Peer, and a *fixture.Network, where all hosts and peers count. The
// network is quiescent after each call, so NotTo needs no waiting.
func HaveSent(arguments ...any) types.GomegaMatcher {
	return moved("HaveSent", "have sent ", "sent", timeline.Sent, arguments)
}

// HaveReceived is HaveSent for segments that have arrived: at the connection's host,
// at the host or peer, or at any host or peer of the network.
//
//	Expect(client).NotTo(HaveReceived(tcp.RST, timeline.From("server")))
func HaveReceived(arguments ...any) types.GomegaMatcher {
	return moved("HaveReceived", "have received ", "received", timeline.Delivered, arguments)
}

func moved(name, to, verb string, kind timeline.Kind, arguments []any) types.GomegaMatcher {
	q := counting(arguments)
	return &matcher{name: name, ask: func(actual any) (answer, error) {
		if q.err != nil {
			return answer{}, q.err
		}
		tl, subject, filters, err := whose(actual)
		if err == nil {
			err = q.check(actual, kind)
		}
		if err != nil {
			return answer{}, err
		}
		found, err := q.pick(tl, append([]timeline.Filter{kind}, filters...)...)
		if err != nil {
			return answer{}, err
		}
		a := answer{tl: tl, subject: subject, to: to + segments(q.matches) + q.times(), header: timeline.HeaderNumbers(q.matches...)}
		a.ok, err = q.met(len(found))
		lost := sync.OnceValue(func() []timeline.Event {
			if kind != timeline.Delivered || len(found) > 0 {
				return nil
			}
			return q.lostTo(actual, tl)
		})
		a.was = func() string {
			if len(found) == 0 {
				return fmt.Sprintf("No such segment was %s.", verb) + lossOf(lost()) + q.explain(len(found), a.ok)
			}
			text := fmt.Sprintf("%s: the first at %s", plural(len(found), "was "+verb, "were "+verb), found[0].At)
			if k := apart(found); k > 1 {
				text += fmt.Sprintf(", of %d connections", k)
			}
			return text + "." + droppedOf(found, tl) + q.explain(len(found), a.ok)
		}
		a.next = nextIf(positive, func() string {
			if len(lost()) == 0 {
				return ""
			}
			return "HaveSent counts segments that were lost on the way."
		})
		a.lines = func() excerpt {
			if lost := lost(); len(lost) > 0 {
				var marked []int
				for _, e := range lost {
					marked = append(marked, e.Number)
				}
				return show(tl.Events(ofBothEnds(lost[0])), marked...)
			}
			context := tl.Events(filters...)
			var marked []int
			wanted := make(map[int]bool)
			for _, e := range found {
				marked = append(marked, e.Number)
				wanted[e.Number] = true
			}
			// Of a whole host or network only what went on around the first.
			if len(found) > 0 {
				var near []timeline.Event
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

// lostTo returns the segments that count and were lost on the way to what a matcher was
// asked about. It returns none if the filters accept only segments that arrived.
func (q question) lostTo(actual any, tl *timeline.Timeline) []timeline.Event {
	filters := []timeline.Filter{timeline.Dropped}
	switch x := actual.(type) {
	case *fixture.Host:
		filters = append(filters, timeline.To(x.Name()))
	case *peer.Peer:
		filters = append(filters, timeline.To(x.Name()))
	case *fixture.Network, *timeline.Timeline:
	default:
		s, _ := side(actual) // which whose has found already
		filters = append(filters, s.Filter(), timeline.Func(func(e timeline.Event) bool { return e.Remote == s.Local }))
	}
	lost, _ := q.pick(tl, filters...) // none if the filters exclude what is lost
	return lost
}

// lossOf says how many segments were lost, and why.
func lossOf(lost []timeline.Event) string {
	if len(lost) == 0 {
		return ""
	}
	return fmt.Sprintf(" %s lost on the way (%s).", plural(len(lost), "was", "were"), reasons(lost))
}

// droppedOf says how many of the segments that were sent were dropped, on the way or where
// they arrived, and why.
func droppedOf(sent []timeline.Event, tl *timeline.Timeline) string {
	if sent[0].Kind != timeline.Sent {
		return ""
	}
	ids := make(map[uint32]bool, len(sent))
	for _, e := range sent {
		ids[e.Segment.ID] = true
	}
	var lost []timeline.Event
	for e := range tl.Since(sent[0].Number, timeline.Dropped) {
		if ids[e.Segment.ID] {
			delete(ids, e.Segment.ID) // a copy counts once
			lost = append(lost, e)
		}
	}
	how := plural(len(lost), "of them was", "of them were")
	switch {
	case len(lost) == 0:
		return ""
	case len(lost) == len(sent):
		how = plurality(len(lost), "It was", "All were")
	}
	return fmt.Sprintf(" %s dropped (%s).", how, reasons(lost))
}

// reasons are why segments were lost: the rules, by their names, and the link.
func reasons(lost []timeline.Event) string {
	var why []string
	for _, e := range lost {
		reason := e.Text
		switch {
		case e.Rule != "":
			reason = ruleOf(e)
		case e.Middlebox != "":
			reason = e.Middlebox + " " + e.Text
		}
		if !slices.Contains(why, reason) {
			why = append(why, reason)
		}
	}
	return strings.Join(why, "; ")
}

// ofBothEnds accepts the events of the connection that a segment belongs to.
func ofBothEnds(of timeline.Event) timeline.Filter {
	return timeline.Func(func(e timeline.Event) bool { return sameConnection(e, of) })
}

// check returns an error if actual is one side of a connection and the matches exclude
// everything that it sent or received.
func (q question) check(actual any, kind timeline.Kind) error {
	x, err := side(actual)
	if err != nil {
		return nil // something else
	}
	if err := x.Check(kind, q.matches...); err != nil {
		return fmt.Errorf("was given an invalid filter: %w", err)
	}
	return nil
}

// apart is how many connections segments belong to.
func apart(list []timeline.Event) int {
	type connection struct {
		a, b netip.AddrPort
		host string // of loopback addresses
	}
	ends := make(map[connection]bool)
	for _, e := range list {
		a, b := e.Local, e.Remote
		if a.Compare(b) > 0 {
			a, b = b, a
		}
		of := connection{a: a, b: b}
		if a.Addr().IsLoopback() {
			of.host = e.Host
		}
		ends[of] = true
	}
	return len(ends)
}

// sameConnection reports whether two events are about the same two ends.
func sameConnection(a, b timeline.Event) bool {
	if a.Host != b.Host && a.Local.Addr().IsLoopback() {
		return false
	}
	return a.Local == b.Local && a.Remote == b.Remote || a.Local == b.Remote && a.Remote == b.Local
}

const whoseAccepted = sideAccepted + ", a *fixture.Host, a *peer.Peer, a *fixture.Network or a *timeline.Timeline"

// whose finds the events of what a matcher is asked about.
func whose(actual any) (tl *timeline.Timeline, subject string, filters []timeline.Filter, err error) {
	switch x := actual.(type) {
	case *fixture.Network:
		if x != nil {
			return x.Timeline(), x.String(), nil, kept(x.Timeline())
		}
	case *fixture.Host:
		if x.Network() != nil {
			if err := madeHost(x); err != nil {
				return nil, "", nil, err
			}
			tl = x.Network().Timeline()
			return tl, x.String(), []timeline.Filter{timeline.OnHost(x.Name())}, kept(tl)
		}
	case *peer.Peer:
		if x != nil {
			tl = x.Timeline()
			return tl, "peer " + x.Name(), []timeline.Filter{timeline.OnHost(x.Name())}, kept(tl)
		}
	case *timeline.Timeline:
		if x != nil {
			return x, "the timeline", nil, kept(x)
		}
	default:
		s, err := side(actual)
		if err == nil {
			// A loopback connection has both ends on the host.
			mine := timeline.Func(func(e timeline.Event) bool { return e.Local == s.Local })
			return s.Timeline(), s.String(), []timeline.Filter{timeline.OnHost(s.Host), s.Filter(), mine}, nil
		}
		return nil, "", nil, orWrong(err, whoseAccepted, actual)
	}
	return nil, "", nil, wrong(whoseAccepted, actual)
}

// made is an error for the timeline of a network that nobody has made: it has no events,
// and its network no sockets, whatever the test did.
func made(tl *timeline.Timeline) error {
	if err := tl.Check(); err != nil {
		return fmt.Errorf("expects something of a network: %w", err)
	}
	return nil
}

// madeHost is an error for a host that could not be made, and for those of a network that
// nobody has made.
func madeHost(h *fixture.Host) error {
	if slices.Contains(h.Network().Hosts(), h) {
		return made(h.Network().Timeline())
	}
	_, err := h.FreePorts("localhost:1") // the error of each of its calls
	return fmt.Errorf("expects a host of a network: %w", err)
}

// kept is an error if the timeline has dropped events: counts are then unknown. So is that
// of a network that nobody has made.
func kept(tl *timeline.Timeline) error {
	if err := made(tl); err != nil {
		return err
	}
	if k := tl.Forgotten(); k > 0 {
		return fmt.Errorf("needs the whole timeline, but its first %d events were dropped: raise fixture.History", k)
	}
	return nil
}
