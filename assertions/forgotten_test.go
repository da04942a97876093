package assertions_test

import (
	"testing"
	"time"

	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// forget makes the timeline forget all connections.
func (w *world) forget() *world {
	w.t.Helper()
	for i := 0; w.n.Timeline().Forgotten() < 2000; i++ {
		w.n.Note("later")
		if i > 100_000 {
			w.t.Fatal("it forgets nothing")
		}
	}
	return w
}

// Of a connection whose events are forgotten a failure tells the state, and nothing that
// it cannot know.
func TestForgottenConnections(t *testing.T) {
	w := newWorld(t, fixture.History(60))
	gone, _ := w.dial()
	w.ok(gone.Abort())
	waiting, s := w.dial()
	w.ok(s.Close())
	tw, s := w.dial()
	w.ok(tw.Close())
	w.ok(s.Close())
	w.forget()
	for _, k := range []struct {
		m           types.GomegaMatcher
		actual      any
		want, never []string
	}{
		{BeInState(tcp.TimeWait), w.c, []string{"It is in ESTABLISHED."}, nil},
		{BeInState(tcp.TimeWait), gone, []string{"It is in CLOSED."}, []string{"not ended"}},
		{BeInTimeWait(), w.c, []string{"It is in ESTABLISHED."}, []string{"Close the connection", "no events"}},
		{BeInTimeWait(), tw, []string{"It is in TIME-WAIT."}, nil},
		{HaveTimeWaitLeft(time.Second), w.c, []string{"It is not in TIME-WAIT, and the timeline has no events of it."}, nil},
		{BeInState(tcp.TimeWait), []*fixture.Conn{w.c, waiting, gone}, []string{"of 3 kinds", "It is in CLOSE-WAIT.", "It is in CLOSED."}, nil},
		{HaveTimeWaitLeft(time.Second), []*fixture.Conn{w.c, waiting}, []string{"2: ESTABLISHED 10.0.0.1:", "; also CLOSE-WAIT 10.0.0.1:"}, []string{"kinds", "invalid"}},
		{AcceptIncarnation(), tw.Redial(), []string{"No SYN was sent"}, []string{"later"}},
	} {
		said, _ := text(t, k.m, k.actual)
		says(t, said, k.want, k.never)
	}
	for _, m := range []types.GomegaMatcher{HaveLostWritten(), HaveBlockedInClose(time.Second)} {
		if mayChange(m, gone) {
			t.Errorf("%v of what is over and forgotten may change", m)
		}
	}
}

// The outcome of an attempt stays known when the timeline has forgotten it.
func TestForgottenAttempt(t *testing.T) {
	w := newWorld(t, fixture.History(60))
	r := w.c.Probe(tcp.SeqOffset(3))
	before, _ := text(t, AcceptIncarnation(), r)
	says(t, before, []string{"RCV.NXT+3 was answered with an ACK"}, nil)
	w.forget()
	said, _ := text(t, AcceptIncarnation(), r)
	says(t, said, []string{"The SYN was answered with an ACK; the old incarnation is still in ESTABLISHED."}, []string{"RCV.NXT"})
}
