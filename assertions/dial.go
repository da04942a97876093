package assertions

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// HaveDialed succeeds if the applications of a host have dialled as often as given,
// a number or a matcher for one; to the given ends only, if there are any, which are
// written as for BeToward. Every call counts that got as far as connecting, also if
// that failed. A client that reuses its connections dials less often than it asks.
//
//	Expect(client).To(HaveDialed(2, "server:80"))
//	Expect(proxy).To(HaveDialed(BeNumerically("<", requests/10), "backend"))
//
// It accepts a *fixture.Host and a *fixture.Network.
func HaveDialed(times any, to ...string) types.GomegaMatcher {
	k := count(times)
	text := "have dialled"
	var ends []func(fixture.Event, *fixture.Network) bool
	var hosts []string
	err := k.err
	for i, end := range to {
		match, host, bad := parseEnd(end)
		if hosts = append(hosts, host); bad != nil {
			err = bad
			break
		}
		ends = append(ends, func(e fixture.Event, n *fixture.Network) bool {
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
		n, subject, filters, err := whose(actual)
		switch actual.(type) {
		case *fixture.Host, *fixture.Network:
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
		isDial := fixture.EventFunc(func(e fixture.Event) bool {
			if e.Text != "dial" || e.Result != "" || !e.Remote.IsValid() || e.Local.Addr().IsValid() {
				return false
			}
			for _, end := range ends {
				if end(e, n) {
					return true
				}
			}
			return len(ends) == 0
		})
		found := n.Timeline().Events(append(filters, fixture.EventCall, isDial)...)
		a := answer{network: n, subject: subject, to: text}
		a.ok, err = k.met(len(found))
		a.was = func() string {
			s := "It never did."
			if len(found) > 0 {
				s = fmt.Sprintf("It did %s, from %s to %s.", plural(len(found), "time", "times"), found[0].At, found[len(found)-1].At)
			}
			return s + k.explain(len(found), a.ok)
		}
		a.lines = func() excerpt { return show(found) }
		return a, err
	}, final: over}
}

// HaveFreePorts succeeds if a host has as many ephemeral ports left towards an
// address as given, a number or a matcher for one: so many connections can it still
// dial there, before the next fails with EADDRNOTAVAIL. The address is written as
// for Dial. Ports in TIME-WAIT that fixture.TimeWaitReuse would let go do not count.
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
		h, ok := actual.(*fixture.Host)
		if !ok || h == nil {
			return answer{}, wrong("a *fixture.Host", actual)
		}
		free, err := h.FreePorts(address)
		if err != nil {
			return answer{}, fmt.Errorf("cannot tell: %w", err)
		}
		a := answer{network: h.Network(), subject: h.String()}
		a.to = "have " + k.of("ephemeral port", "ephemeral ports") + " free towards " + address
		a.ok, err = k.met(free)
		a.was = func() string {
			set := h.Settings()
			s := fmt.Sprintf("It has %d free of the %d from %d to %d.", free, set.PortLast-set.PortFirst+1, set.PortFirst, set.PortLast)
			return s + held(h, address) + k.explain(free, a.ok)
		}
		return a, err
	}, final: over}
}

// held says what takes the ports, and when the first comes free.
func held(h *fixture.Host, address string) string {
	match, _, err := parseEnd(address)
	if err != nil {
		return ""
	}
	var taken []fixture.Socket
	next := time.Duration(-1)
	for _, s := range h.Sockets() {
		if s.State != tcp.Listen && s.State != tcp.Closed && s.Remote.IsValid() && match(s.Peer, s.Remote) {
			taken = append(taken, s)
			if s.State == tcp.TimeWait && (next < 0 || s.Left < next) {
				next = s.Left
			}
		}
	}
	if len(taken) == 0 {
		return ""
	}
	text := "\nConnections take one each: " + states(taken)
	if next >= 0 {
		text += fmt.Sprintf("; the first TIME-WAIT ends in %s", next)
	}
	return text + ":\n" + format.IndentString(listed(taken[:min(len(taken), 3)]), 1)
}
