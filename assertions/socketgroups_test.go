package assertions_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// sock is a socket of a client, with a local port and a remote end.
func sock(state tcp.State, port uint16, remote, peer string) fixture.Socket {
	s := fixture.Socket{Host: "client", State: state, Local: netip.AddrPortFrom(netip.MustParseAddr("10.0.0.1"), port), Peer: peer}
	if remote != "" {
		s.Remote = netip.MustParseAddrPort(remote)
	}
	return s
}

// found are the lines that a failure has for sockets.
func found(t *testing.T, list []fixture.Socket) (lines []string, said string) {
	t.Helper()
	said, _ = text(t, HaveSockets(99, list[0].State), list)
	_, rest, _ := strings.Cut(said, "\nThere ")
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "    ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines, said
}

// Sockets that differ in their peers, or in the addresses of unknown peers, stand apart. A
// peer with two addresses is one.
func TestGroupsOfSockets(t *testing.T) {
	for name, k := range map[string]struct {
		list []fixture.Socket
		want []string
	}{
		"one peer with two addresses": {[]fixture.Socket{
			sock(tcp.CloseWait, 1, "10.0.0.2:80", "server"), sock(tcp.CloseWait, 2, "10.0.0.3:80", "server"),
		}, []string{"2 CLOSE-WAIT towards server:80, the oldest 10.0.0.1:1 for 0s, closed by the application"}},
		"unknown peers": {[]fixture.Socket{
			sock(tcp.CloseWait, 1, "10.0.0.2:80", ""), sock(tcp.CloseWait, 2, "10.0.0.3:80", ""), sock(tcp.CloseWait, 3, "10.0.0.3:80", ""),
		}, []string{"CLOSE-WAIT   10.0.0.1:1 10.0.0.2:80", "2 CLOSE-WAIT towards 10.0.0.3:80, the oldest 10.0.0.1:2"}},
		"listeners": {[]fixture.Socket{
			sock(tcp.Listen, 1, "", ""), sock(tcp.Listen, 2, "", ""),
		}, []string{"2 LISTEN, the oldest 10.0.0.1:1"}},
		"one local port": {[]fixture.Socket{
			sock(tcp.CloseWait, 1, "10.0.0.2:80", "server"), sock(tcp.CloseWait, 1, "10.0.0.2:81", "server"),
		}, []string{"2 CLOSE-WAIT of :1 from server, the oldest"}},
		"no port in common": {[]fixture.Socket{
			sock(tcp.CloseWait, 1, "10.0.0.2:80", "server"), sock(tcp.CloseWait, 2, "10.0.0.2:81", "server"),
		}, []string{"2 CLOSE-WAIT with server, the oldest"}},
	} {
		lines, said := found(t, k.list)
		if len(lines) != len(k.want) {
			t.Errorf("%s: %d lines, want %d\n%s", name, len(lines), len(k.want), said)
			continue
		}
		for i, want := range k.want {
			if !strings.HasPrefix(lines[i], want) || strings.Contains(lines[i], "opened at") {
				t.Errorf("%s: line %q, want %q", name, lines[i], want)
			}
		}
	}
}

// A failure describes six groups of sockets. Of more it describes five.
func TestManyGroupsOfSockets(t *testing.T) {
	for groups, last := range map[int]string{
		5: "CLOSE-WAIT   10.0.0.1:1 10.0.0.5:80", 6: "CLOSE-WAIT   10.0.0.1:1 10.0.0.6:80",
		7: "… and 3 more in 2 groups", 9: "… and 5 more in 4 groups",
	} {
		var list []fixture.Socket
		for i := range groups {
			list = append(list, sock(tcp.CloseWait, 1, fmt.Sprintf("10.0.0.%d:80", i+1), ""))
		}
		if groups > 6 {
			list = append(list, list[groups-1])
		}
		lines, said := found(t, list)
		if k := min(groups, 6); len(lines) != k || !strings.HasPrefix(lines[k-1], last) {
			t.Errorf("%d groups: %d lines, want %d, the last %q\n%s", groups, len(lines), k, last, said)
		}
	}
}

// The cause and the advice are those of the oldest socket that only its application can
// end, if there is one.
func TestCauseOfSockets(t *testing.T) {
	const (
		closing = "Close the connections: each line names the code that opened them."
		endless = "Call Close on client after CloseWrite, or close the connection on server."
		active  = "The side that closes first is in TIME-WAIT"
		second  = "The other side closed first, and the application has not called Close."
		over    = "The connections are over, and the application has not called Close."
		half    = "The application has called CloseWrite and not Close, and the other side has not closed."
	)
	all := []string{closing, endless, active, second, over, half, "Accept the connections"}
	of := func(state tcp.State, age time.Duration, held, accepted, timed bool) fixture.Socket {
		s := sock(state, 1, "10.0.0.2:80", "server")
		s.Age, s.Held, s.Accepted, s.Timed = age, held, accepted, timed
		return s
	}
	for name, k := range map[string]struct {
		list []fixture.Socket
		want []string
	}{
		"TIME-WAIT":                 {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true)}, []string{active}},
		"forgotten":                 {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true), of(tcp.CloseWait, 1, true, true, false)}, []string{closing, second}},
		"forgotten and over":        {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true), of(tcp.Closed, 1, true, true, false)}, []string{closing, over}},
		"half-closed":               {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true), of(tcp.FinWait2, 1, true, true, false)}, []string{endless, half}},
		"FIN-WAIT-2 with its timer": {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true), of(tcp.FinWait2, 1, false, true, true)}, []string{active}},
		"without a descriptor":      {[]fixture.Socket{of(tcp.TimeWait, 9, false, true, true), of(tcp.CloseWait, 1, false, true, false)}, []string{active}},
		"only without a descriptor": {[]fixture.Socket{of(tcp.CloseWait, 1, false, true, false)}, nil},
		"over, and closed":          {[]fixture.Socket{of(tcp.Closed, 1, false, true, false)}, nil},
		"open":                      {[]fixture.Socket{of(tcp.Established, 1, true, true, false)}, nil},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			said, _ := text(t, HaveSockets(0), k.list)
			never := []string{"crashed"}
			for _, s := range all {
				if !strings.Contains(strings.Join(k.want, " "), s) {
					never = append(never, s)
				}
			}
			says(t, said, k.want, never)
		})
	}
}

// An application cannot close a connection that it has not accepted.
func TestCauseOfQueuedSockets(t *testing.T) {
	w := newWorld(t)
	c := w.queue()
	w.ok(c.Close())
	said, _ := text(t, HaveSockets(0, tcp.CloseWait), w.server)
	says(t, said, []string{"not accepted", "Accept the connections: nobody can close what waits in the queue of a listener."}, []string{"has not called Close", "Close the connections"})
	w.ok(c.Abort())
}

// Failures of matchers for sockets where there are none, and where the value is none.
func TestNoSockets(t *testing.T) {
	g := NewWithT(t)
	n := fixture.New(t)
	h := n.Host("host")
	for _, k := range []struct {
		m      types.GomegaMatcher
		actual any
	}{
		{HaveSockets(1), []fixture.Socket(nil)}, {HaveSockets(1), n}, {HaveSockets(1), h}, {HaveSockets(BeNumerically("<", 0)), h},
	} {
		said, _ := text(t, k.m, k.actual)
		says(t, said, []string{"There are none."}, []string{"▶"})
	}
	said, _ := text(t, HaveLeakedSockets(), []fixture.Socket(nil))
	says(t, said, []string{"No socket is in CLOSE-WAIT"}, nil)
	g.Expect(BeHeld().FailureMessage(3)).To(ContainSubstring("<int>: 3\nto be a socket with an open descriptor"))

	p := tcp.Segment{Src: netip.MustParseAddrPort("10.9.9.9:1"), Dst: netip.AddrPortFrom(h.Addr(), 2), TTL: 64, Flags: tcp.ACK, Seq: 5, Ack: 5}
	b, err := p.Packet()
	g.Expect(err).NotTo(HaveOccurred())
	g.Expect(n.Inject(b)).To(Succeed())
	said, _ = text(t, HaveSockets(1), n)
	says(t, said, []string{"There are none."}, []string{"[.]"})

	// The first event of the timeline is a FIN.
	n = fixture.New(t)
	from := netip.AddrPortFrom(n.Host("host").Addr(), 1)
	script := n.Peer("script")
	to := netip.AddrPortFrom(script.Addr(), 2)
	conversation := script.Dial("host:1", peer.SourcePort(2))
	for _, s := range []tcp.Segment{
		{Src: from, Dst: to, TTL: 64, Flags: tcp.FIN | tcp.ACK, Seq: 5, Ack: 5},
		{Src: to, Dst: from, TTL: 64, Flags: tcp.ACK, Seq: 5, Ack: 6},
	} {
		b, err := s.Packet()
		g.Expect(err).NotTo(HaveOccurred())
		g.Expect(n.Inject(b)).To(Succeed())
	}
	conversation.Expect(timeline.Flags(tcp.FIN))
	conversation.Expect(timeline.Flags(tcp.RST))
	said, _ = text(t, HaveSockets(1), n)
	says(t, said, []string{"[F.]", "[.]"}, nil)

	said, _ = text(t, HaveFreePorts(5, "10.9.9.9:80"), h)
	says(t, said, []string{"free"}, []string{"Keep connections"})
	said, _ = text(t, BeInTimeWait(), sock(tcp.CloseWait, 1, "10.0.0.2:80", "server"))
	says(t, said, []string{"to be in TIME-WAIT"}, nil)
	said, _ = text(t, HaveTimeWaitLeft(time.Second), sock(tcp.CloseWait, 1, "10.0.0.2:80", "server"))
	says(t, said, []string{"It is not in TIME-WAIT."}, nil)
}
