package assertions

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/onsi/gomega/types"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// BeToward matches a fixture.Socket with the given remote end: the name of a host or
// peer, an address, or a port, as in "server", "server:80", ":80", "10.0.0.2" and
// "[fd00::2]:80". A string of another form, or an unknown host, is an error.
//
//	Expect(client).To(HaveSockets(2, tcp.Established, BeToward("server:80")))
func BeToward(end string) types.GomegaMatcher {
	m := &socketMatcher{name: "BeToward", text: "towards " + end}
	match, host, err := parseEnd(end)
	m.host, m.err = host, err
	m.holds = func(s fixture.Socket) bool { return s.Remote.IsValid() && match(s.Peer, s.Remote) }
	return m
}

// parseEnd reads an end as for BeToward, and returns also the host that it names.
func parseEnd(end string) (match func(name string, a netip.AddrPort) bool, named string, err error) {
	host, port, any := end, 0, true
	if _, err := netip.ParseAddr(end); err != nil && strings.Contains(end, ":") {
		h, p, _ := net.SplitHostPort(end) // without a port if it has another form
		k, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return nil, "", fmt.Errorf("%w.  Got:\n    %q", errNoEnd, end)
		}
		host, port, any = h, int(k), false
	} else if end == "" {
		return nil, "", fmt.Errorf("%w.  Got:\n    %q", errNoEnd, end)
	}
	addr, bad := netip.ParseAddr(host)
	if bad != nil {
		named = host
	}
	return func(name string, a netip.AddrPort) bool {
		switch {
		case !any && int(a.Port()) != port:
			return false
		case host == "":
			return true
		case named == "":
			return a.Addr() == addr.Unmap()
		}
		return name == host
	}, named, nil
}

// BeOlderThan matches a fixture.Socket that has been in its state for longer than d of
// virtual time. A socket that has just entered its state does not match 0; a negative
// d matches each socket.
//
//	Expect(server).To(HaveSockets(0, tcp.CloseWait, BeOlderThan(5*time.Second)))
func BeOlderThan(d time.Duration) types.GomegaMatcher {
	return &socketMatcher{
		name: "BeOlderThan", text: "older than " + d.String(),
		holds: func(s fixture.Socket) bool { return s.Age > d },
	}
}

// BeHeld matches a fixture.Socket with an open descriptor: the application has
// accepted or dialled the connection and not closed it.
//
//	Expect(client).To(HaveSockets(0, BeHeld())) // all closed
func BeHeld() types.GomegaMatcher {
	return &socketMatcher{
		name: "BeHeld", text: "with an open descriptor",
		holds: func(s fixture.Socket) bool { return s.Held && s.Accepted },
	}
}

// BeEndless matches a fixture.Socket in FIN-WAIT-2 without a timer. Its application
// has called CloseWrite and not Close, so the socket stays until the other side
// closes. tcp_fin_timeout does not apply.
//
//	Expect(proxy).To(HaveSockets(0, BeEndless()))
func BeEndless() types.GomegaMatcher {
	return &socketMatcher{
		name: "BeEndless", text: "in FIN-WAIT-2 without a timer",
		holds: func(s fixture.Socket) bool { return s.State == tcp.FinWait2 && !s.Timed },
	}
}
