package assertions

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/onsi/gomega/format"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// thereAre lists the sockets that were found in groups, the oldest first.
func thereAre(found []fixture.Socket, actual any) string {
	_, several := actual.(*fixture.Network)
	found = oldestFirst(found)
	text := format.IndentString(strings.Join(inGroups(found, several), "\n"), 1)
	switch len(found) {
	case 0:
		return "There are none."
	case 1:
		return "There is 1:\n" + text
	}
	return fmt.Sprintf("There are %d, the oldest first:\n%s", len(found), text)
}

// oldestFirst orders sockets by the time in their state.
func oldestFirst(list []fixture.Socket) []fixture.Socket {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b fixture.Socket) int { return cmp.Compare(b.Age, a.Age) })
	return list
}

// likeness is what the sockets of one group have in common.
type likeness struct {
	host, peer, opened string
	state              tcp.State
	held, accepted     bool
	timed              bool
}

// maxSocketGroups is how many groups of sockets a failure describes.
const maxSocketGroups = 5

// inGroups has a line for all sockets that the same code opened to the same peer and that
// are in the same state. The group with the oldest socket comes first.
func inGroups(found []fixture.Socket, named bool) []string {
	at := make(map[likeness]int)
	var groups [][]fixture.Socket
	for _, s := range found {
		k := likeness{s.Host, s.Peer, s.Opened, s.State, s.Held, s.Accepted, s.Timed}
		if k.peer == "" {
			k.peer = s.Remote.Addr().String()
		}
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], s)
	}
	var lines []string
	rest := 0
	for i, g := range groups {
		if i >= maxSocketGroups && len(groups) > maxSocketGroups+1 {
			rest += len(g)
			continue
		}
		lines = append(lines, groupLine(g, named))
	}
	if rest > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more in %d groups", rest, len(groups)-maxSocketGroups))
	}
	return lines
}

// groupLine is a group of sockets in one line, of which the first is the oldest.
func groupLine(g []fixture.Socket, named bool) string {
	s := g[0]
	var b strings.Builder
	if named {
		b.WriteString(s.Host + ": ")
	}
	if len(g) == 1 {
		return b.String() + s.String()
	}
	fmt.Fprintf(&b, "%d %s%s, the oldest %s for %s, %s", len(g), s.State, between(g), s.Local, s.Age, s.Handle())
	if s.Timed {
		b.WriteString(", " + s.Left.String() + " left")
	}
	if s.Opened != "" {
		b.WriteString(", opened at " + s.Opened)
	}
	return b.String()
}

// between names the peer of a group of sockets, and the port that they share.
func between(g []fixture.Socket) string {
	s := g[0]
	if !s.Remote.IsValid() {
		return ""
	}
	peer := s.Peer
	if peer == "" {
		peer = s.Remote.Addr().String()
	}
	same := func(port func(fixture.Socket) netip.AddrPort) bool {
		return !slices.ContainsFunc(g, func(x fixture.Socket) bool { return port(x).Port() != port(s).Port() })
	}
	switch {
	case same(func(x fixture.Socket) netip.AddrPort { return x.Remote }):
		return fmt.Sprintf(" towards %s:%d", peer, s.Remote.Port())
	case same(func(x fixture.Socket) netip.AddrPort { return x.Local }):
		return fmt.Sprintf(" of :%d from %s", s.Local.Port(), peer)
	}
	return " with " + peer
}

// peerCrash returns the crash of the other side's host since a connection was opened.
func peerCrash(n *fixture.Network, s fixture.Socket) (crash timeline.Event, ok bool) {
	switch {
	case s.Peer == "", s.State == tcp.Closed, s.State == tcp.TimeWait, s.State == tcp.SynSent:
		return crash, false
	}
	crash, _ = n.Timeline().Last(timeline.HostChange, timeline.OnHost(s.Peer), timeline.Func(func(e timeline.Event) bool { return e.Cause == timeline.HostCrash }))
	// The time does not tell what came first: all can happen at one instant. Without a crash
	// its number is 0, and without a known beginning that is 0.
	born, _ := n.Timeline().Last(timeline.StateChange, timeline.OnHost(s.Host), timeline.Func(func(e timeline.Event) bool {
		return e.From == tcp.Closed && e.Local == s.Local && e.Remote == s.Remote
	}))
	return crash, born.Number < crash.Number
}

// causeOf says why sockets that only the application can end are still there.
func causeOf(n *fixture.Network, found []fixture.Socket) string {
	if len(found) == 0 {
		return ""
	}
	s := telltale(found)
	if crash, ok := peerCrash(n, s); ok {
		ends := " Keep-alives, or data that is not acknowledged, end the connection after a while."
		switch {
		case s.Timed:
			ends = fmt.Sprintf(" The FIN-WAIT-2 timer ends the connection in %s.", s.Left)
		case !s.KeepAlive:
			ends = " Keep-alives are off, so that only data which is not acknowledged would end the connection."
		}
		return fmt.Sprintf("\n%s crashed at %s, and nothing tells %s of it.%s", s.Peer, crash.At, s.Host, ends)
	}
	switch {
	case s.Leaked() && s.State == tcp.CloseWait:
		return "\nThe other side closed first, and the application has not called Close."
	case s.Leaked():
		return "\nThe connections are over, and the application has not called Close."
	case s.State == tcp.FinWait2 && !s.Timed:
		return "\nThe application has called CloseWrite and not Close, and the other side has not closed."
	}
	return ""
}
