package handshake

import (
	"net/netip"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// twoListeners is C-56: an old SYN between two listening hosts.
func twoListeners() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-56",
		Group: "handshake",
		Title: "An old SYN between two listening hosts ends in a RST, and both still listen.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.5.1, figure 11", "an old duplicate SYN starts a reset on two passive sockets"),
		},
	}
	return s.With(
		lab.Observe("segments", func(l *lab.Lab) string {
			_, _, mark := strangersSYN(l)
			return l.Sent(mark)
		}),
		lab.Observe("accepted on either side", func(l *lab.Lab) string {
			a, b, _ := strangersSYN(l)
			return acceptAll(l.Portable, l.AsTarget(a)) + " and " + acceptAll(l.Portable, l.AsTarget(b))
		}),
		lab.Observe("sockets that are left on either side", func(l *lab.Lab) string {
			strangersSYN(l)
			return socketStates(l, "client") + " and " + socketStates(l, "server")
		}),
		lab.Observe("nobody listens where the SYN came from: segments", func(l *lab.Lab) string {
			lab.Got(l.Server().Listen("tcp4", ":80"))
			l.Client()
			mark := l.Mark()
			injectSYN(l)
			return l.Sent(mark)
		}),
		lab.Observe("nobody listens anywhere: segments", func(l *lab.Lab) string {
			l.Server()
			l.Client()
			mark := l.Mark()
			injectSYN(l)
			return l.Sent(mark)
		}),
	)
}

// strangersSYN sends a SYN from port 80 of the client to port 80 of the server. Both
// listen. The mark is before the SYN.
func strangersSYN(l *lab.Lab) (client, server lab.Listener, mark int) {
	client = lab.Got(l.Client().Listen("tcp4", ":80"))
	server = lab.Got(l.Server().Listen("tcp4", ":80"))
	mark = l.Mark()
	injectSYN(l)
	return client, server, mark
}

// injectSYN sends the server a SYN from the client's address.
func injectSYN(l *lab.Lab) {
	x := tcp.Segment{Flags: tcp.SYN, Seq: 1000, Window: 1000, Src: netip.AddrPortFrom(l.Client().Addr(), 80), Dst: netip.AddrPortFrom(l.Server().Addr(), 80)}
	lab.Must(l.Net.Inject(lab.Got(x.Packet())))
}

// socketStates lists the states of a host's sockets.
func socketStates(l *lab.Lab, host string) string {
	var out []string
	for _, s := range l.Net.Host(host).Sockets() {
		out = append(out, s.State.String())
	}
	return lab.List(out, ", ")
}
