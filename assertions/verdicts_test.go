package assertions_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// endings are the ways in which a connection ends, or has not ended yet, with the
// answers of the matchers for endings.
var endings = []struct {
	name                       string
	fin, rst, timedOut, first  bool
	inTimeWait, skipped, final bool
	of                         func(*testing.T) *fixture.Conn
}{
	{name: "open", of: func(t *testing.T) *fixture.Conn { return newWorld(t).c }},
	{name: "in FIN-WAIT-2", first: true, of: func(t *testing.T) *fixture.Conn { return half(t).c }},
	{name: "in CLOSE-WAIT", of: func(t *testing.T) *fixture.Conn { return half(t).s }},
	{name: "in TIME-WAIT", fin: true, first: true, inTimeWait: true, of: func(t *testing.T) *fixture.Conn { return closed(t).c }},
	{name: "after TIME-WAIT", fin: true, first: true, final: true, of: func(t *testing.T) *fixture.Conn { return closed(t).advance(time.Minute).c }},
	{name: "closed second", fin: true, skipped: true, final: true, of: func(t *testing.T) *fixture.Conn { return closed(t).s }},
	{name: "in LAST-ACK", of: func(t *testing.T) *fixture.Conn { return lastAck(t).s }},
	{name: "reset in LAST-ACK", rst: true, skipped: true, final: true, of: func(t *testing.T) *fixture.Conn {
		w := lastAck(t)
		w.ok(w.c.Abort())
		return w.s
	}},
	{name: "closed at once", fin: true, inTimeWait: true, of: func(t *testing.T) *fixture.Conn { return crossed(t).c }},
	{name: "FIN-WAIT-2 given up", first: true, skipped: true, final: true, of: func(t *testing.T) *fixture.Conn { return half(t).advance(time.Hour).c }},
	{name: "a FIN given up", first: true, timedOut: true, skipped: true, final: true, of: func(t *testing.T) *fixture.Conn {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Drop()
		w.ok(w.c.Close())
		return w.advance(24 * time.Hour).c
	}},
	{name: "crashed", skipped: true, final: true, of: func(t *testing.T) *fixture.Conn {
		w := newWorld(t)
		w.ok(w.client.Crash())
		return w.c
	}},
	{name: "crashed in TIME-WAIT", fin: true, first: true, final: true, of: func(t *testing.T) *fixture.Conn {
		w := closed(t)
		w.ok(w.client.Crash())
		return w.c
	}},
	{name: "reset", rst: true, skipped: true, final: true, of: func(t *testing.T) *fixture.Conn { return reset(t).c }},
	{name: "reopened", fin: true, first: true, final: true, of: func(t *testing.T) *fixture.Conn {
		w := newWorld(t)
		w.ok(w.s.Close())
		w.ok(w.c.Close())
		w.advance(10 * time.Second)
		if r := w.s.Probe(tcp.SeqOffset(1)); !r.Accepted() {
			t.Fatal(r)
		}
		return w.s
	}},
}

// half is a connection that only the client has closed.
func half(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.ok(w.c.Close())
	return w
}

// lastAck is a connection whose server has closed second, with a FIN that is lost.
func lastAck(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.ok(w.c.CloseWrite())
	w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Drop()
	w.ok(w.s.Close())
	return w
}

// crossed is a connection that both sides have closed at once.
func crossed(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	late(w)
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	return w.advance(10 * time.Second)
}

// late makes all segments from now on take a second.
func late(w *world) {
	w.n.On(timeline.SegmentFunc(func(tcp.Segment) bool { return true })).Delay(time.Second)
}

// Each ending is told from each other.
func TestVerdictsOfEndings(t *testing.T) {
	for _, k := range endings {
		t.Run(strings.ReplaceAll(k.name, " ", "-"), func(t *testing.T) {
			c := k.of(t)
			for _, q := range []struct {
				name string
				m    types.GomegaMatcher
				want bool
			}{
				{"HaveClosedWithFIN", HaveClosedWithFIN(), k.fin},
				{"HaveClosedWithRST", HaveClosedWithRST(), k.rst},
				{"HaveTimedOut", HaveTimedOut(), k.timedOut},
				{"HaveClosedFirst", HaveClosedFirst(), k.first},
				{"BeInTimeWait", BeInTimeWait(), k.inTimeWait},
				{"HaveSkippedTimeWait", HaveSkippedTimeWait(), k.skipped},
			} {
				ok, err := q.m.Match(c)
				if err != nil || ok != q.want {
					t.Errorf("%s: %t, %v, want %t. %s", q.name, ok, err, q.want, q.m.FailureMessage(c))
				}
				if may := q.m.(interface{ MatchMayChangeInTheFuture(any) bool }).MatchMayChangeInTheFuture(c); may == k.final {
					t.Errorf("%s: it may change: %t, want %t", q.name, may, !k.final)
				}
			}
		})
	}
}

// A RST of one direction is one of that direction, and both conditions of a cause may be
// the same.
func TestVerdictOfRST(t *testing.T) {
	w := reset(t)
	for _, k := range []struct {
		c    *fixture.Conn
		args []any
		want bool
	}{
		{w.c, []any{timeline.From("client")}, true},
		{w.c, []any{timeline.From("server")}, false},
		{w.s, []any{timeline.From("client")}, true},
		{w.s, []any{timeline.To("server"), tcp.RST}, true},
		{w.s, []any{tcp.FIN}, false},
		{w.c, []any{timeline.ResetByLinger, timeline.ResetByLinger}, true},
		{w.c, []any{timeline.ResetByAbort}, false},
	} {
		if ok, err := HaveClosedWithRST(k.args...).Match(k.c); ok != k.want || err != nil {
			t.Errorf("%v of %v: %t, %v, want %t", k.args, k.c, ok, err, k.want)
		}
	}
}

// TIME-WAIT that is left is that of TIME-WAIT, not the time left in another state.
func TestTimeWaitLeftIsOfTimeWait(t *testing.T) {
	w := half(t)
	left, timed := w.c.TimeLeft()
	if s := w.c.State(); s != tcp.FinWait2 || !timed || left != time.Minute {
		t.Fatalf("%s, %s left, %t: want FIN-WAIT-2 and 1m0s", s, left, timed)
	}
	for _, actual := range []any{w.c, w.socket()} {
		if ok, err := HaveTimeWaitLeft(left).Match(actual); ok || err != nil {
			t.Errorf("%v: %t, %v, want no match in FIN-WAIT-2", actual, ok, err)
		}
	}
	w = closed(t)
	for _, actual := range []any{w.c, w.socket()} {
		if ok, err := HaveTimeWaitLeft(time.Minute).Match(actual); !ok || err != nil {
			t.Errorf("%v: %t, %v, want a match in TIME-WAIT", actual, ok, err)
		}
	}
}

// A leak is a socket that the application got, holds, and whose other side has closed.
func TestVerdictOfLeak(t *testing.T) {
	for _, k := range []struct {
		s                     fixture.Socket
		leaked, held, endless bool
	}{
		{fixture.Socket{State: tcp.CloseWait, Held: true, Accepted: true}, true, true, false},
		{fixture.Socket{State: tcp.Closed, Held: true, Accepted: true}, true, true, false},
		{fixture.Socket{State: tcp.CloseWait, Held: true}, false, false, false},
		{fixture.Socket{State: tcp.CloseWait, Accepted: true}, false, false, false},
		{fixture.Socket{State: tcp.Established, Held: true, Accepted: true}, false, true, false},
		{fixture.Socket{State: tcp.FinWait2, Held: true, Accepted: true}, false, true, true},
		{fixture.Socket{State: tcp.FinWait2, Timed: true}, false, false, false},
		{fixture.Socket{State: tcp.FinWait1}, false, false, false},
	} {
		for name, q := range map[string]struct {
			m      types.GomegaMatcher
			actual any
			want   bool
		}{
			"HaveLeakedSockets": {HaveLeakedSockets(), []fixture.Socket{k.s}, k.leaked},
			"BeHeld":            {BeHeld(), k.s, k.held},
			"BeEndless":         {BeEndless(), k.s, k.endless},
		} {
			if ok, err := q.m.Match(q.actual); ok != q.want || err != nil {
				t.Errorf("%s of %+v: %t, %v, want %t", name, k.s, ok, err, q.want)
			}
		}
	}
	for age, want := range map[time.Duration]bool{5 * time.Second: false, 5*time.Second + 1: true} {
		if ok, err := BeOlderThan(5 * time.Second).Match(fixture.Socket{Age: age}); ok != want || err != nil {
			t.Errorf("age %s: %t, %v, want %t", age, ok, err, want)
		}
	}
}

// What waits to be accepted is no leak of the application.
func TestQueueIsNoLeak(t *testing.T) {
	w := newWorld(t)
	c, err := w.client.Dial("tcp", "server:80")
	w.ok(err)
	w.ok(c.Close())
	if ok, err := HaveSockets(1, tcp.CloseWait).Match(w.server); !ok || err != nil {
		t.Fatalf("%t, %v: want a socket in CLOSE-WAIT", ok, err)
	}
	if ok, err := HaveLeakedSockets().Match(w.server); ok || err != nil {
		t.Errorf("%t, %v: want no leak", ok, err)
	}
}

// A remote end has one of three forms, and a socket without a remote end has none.
func TestVerdictOfToward(t *testing.T) {
	w := newWorld(t)
	remote := w.socket().Remote
	for end, want := range map[string]bool{
		"server": true, "server:80": true, ":80": true, remote.String(): true, remote.Addr().String(): true, "::ffff:" + remote.Addr().String(): true,
		"client": false, "server:81": false, ":81": false, "10.255.255.255": false,
	} {
		if ok, err := BeToward(end).Match(w.socket()); ok != want || err != nil {
			t.Errorf("%s: %t, %v, want %t", end, ok, err, want)
		}
		dialled := 0
		if want {
			dialled = 1
		}
		if ok, err := HaveDialed(dialled, end).Match(w.client); !ok || err != nil {
			t.Errorf("HaveDialed(%d, %q): %t, %v", dialled, end, ok, err)
		}
		if ok, err := HaveDialed(1, end, "server:80").Match(w.client); !ok || err != nil {
			t.Errorf(`HaveDialed(1, %q, "server:80"): %t, %v`, end, ok, err)
		}
	}
	if ok, err := BeToward(":0").Match(fixture.Socket{State: tcp.Listen}); ok || err != nil {
		t.Errorf("a listener: %t, %v", ok, err)
	}
}

// Only calls that came to connect are dials.
func TestVerdictOfDials(t *testing.T) {
	w := newWorld(t)
	w.write(w.c, "x")
	w.read(w.s, 1)
	if _, err := w.client.Dial("tcp", "nowhere:80"); err == nil {
		t.Fatal("nowhere is somewhere")
	}
	if _, err := w.client.Dial("tcp", "server:81"); err == nil {
		t.Fatal("nobody listens to port 81")
	}
	for actual, want := range map[any]int{w.client: 2, w.server: 0, w.n: 2} {
		if ok, err := HaveDialed(want).Match(actual); !ok || err != nil {
			t.Errorf("%v: %t, %v, want %d dials", actual, ok, err, want)
		}
	}
}

// Without a way any rejection matches, and nothing else does.
func TestVerdictOfRejection(t *testing.T) {
	w := newWorld(t)
	w.ok(w.s.Close())
	w.ok(w.c.Close())
	w.advance(time.Second)
	ignored := w.s.Probe(tcp.SeqOffset(-1))
	if ok, err := RejectIncarnation().Match(ignored); !ok || err != nil {
		t.Errorf("%s: %t, %v, want a rejection", ignored, ok, err)
	}
	if ok, err := RejectIncarnation(fixture.Refused).Match(ignored); ok || err != nil {
		t.Errorf("%s: %t, %v, want no refusal", ignored, ok, err)
	}
	accepted := w.s.Probe(tcp.SeqOffset(1))
	if ok, err := RejectIncarnation().Match(accepted); ok || err != nil {
		t.Errorf("%s: %t, %v, want no rejection", accepted, ok, err)
	}
	failed := &fixture.Reopening{Outcome: fixture.Failed, Old: w.s, Err: io.ErrClosedPipe}
	for _, m := range []types.GomegaMatcher{RejectIncarnation(), AcceptIncarnation()} {
		if ok, err := m.Match(failed); ok || err == nil || !strings.Contains(err.Error(), "could not be made") {
			t.Errorf("%s: %t, %v, want an error", failed, ok, err)
		}
	}
	for _, r := range []*fixture.Reopening{{Outcome: fixture.Ignored, Old: &fixture.Conn{}}, {Old: w.s}} {
		if ok, err := AcceptIncarnation().Match(r); ok || err == nil {
			t.Errorf("%+v: %t, want an error", r, ok)
		}
	}
}
