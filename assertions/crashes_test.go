package assertions_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

var stranger = netip.MustParseAddrPort("10.9.9.9:1")

// The crash of the other side is the cause of a socket if it came after the beginning of
// the connection and the socket waits for that side.
func TestCrashesAsCauses(t *testing.T) {
	crash := func(w *world) {
		w.advance(time.Second)
		w.ok(w.server.Crash())
	}
	restart := func(w *world) {
		w.advance(time.Second)
		w.ok(w.server.Restart())
		var err error
		w.l, err = w.server.Listen("tcp", ":80")
		w.ok(err)
	}
	const (
		probes = "Keep-alives, or data that is not acknowledged, end the connection after a while."
		told   = "crashed at"
	)
	for name, k := range map[string]struct {
		history     int
		do          func(w *world) (actual any, m types.GomegaMatcher)
		want, never []string
	}{
		"crash and restart": {0, func(w *world) (any, types.GomegaMatcher) {
			crash(w)
			restart(w)
			return w.client, HaveSockets(0)
		}, []string{"server crashed at 1s", probes}, []string{"crashed at 2s"}},
		"another connection since": {0, func(w *world) (any, types.GomegaMatcher) {
			crash(w)
			restart(w)
			w.dial()
			return w.client, HaveSockets(0, BeOlderThan(time.Second))
		}, []string{"server crashed at 1s"}, nil},
		"another client since": {0, func(w *world) (any, types.GomegaMatcher) {
			w.advance(time.Second)
			w.ok(w.client.Crash())
			_, err := w.n.Host("other").Dial("tcp", "server:80")
			w.ok(err)
			_, err = w.l.Accept()
			w.ok(err)
			w.advance(time.Second)
			return w.server, HaveSockets(0, tcp.Established, BeToward("client"))
		}, []string{"client crashed at 1s"}, nil},
		"TIME-WAIT": {0, func(w *world) (any, types.GomegaMatcher) {
			w.ok(w.c.Close())
			w.ok(w.s.Close())
			crash(w)
			return w.client, HaveSockets(0)
		}, []string{"TIME-WAIT"}, []string{told}},
		"half-closed": {0, func(w *world) (any, types.GomegaMatcher) {
			w.ok(w.c.CloseWrite())
			crash(w)
			return w.client, HaveSockets(0)
		}, []string{"server crashed at 1s", probes}, []string{"FIN-WAIT-2 timer"}},
		"FIN-WAIT-1": {0, func(w *world) (any, types.GomegaMatcher) {
			crash(w)
			w.ok(w.c.Close())
			return w.client, HaveSockets(0)
		}, []string{"server crashed at 1s"}, []string{"FIN-WAIT-2 timer"}},
		"a beginning that is forgotten": {60, func(w *world) (any, types.GomegaMatcher) {
			w.forget()
			crash(w)
			return w.client, HaveSockets(0)
		}, []string{"server crashed at 1s"}, nil},
		"no crash, and a beginning that is forgotten": {60, func(w *world) (any, types.GomegaMatcher) {
			w.forget()
			return w.client, HaveSockets(0)
		}, nil, []string{told}},
		"an unknown peer": {0, func(w *world) (any, types.GomegaMatcher) {
			forged := tcp.Segment{Src: stranger, Dst: end(w.s.LocalAddr()), TTL: 64, Flags: tcp.SYN, Seq: 5, Window: 100}
			p, err := forged.Packet()
			w.ok(err)
			w.ok(w.n.Inject(p))
			return w.server, HaveSockets(0, tcp.SynReceived)
		}, []string{"half open"}, []string{told}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			var options []fixture.Option
			if k.history > 0 {
				options = append(options, fixture.History(k.history))
			}
			actual, m := k.do(newWorld(t, options...))
			said, _ := text(t, m, actual)
			says(t, said, k.want, k.never)
		})
	}
}

// The FINs of both sides stay exchanged when the host in TIME-WAIT crashes, and without both
// no crash makes a close.
func TestCrashAfterBothFINs(t *testing.T) {
	for name, k := range map[string]struct {
		before func(w *world)
		want   bool
	}{
		"TIME-WAIT": {func(w *world) { w.ok(w.c.Close()); w.ok(w.s.Close()) }, true},
		"TIME-WAIT after both closed at once": {func(w *world) {
			link := w.n.Link("client", "server")
			w.ok(link.SetLatency(time.Millisecond))
			w.ok(w.c.Close())
			w.ok(w.s.Close())
		}, true},
		"FIN-WAIT-2": {func(w *world) { w.ok(w.c.Close()) }, false},
		"CLOSE-WAIT": {func(w *world) { w.ok(w.s.Close()) }, false},
		"LAST-ACK, the FIN lost": {func(w *world) {
			w.ok(w.s.Close())
			w.n.Link("client", "server").Partition()
			w.ok(w.c.Close())
		}, false},
		"ESTABLISHED": {func(*world) {}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			k.before(w)
			w.advance(100 * time.Millisecond)
			states, _ := w.c.Incarnation()
			for _, when := range []string{"before", "after", "an hour after"} {
				ok, err := HaveClosedWithFIN().Match(w.c)
				if w.ok(err); ok != k.want {
					t.Errorf("%s the crash in %s: %t", when, states.State(), ok)
				}
				switch when {
				case "before":
					w.ok(w.client.Crash())
				case "after":
					w.advance(time.Hour)
				}
			}
		})
	}
}
