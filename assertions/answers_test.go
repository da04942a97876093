package assertions_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// text is what a matcher prints of a value, whatever the answer is, and the answer.
func text(t *testing.T, m types.GomegaMatcher, actual any) (string, bool) {
	t.Helper()
	ok, err := m.Match(actual)
	if err != nil {
		t.Fatalf("%v: %v", m, err)
	}
	if ok {
		return m.NegatedFailureMessage(actual), ok
	}
	return m.FailureMessage(actual), ok
}

// A segment that arrives when the connection is over, or at the instant of its end, is
// none that the timeout began with.
func TestSilenceEndsWithTheConnection(t *testing.T) {
	for _, after := range []time.Duration{0, time.Hour} {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Named("cut off the client").Drop()
		w.ok(w.s.SetKeepAlive(false))
		w.advance(150 * time.Second) // the end by keep-alives of the client
		if s := w.c.State(); s != tcp.Closed {
			t.Fatalf("it is %s: want CLOSED", s)
		}
		w.advance(after)
		late := w.n.Timeline().Mark()
		w.write(w.s, "late")
		if _, ok := w.n.Timeline().First(timeline.Following(late), timeline.Delivered, timeline.OnHost("client")); !ok {
			t.Fatal("nothing arrived")
		}
		if s, ok := text(t, HaveTimedOut(150*time.Second), w.c); !ok {
			t.Errorf("%s after the end: %s", after, s)
		}
	}
}

// A dial that nobody answers times out, and no segment ever arrived.
func TestTimedOutBeforeItWasOpen(t *testing.T) {
	w := newWorld(t)
	w.n.On(timeline.Flags(tcp.SYN)).Named("lose SYNs").Drop()
	var list []timeline.Incarnation
	w.n.Go(func() error { _, err := w.client.Dial("tcp", "server:80"); return err })
	for _, k := range []struct {
		after time.Duration
		ok    bool
		words string
	}{
		{time.Second, false, "It is in SYN-SENT. No segment has arrived."},
		{time.Hour, true, "after it began; no segment ever arrived."},
	} {
		w.advance(k.after)
		list = w.n.Timeline().Incarnations(timeline.OnHost("client"))
		if s, ok := text(t, HaveTimedOut(), list[len(list)-1]); ok != k.ok || !strings.Contains(s, k.words) {
			t.Errorf("after %s: %t, want %t and %q:\n%s", k.after, ok, k.ok, k.words, s)
		}
	}
}

// A RST that a timer sent is no timeout without an answer. netstack sends none, and a
// timeline from elsewhere may have one.
func TestTimedOutWithRST(t *testing.T) {
	w := newWorld(t)
	w.n.On(timeline.From("client"), timeline.Data()).Drop()
	w.write(w.c, "lost")
	w.ok(w.c.Abort())
	var b bytes.Buffer
	w.ok(w.n.Timeline().WriteJSON(&b))
	const closes = `"from":"ESTABLISHED","to":"CLOSED"`
	if strings.Count(b.String(), closes) != 2 {
		t.Fatalf("want two transitions to CLOSED in\n%s", b.String())
	}
	tl, err := timeline.Read(strings.NewReader(strings.Replace(b.String(), closes, closes+`,"cause":"keep-alive timer"`, 1)))
	w.ok(err)
	x := tl.Incarnations(timeline.OnHost("client"))[0]
	if e := x.Ending(); e.Cause != timeline.TimerKeepAlive || !e.Reset {
		t.Fatalf("cause %q, reset %t: want both", e.Cause, e.Reset)
	}
	if s, ok := text(t, HaveTimedOut(), x); ok {
		t.Error(s)
	}
	said, _ := text(t, HaveClosedWithFIN(), x)
	says(t, said, []string{"A RST from client ended it", "lost 4 unacknowledged bytes"}, []string{"The last segment"})
}

// bad is a matcher with a duration that is none.
type bad struct{}

func (bad) Match(any) (bool, error)          { return false, nil }
func (bad) FailureMessage(any) string        { return "<time.Duration>: 99999999999999999999" }
func (bad) NegatedFailureMessage(any) string { return "" }

// A failure has the words of the matcher that was given: of its failure, or of its
// negated one.
func TestWordsOfGivenMatchers(t *testing.T) {
	w := closed(t).advance(time.Minute)
	yes := Satisfy(func(any) bool { return true })
	no := Satisfy(func(any) bool { return false })
	timedOut := newWorld(t)
	timedOut.ok(timedOut.server.Crash())
	timedOut.advance(time.Hour)
	for _, k := range []struct {
		m      types.GomegaMatcher
		actual any
		want   string
	}{
		{HaveSent(yes, tcp.FIN), w.c, "The given matcher prints:\n    Expected\n        <int>: 1\n    to not satisfy predicate"},
		{HaveSent(no, tcp.FIN), w.c, "The given matcher prints:\n    Expected\n        <int>: 1\n    to satisfy predicate"},
		{HaveDialed(no), w.client, "<int>: 1\n    to satisfy predicate"},
		{HaveFreePorts(no, "server:80"), w.client, "<int>: 28232\n    to satisfy predicate"},
		{HaveSockets(no), w.client, "<int>: 0\n    to satisfy predicate"},
		{HaveTimeWait(yes), w.c, "<time.Duration>: 1m0s\n    to not satisfy predicate"},
		{HaveTimeWait(no), w.c, "<time.Duration>: 1m0s\n    to satisfy predicate"},
		{HaveTimeWait(bad{}), w.c, "<time.Duration>: 99999999999999999999"},
		{HaveTimedOut(no), timedOut.c, "(the host server is down).\nThe given matcher prints:\n"},
		{HaveLostWritten(no), w.c, "<int>: 0\n    to satisfy predicate"},
		{HaveBlockedInClose(no), w.c, "<time.Duration>: 0s\n    to satisfy predicate"},
		{HaveSent(BeNumerically("~", 10, 2), tcp.FIN), w.c, "have sent segments (FIN) ~ 10 within 2 times.\n"},
		{HaveTimeWait(BeNumerically("~", time.Second, time.Millisecond)), w.c, "for ~ 1s within 1ms.\n"},
		{HaveTimeWait(no), w.c, "have been in TIME-WAIT for a duration that the given matcher accepts.\n"},
		{HaveDialed(no), w.client, "have dialled N times.\n"},
		{HaveSent(yes), w.c, "have sent segments N times.\n"},
		{HaveSent(), w.c, "have sent segments.\n"},
		{HaveSent(timeline.Func(func(timeline.Event) bool { return false })), w.c, "have sent segments (accepted by a function).\n"},
	} {
		if s, _ := text(t, k.m, k.actual); !strings.Contains(s, k.want) {
			t.Errorf("it prints\n%s\nwant\n%s", s, k.want)
		}
	}
	if s, _ := text(t, HaveTimedOut(), timedOut.c); strings.Contains(s, "given matcher") {
		t.Errorf("no matcher was given:\n%s", s)
	}
}

// A wrong argument is an error also where the answer does not depend on it, and the first
// thing that is wrong is named.
func TestErrorsOfArguments(t *testing.T) {
	w := newWorld(t)
	for _, k := range []struct {
		actual any
		m      types.GomegaMatcher
		want   string
	}{
		{w.c, HaveBlockedInClose(5), "HaveBlockedInClose matcher expects a time.Duration or a matcher"},
		{w.client, HaveBlockedInClose(time.Second), "HaveBlockedInClose matcher expects a *fixture.Conn"},
		{w.client, HaveLostWritten(), "HaveLostWritten matcher expects a *fixture.Conn"},
		{w.client, HaveTimedOut(), "HaveTimedOut matcher expects a *fixture.Conn"},
		{w.client, HaveRestartedTimeWait(), "HaveRestartedTimeWait matcher expects a *fixture.Conn"},
		{w.client, HaveSkippedTimeWait(), "HaveSkippedTimeWait matcher expects a *fixture.Conn"},
		{w.c, HaveTimedOut(time.Second, time.Second), "HaveTimedOut matcher expects at most 1 argument, and was given 2"},
		{w.c, HaveTimedOut(7), "HaveTimedOut matcher expects a time.Duration"},
		{w.c, HaveTimeWait(7), "HaveTimeWait matcher expects a time.Duration"},
		{w.c, HaveTimeWaitLeft(7), "HaveTimeWaitLeft matcher expects a time.Duration"},
		{w.c, HaveLostUnread(tcp.FIN, "x"), "HaveLostUnread matcher expects as its arguments"},
		{w.c, HaveReadEarlierData(tcp.FIN, "x"), "HaveReadEarlierData matcher expects as its arguments"},
		{w.client, HaveFreePorts(-1, "server:80"), "HaveFreePorts matcher expects a number of 0 or more, and was given -1"},
		{w.client, HaveFreePorts(-1, "nowhere:80"), "HaveFreePorts matcher expects a number of 0 or more, and was given -1"},
		{w.client, HaveFreePorts("x", "server:80"), "HaveFreePorts matcher expects a number (an int)"},
		{(*fixture.Host)(nil), HaveFreePorts(1, "server:80"), "HaveFreePorts matcher expects a *fixture.Host"},
		{w.c, HaveFreePorts(1, "server:80"), "HaveFreePorts matcher expects a *fixture.Host"},
		{w.client, HaveDialed(BeNumerically(">")), "HaveDialed matcher BeNumerically requires"},
		{w.client, HaveDialed("x", "server:80"), "HaveDialed matcher expects a number (an int)"},
		{w.client, HaveDialed(1, "server:80", ""), "HaveDialed matcher expects a remote end such as"},
		{w.client, HaveSockets("x", "y"), "HaveSockets matcher expects a number (an int)"},
		{w.c, HaveClosedWithRST(timeline.ResetCause("x")), `HaveClosedWithRST matcher was given the cause "x"`},
		{w.c, HaveClosedWithRST(timeline.ResetByAbort, timeline.ResetByLinger), "HaveClosedWithRST matcher was given two causes"},
		{w.c, HaveStates(tcp.State(99)), "HaveStates matcher expects known states, and was given the number 99"},
		{w.c, BeInState(tcp.State(99)), "BeInState matcher expects known states, and was given the number 99"},
	} {
		if ok, err := k.m.Match(k.actual); ok || err == nil || !strings.HasPrefix(err.Error(), k.want) {
			t.Errorf("%t, %v: want %s", ok, err, k.want)
		}
	}
}

// A dial counts while it waits for an answer, once, and on no other host.
func TestDialsThatWait(t *testing.T) {
	w := newWorld(t)
	w.n.On(timeline.Flags(tcp.SYN)).Named("lose SYNs").Drop()
	w.n.Go(func() error { _, err := w.client.Dial("tcp", "server:80"); return err })
	w.advance(time.Second)
	for actual, want := range map[any]int{w.client: 2, w.server: 0, w.n: 2} {
		if s, ok := text(t, HaveDialed(want), actual); !ok {
			t.Error(s)
		}
	}
}

// Conditions for a direction in which no RST went match neither side.
func TestRSTOfOtherDirection(t *testing.T) {
	w := reset(t)
	for _, k := range []struct {
		c    *fixture.Conn
		args []any
		want bool
	}{
		{w.c, []any{timeline.From("client"), timeline.To("server"), tcp.RST}, true},
		{w.c, []any{timeline.From("server"), timeline.To("client")}, false},
		{w.s, []any{timeline.From("server"), timeline.To("client")}, false},
		{w.s, []any{timeline.Delivered}, true},
		{w.s, []any{timeline.Sent}, false},
		{w.c, []any{timeline.Sent}, true},
		{w.c, []any{timeline.Delivered}, false},
	} {
		if ok, err := HaveClosedWithRST(k.args...).Match(k.c); ok != k.want || err != nil {
			t.Errorf("%v of %v: %t, %v, want %t", k.args, k.c, ok, err, k.want)
		}
	}
}

// A connection that a closed listener took along shows the call, and no other one of the
// host at that time.
func TestListenerThatTookAConnectionAlong(t *testing.T) {
	w := newWorld(t)
	c := w.queue()
	w.advance(time.Second)
	_, err := w.server.Listen("tcp", ":81")
	w.ok(err)
	w.ok(w.l.Close())
	s, _ := text(t, HaveClosedWithRST(), c)
	if !strings.Contains(s, "close listener") || strings.Contains(s, ":81") {
		t.Errorf("it shows\n%s\nwant the call that closed the listener, and no call that opened one", s)
	}
	w = newWorld(t)
	w.ok(w.c.Abort())
	w.ok(w.l.Close())
	if s, _ := text(t, HaveClosedWithRST(), w.c); strings.Contains(s, "close listener") {
		t.Errorf("it shows\n%s\nalthough the listener had nothing to do with it", s)
	}
}

// Of several connections those that the other side closed first are told from those that
// nobody closed, also if the same RST ended them.
func TestKindsOfClosedFirst(t *testing.T) {
	w := newWorld(t)
	c, s := w.dial()
	w.ok(s.CloseWrite())
	w.ok(w.c.Abort())
	w.ok(c.Abort())
	said, _ := text(t, HaveClosedFirst(), []*fixture.Conn{w.c, c})
	for _, want := range []string{"of 2 kinds", "Neither side has sent a FIN.", "server closed first"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing:\n%s", want, said)
		}
	}
	if m := HaveClosedFirst().(interface{ MatchMayChangeInTheFuture(any) bool }); !m.MatchMayChangeInTheFuture((*fixture.Conn)(nil)) {
		t.Error("no connection is told to be final")
	}
}

// A FIN that waits behind data was not sent, and the application has called Close.
func TestFINBehindData(t *testing.T) {
	w := newWorld(t)
	w.ok(w.c.CloseWrite())
	w.n.On(timeline.From("server"), timeline.Data()).Drop()
	w.write(w.s, strings.Repeat("x", 100_000))
	w.ok(w.s.Close())
	said, _ := text(t, HaveClosedWithFIN(), w.s)
	if want := "it has received a FIN and sent none."; !strings.Contains(said, want) {
		t.Errorf("%q is missing:\n%s", want, said)
	}
}

// A number that is as expected is neither too many nor too few: NotTo gives no advice.
func TestNoAdviceForNumbersThatMatch(t *testing.T) {
	w := closed(t)
	for _, m := range []types.GomegaMatcher{
		HaveDialed(1), HaveDialed(BeNumerically("<", 5)), HaveSockets(1), HaveSockets(BeNumerically("<=", 1)),
		HaveFreePorts(28231, "server:80"), HaveFreePorts(BeNumerically(">", 0), "server:80"),
	} {
		said, ok := text(t, m, w.client)
		for _, advice := range []string{"Keep connections", "The side that closes first"} {
			if !ok || strings.Contains(said, advice) {
				t.Errorf("%t, want a match without advice:\n%s", ok, said)
			}
		}
	}
}
