package scenarios

import (
	"net/netip"
	"strings"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// twoListeners is C-56: an old SYN between two hosts that listen.
func twoListeners() Scenario {
	s := Scenario{
		ID:    "C-56",
		Group: "handshake",
		Title: "An old SYN between two hosts that listen is answered with a RST in the end, and both listen on.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.5.1, figure 11", "an old duplicate SYN starts a reset on two passive sockets"},
		},
	}
	return s.add(
		Case{"segments", func(l *lab) string {
			_, _, mark := l.strangersSYN()
			return strings.TrimSpace(l.sent(mark)) // the SYN is nobody's
		}},
		Case{"accepted on either side", func(l *lab) string {
			a, b, _ := l.strangersSYN()
			return l.acceptAll(l.asTarget(a)) + " and " + l.acceptAll(l.asTarget(b))
		}},
		Case{"sockets that are left on either side", func(l *lab) string {
			l.strangersSYN()
			return l.socketStates("client") + " and " + l.socketStates("server")
		}},
		Case{"nobody listens where the SYN came from: segments", func(l *lab) string {
			got(l.server().Listen("tcp4", ":80"))
			l.client()
			mark := l.mark()
			l.injectSYN()
			return strings.TrimSpace(l.sent(mark)) // the SYN is nobody's
		}},
		Case{"nobody listens anywhere: segments", func(l *lab) string {
			l.server()
			l.client()
			mark := l.mark()
			l.injectSYN()
			return strings.TrimSpace(l.sent(mark)) // the SYN is nobody's
		}},
	)
}

// strangersSYN has a SYN from port 80 of the client arrive at port 80 of the server,
// both of which listen. The mark is before that.
func (l *lab) strangersSYN() (client, server *fixture.Listener, mark int) {
	client = got(l.client().Listen("tcp4", ":80"))
	server = got(l.server().Listen("tcp4", ":80"))
	mark = l.mark()
	l.injectSYN()
	return client, server, mark
}

// injectSYN sends the server a SYN from the client's address.
func (l *lab) injectSYN() {
	x := tcp.Segment{Flags: tcp.SYN, Seq: 1000, Window: 1000, Src: netip.AddrPortFrom(l.client().Addr(), 80), Dst: netip.AddrPortFrom(l.server().Addr(), 80)}
	must(l.net.Inject(got(x.Packet())))
}

// socketStates lists the states of a host's sockets.
func (l *lab) socketStates(host string) string {
	var out []string
	for _, s := range l.net.Host(host).Sockets() {
		out = append(out, s.State.String())
	}
	return list(out, ", ")
}
