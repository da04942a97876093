package assertions_test

import (
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

// Nothing changes any more where the network is closed, and everything may before.
func TestFinal(t *testing.T) {
	w := newWorld(t)
	p := w.n.Peer("peer")
	for _, open := range []bool{true, false} {
		for _, k := range []struct {
			m   types.GomegaMatcher
			all []any
		}{
			{HaveSent(), []any{w.c, w.client, w.n, w.n.Timeline(), p}},
			{HaveSockets(1), []any{w.client, w.n}},
			{HaveBlockedInClose(time.Second), []any{w.c}},
		} {
			for _, actual := range k.all {
				if may := k.m.(interface{ MatchMayChangeInTheFuture(any) bool }).MatchMayChangeInTheFuture(actual); may != open {
					t.Errorf("%v of a %T: it may change: %t, want %t", k.m, actual, may, open)
				}
			}
		}
		w.ok(w.n.Close())
	}
	for _, nothing := range []any{(*fixture.Host)(nil), &fixture.Host{}, (*fixture.Network)(nil), (*timeline.Timeline)(nil), (*peer.Peer)(nil), (*fixture.Conn)(nil), &fixture.Conn{}, nil, 3} {
		m := HaveSent()
		if !m.(interface{ MatchMayChangeInTheFuture(any) bool }).MatchMayChangeInTheFuture(nothing) {
			t.Errorf("%T is told to be final", nothing)
		}
		if ok, err := m.Match(nothing); ok || err == nil {
			t.Errorf("%T: %t, %v, want an error", nothing, ok, err)
		}
	}
}

// A snapshot does not change. Bytes can be lost until the connection is over, although Close
// has returned.
func TestFinalSnapshot(t *testing.T) {
	w := half(t)
	x, _ := w.c.Incarnation()
	for _, k := range []struct {
		m      types.GomegaMatcher
		actual any
		may    bool
	}{
		{HaveSent(tcp.RST), x, false}, {HaveSent(tcp.RST), w.c, true}, {HaveLostWritten(), x, false}, {HaveLostWritten(), w.c, true},
	} {
		if may := mayChange(k.m, k.actual); may != k.may {
			t.Errorf("%v of a %T: it may change: %t, want %t", k.m, k.actual, may, k.may)
		}
	}
}

// The time of Close is final when Close has returned, not when the connection is over.
func TestFinalClose(t *testing.T) {
	w := newWorld(t)
	w.ok(w.c.Abort())
	m := HaveBlockedInClose(0 * time.Second).(interface{ MatchMayChangeInTheFuture(any) bool })
	if w.s.State() != tcp.Closed || !m.MatchMayChangeInTheFuture(w.s) {
		t.Errorf("%s: the call of Close is still to come", w.s.State())
	}
	w.ok(w.s.Close())
	if m.MatchMayChangeInTheFuture(w.s) {
		t.Error("Close has returned")
	}
}

// What the timeline has dropped cannot be asked, to the event.
func TestVerdictOfForgotten(t *testing.T) {
	known, unknown := 0, 0
	for events := 8; events < 40; events++ {
		w := newWorld(t, fixture.History(events))
		c, s := w.dial()
		x, ok := c.Incarnation()
		if !ok {
			unknown++
			continue
		}
		w.ok(s.Close())
		complete := w.n.Timeline().Forgotten() <= x.Number
		for _, actual := range []any{c, x} {
			_, err := HaveStates(tcp.SynSent, tcp.Established, tcp.CloseWait).Match(actual)
			if (err == nil) != complete {
				t.Errorf("%T with %d events forgotten and its first event %d: %v", actual, w.n.Timeline().Forgotten(), x.Number, err)
			}
		}
		if complete {
			known++
		} else {
			unknown++
		}
	}
	if known == 0 || unknown == 0 {
		t.Errorf("%d are known and %d are not: want both", known, unknown)
	}
}

// An error of the given matcher is one of the matcher.
func TestErrorsOfGivenMatchers(t *testing.T) {
	w := closed(t)
	bad := HaveLen(1)
	for _, k := range []struct {
		m      types.GomegaMatcher
		actual any
	}{
		{HaveBlockedInClose(bad), w.c}, {HaveTimeWait(bad), w.c}, {HaveTimeWaitLeft(bad), w.c}, {HaveSent(bad), w.c},
		{HaveSockets(bad), w.client}, {HaveDialed(bad), w.client}, {HaveFreePorts(bad, "server:80"), w.client},
		{HaveLostWritten(bad), reset(t).c}, {HaveReadEarlierData(bad), w.c}, {HaveRestartedTimeWait(bad), w.c},
	} {
		if ok, err := k.m.Match(k.actual); ok || err == nil || !strings.Contains(err.Error(), "HaveLen matcher") {
			t.Errorf("%v: %t, %v, want HaveLen's error", k.m, ok, err)
		}
	}
}

// A close that lingers waits in all states in which the FIN is not acknowledged: as the
// active closer, as the passive one, and where both close at once.
func TestLingersUntilAcknowledged(t *testing.T) {
	for name, prepare := range map[string]func(*world){
		"FIN-WAIT-1": func(*world) {},
		"LAST-ACK": func(w *world) {
			w.ok(w.s.CloseWrite())
			w.advance(5 * time.Second)
		},
		"CLOSING": func(w *world) { w.ok(w.s.CloseWrite()) },
	} {
		w := newWorld(t)
		late(w)
		prepare(w)
		w.ok(w.c.SetLinger(30))
		w.ok(w.n.Await(w.c.Close, time.Minute))
		if ok, err := HaveBlockedInClose(2 * time.Second).Match(w.c); !ok || err != nil {
			x, _ := w.c.Incarnation()
			t.Errorf("%s: %v, Close took %s, want 2s, a round trip", name, err, x.Ending().CloseTook)
		}
		if ok, err := HavePassedThrough(map[string]tcp.State{"FIN-WAIT-1": tcp.FinWait1, "LAST-ACK": tcp.LastAck, "CLOSING": tcp.Closing}[name]).Match(w.c); !ok || err != nil {
			t.Errorf("%s: it was not in that state, %v", name, err)
		}
	}
}
