package assertions

import (
	"fmt"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// HaveDialed(n, to…) matches if the host made n connection attempts to these
// destinations, failed ones included. n is an int of 0 or more, which must be exact,
// or a matcher for one.
// Destinations are written as for BeToward; without one all attempts count. A call
// that failed before connect, in a lookup or in bind, does not count.
//
//	Expect(client).To(HaveDialed(2, "server:80"))
//	Expect(proxy).To(HaveDialed(BeNumerically("<", requests/10), "backend"))
//
// It accepts a *fixture.Host and a *fixture.Network.
func HaveDialed(times any, to ...string) types.GomegaMatcher {
	k := count(times)
	text := "have dialled"
	var ends []func(timeline.Event, *fixture.Network) bool
	var hosts []string
	err := k.err
	for i, end := range to {
		match, host, bad := parseEnd(end)
		if hosts = append(hosts, host); bad != nil {
			err = bad
			break
		}
		ends = append(ends, func(e timeline.Event, n *fixture.Network) bool {
			return match(n.NameOf(e.Remote.Addr()), e.Remote)
		})
		if text += " " + end; i+1 < len(to) {
			text += " or"
		}
	}
	text += " " + k.of("time", "times")
	return &matcher{name: "HaveDialed", ask: func(actual any) (answer, error) {
		if err != nil {
			return answer{}, err
		}
		tl, subject, filters, err := whose(actual)
		var n *fixture.Network
		switch x := actual.(type) {
		case *fixture.Host:
			n = x.Network()
		case *fixture.Network:
			n = x
		default:
			err = wrong("a *fixture.Host or a *fixture.Network", actual)
		}
		if err != nil {
			return answer{}, err
		}
		for _, host := range hosts {
			if err := known(n, host); err != nil {
				return answer{}, err
			}
		}
		isDial := timeline.Func(func(e timeline.Event) bool {
			if e.Call != timeline.CallDial || e.Result != "" { // the call, not its result

				return false
			}
			for _, end := range ends {
				if end(e, n) {
					return true
				}
			}
			return len(ends) == 0
		})
		found := tl.Events(append(filters, timeline.Called, isDial)...)
		a := answer{tl: tl, subject: subject, to: text}
		a.ok, err = k.met(len(found))
		a.was = func() string {
			s := "It never dialled."
			if len(found) > 0 {
				s = fmt.Sprintf("It dialled %s, from %s to %s.", plural(len(found), "time", "times"), found[0].At, found[len(found)-1].At)
			}
			return s + k.explain(len(found), a.ok)
		}
		a.next = func(polarity) string {
			if k.exceeded(len(found)) {
				return "Keep connections for the next request: use one client, read and close response bodies (in HTTP/2 too: an open one is a stream, and those have a limit), and raise the limit of idle connections."
			}
			return ""
		}
		a.lines = func() excerpt { return show(found) }
		return a, err
	}, final: over}
}

// HaveFreePorts matches if a host has the given number of ephemeral ports left towards
// an address. The host can dial that many connections before a dial fails with
// EADDRNOTAVAIL. The number is an int of 0 or more, or a matcher for one. The address
// is written as for Dial; an unknown host or a missing port is an error. Ports in
// TIME-WAIT that fixture.TimeWaitReuse would reuse do not count as free.
//
//	Expect(client).To(HaveFreePorts(28232, "server:80"))
//	Consistently(client).Should(HaveFreePorts(BeNumerically(">", 0), "server:80"))
//
// It accepts a *fixture.Host.
func HaveFreePorts(number any, address string) types.GomegaMatcher {
	k := count(number)
	return &matcher{name: "HaveFreePorts", ask: func(actual any) (answer, error) {
		if k.err != nil {
			return answer{}, k.err
		}
		h, _ := actual.(*fixture.Host)
		if h == nil {
			return answer{}, wrong("a *fixture.Host", actual)
		}
		free, err := h.FreePorts(address)
		if err != nil {
			return answer{}, fmt.Errorf("cannot count the ports: %w", err)
		}
		a := answer{network: h.Network(), subject: h.String()}
		a.to = "have " + k.of("ephemeral port", "ephemeral ports") + " free towards " + address
		a.ok, err = k.met(free)
		a.was = func() string {
			set := h.Settings()
			s := fmt.Sprintf("It has %d of the %d ports from %d to %d free.", free, set.PortLast-set.PortFirst+1, set.PortFirst, set.PortLast)
			return s + taken(h, address) + k.explain(free, a.ok)
		}
		a.next = func(polarity) string {
			if k.undercut(free) {
				return "Keep connections for the next request, let the other side close first, or widen fixture.PortRange."
			}
			return ""
		}
		a.lines = func() excerpt {
			if !k.undercut(free) {
				return excerpt{}
			}
			return socketLines(h.Network(), takers(h, address))
		}
		return a, err
	}, final: over}
}

// takers are the sockets that take ports towards an address.
func takers(h *fixture.Host, address string) (list []fixture.Socket) {
	match, _, err := parseEnd(address)
	if err != nil {
		return nil
	}
	for _, s := range h.Sockets() {
		if s.State != tcp.Closed && match(s.Peer, s.Remote) {
			list = append(list, s)
		}
	}
	return list
}

// taken lists the sockets that take the ports, and when the first TIME-WAIT ends.
func taken(h *fixture.Host, address string) string {
	list := takers(h, address)
	if len(list) == 0 {
		return ""
	}
	next := time.Duration(-1)
	for _, s := range list {
		if s.State == tcp.TimeWait && (next < 0 || s.Left < next) {
			next = s.Left
		}
	}
	text := "\nEach connection takes one: " + states(list)
	if next >= 0 {
		text += fmt.Sprintf("; the first TIME-WAIT ends in %s", next)
	}
	_, lines, _ := strings.Cut(thereAre(list, h), "\n")
	return text + ". The oldest first:\n" + lines
}
