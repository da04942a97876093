package assertions_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// question is a matcher with an actual value and the expected answer.
type question struct {
	name  string
	setup func(t *testing.T) (actual any, m types.GomegaMatcher)
	holds bool
}

var questions = []question{
	{"BeInState-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return newWorld(t).c, BeInState(tcp.Closed, tcp.Established)
	}, true},
	{"BeInState-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).s, BeInState(tcp.CloseWait)
	}, false},
	{"BeInState-socket", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).socket(), BeInState(tcp.CloseWait)
	}, false},
	{"BeInTimeWait-holds", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, BeInTimeWait() }, true},
	{"BeInTimeWait-second", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).s, BeInTimeWait() }, false},
	{"BeInTimeWait-over", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).advance(time.Minute).c, BeInTimeWait()
	}, false},
	{"BeInTimeWait-reset", func(t *testing.T) (any, types.GomegaMatcher) { return reset(t).c, BeInTimeWait() }, false},
	{"BeInTimeWait-lost", func(t *testing.T) (any, types.GomegaMatcher) { return lostFIN(t).c, BeInTimeWait() }, false},
	{"HaveTimeWaitLeft-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		return lostFIN(t).c, HaveTimeWaitLeft(time.Minute)
	}, false},
	{"BeInTimeWait-open", func(t *testing.T) (any, types.GomegaMatcher) { return newWorld(t).c, BeInTimeWait() }, false},
	{"HaveTimeWait-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).advance(time.Hour).c, HaveTimeWait(time.Minute)
	}, true},
	{"HaveTimeWait-longer", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).advance(time.Hour).c, HaveTimeWait(time.Minute)
	}, false},
	{"HaveTimeWait-still", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).advance(30 * time.Second).c, HaveTimeWait(30 * time.Second)
	}, false},
	{"HaveTimeWait-matcher", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).advance(time.Hour).c, HaveTimeWait(Or(Equal(time.Second), Equal(2*time.Second)))
	}, false},
	{"HaveTimeWait-any", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, HaveTimeWait() }, true},
	{"HaveTimeWait-never", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).c, HaveTimeWait() }, false},
	{"HaveTimeWait-reopened", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t).advance(time.Second)
		w.ok(w.s.Close())
		w.ok(w.c.Close())
		if r := w.advance(10 * time.Second).s.Probe(tcp.SeqOffset(1)); !r.Accepted() {
			t.Error(r)
		}
		return w.s, HaveTimeWait(time.Minute)
	}, false},
	{"HaveTimeWait-host", func(t *testing.T) (any, types.GomegaMatcher) {
		w := closed(t)
		c, s := w.dial()
		w.ok(c.Close())
		w.ok(s.Close())
		w.ok(w.client.Configure(fixture.TimeWaitTimeout(10 * time.Second)))
		c, s = w.dial()
		w.ok(c.Close())
		w.ok(s.Close())
		return w.advance(time.Hour).client, HaveTimeWait(30 * time.Second)
	}, false},
	{"HaveTimeWait-conns", func(t *testing.T) (any, types.GomegaMatcher) {
		w := closed(t)
		return []*fixture.Conn{w.c, w.s}, HaveTimeWait()
	}, true},
	{"HaveTimeWaitLeft-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).c, HaveTimeWaitLeft(58200 * time.Millisecond)
	}, true},
	{"HaveTimeWaitLeft-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HaveTimeWaitLeft(BeNumerically("<", time.Minute))
	}, false},
	{"HaveTimeWaitLeft-none", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).s, HaveTimeWaitLeft(time.Minute)
	}, false},
	{"HaveTimeWaitLeft-socket", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).socket(), HaveTimeWaitLeft(time.Second)
	}, false},
	{"HaveRestartedTimeWait-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).c, HaveRestartedTimeWait(1, tcp.FIN, timeline.From("server"))
	}, true},
	{"HaveRestartedTimeWait-often", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).c, HaveRestartedTimeWait(2)
	}, false},
	{"HaveRestartedTimeWait-by", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).c, HaveRestartedTimeWait(timeline.Data())
	}, false},
	{"HaveRestartedTimeWait-never", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HaveRestartedTimeWait()
	}, false},
	{"HaveSkippedTimeWait-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).s, HaveSkippedTimeWait(timeline.ClosedSecond)
	}, true},
	{"HaveSkippedTimeWait-unopened", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.Flags(tcp.SYN)).Named("lose SYNs").Drop()
		w.n.Await(func() error {
			_, err := (&fixture.Dialer{Host: w.client, Timeout: time.Second}).Dial("tcp", "server:80")
			return err
		}, time.Minute)
		list := w.n.Timeline().Incarnations(timeline.OnHost("client"))
		return list[len(list)-1], HaveSkippedTimeWait(timeline.WasReset)
	}, false},
	{"HaveSkippedTimeWait-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).c, HaveSkippedTimeWait(timeline.ClosedSecond, timeline.GaveUp)
	}, false},
	{"HaveSkippedTimeWait-not", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HaveSkippedTimeWait()
	}, false},
	{"HaveStates-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).s, HaveStates(tcp.SynReceived, tcp.Established, tcp.CloseWait, tcp.LastAck, tcp.Closed)
	}, true},
	{"HaveStates-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).s, HaveStates(tcp.SynReceived, tcp.Established, tcp.CloseWait)
	}, false},
	{"HavePassedThrough-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HavePassedThrough(tcp.FinWait1, tcp.TimeWait)
	}, true},
	{"HavePassedThrough-order", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HavePassedThrough(tcp.TimeWait, tcp.FinWait1)
	}, false},
	{"HaveClosedWithFIN-holds", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, HaveClosedWithFIN() }, true},
	{"HaveClosedWithFIN-reset", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).c, HaveClosedWithFIN() }, false},
	{"HaveClosedWithFIN-half", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.Close())
		return w.s, HaveClosedWithFIN()
	}, false},
	{"HaveClosedWithFIN-timer", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.Close())
		return w.advance(2 * time.Minute).c, HaveClosedWithFIN()
	}, false},
	{"HaveClosedWithRST-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).s, HaveClosedWithRST(timeline.ResetByLinger, timeline.From("client"))
	}, true},
	{"HaveClosedWithRST-unread", func(t *testing.T) (any, types.GomegaMatcher) {
		return unread(t).s, HaveClosedWithRST(timeline.ResetByUnread)
	}, true},
	{"HaveClosedWithRST-cause", func(t *testing.T) (any, types.GomegaMatcher) {
		return unread(t).c, HaveClosedWithRST(timeline.ResetByLinger)
	}, false},
	{"HaveClosedWithRST-from", func(t *testing.T) (any, types.GomegaMatcher) {
		return unread(t).c, HaveClosedWithRST(timeline.From("client"))
	}, false},
	{"HaveClosedWithRST-FIN", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, HaveClosedWithRST() }, false},
	{"HaveClosedFirst-holds", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, HaveClosedFirst() }, true},
	{"HaveClosedFirst-second", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).s, HaveClosedFirst() }, false},
	{"HaveClosedFirst-nobody", func(t *testing.T) (any, types.GomegaMatcher) { return newWorld(t).c, HaveClosedFirst() }, false},
	{"HaveClosedFirst-RST", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).c, HaveClosedFirst() }, false},
	{"HaveClosedFirst-loopback", func(t *testing.T) (any, types.GomegaMatcher) {
		n := fixture.New(t)
		c, s, err := n.Pair(n.Host("client"), n.Host("client"))
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
		return s, HaveClosedFirst()
	}, false},
	{"HaveClosedFirst-at-once", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		return w.advance(time.Second).c, HaveClosedFirst()
	}, false},
	{"HaveBlockedInClose-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.Close())
		return w.c, HaveBlockedInClose(0 * time.Second)
	}, true},
	{"HaveBlockedInClose-linger", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Named("cut off the client").Drop()
		w.ok(w.c.SetLinger(5))
		w.ok(w.n.Await(w.c.Close, time.Minute))
		return w.c, HaveBlockedInClose(BeNumerically("<", time.Second))
	}, false},
	{"HaveBlockedInClose-still", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client")).Named("cut off the client").Drop()
		w.ok(w.c.SetLinger(5))
		w.n.Go(w.c.Close)
		return w.advance(2 * time.Second).c, HaveBlockedInClose(2 * time.Second)
	}, false},
	{"HaveBlockedInClose-open", func(t *testing.T) (any, types.GomegaMatcher) {
		return newWorld(t).c, HaveBlockedInClose(0 * time.Second)
	}, false},
	{"HaveLostWritten-holds", func(t *testing.T) (any, types.GomegaMatcher) { return reset(t).c, HaveLostWritten(4) }, true},
	{"HaveLostWritten-none", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).c, HaveLostWritten() }, false},
	{"HaveLostUnread-holds", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).s, HaveLostUnread() }, true},
	{"HaveLostUnread-other", func(t *testing.T) (any, types.GomegaMatcher) { return unread(t).s, HaveLostUnread(11) }, false},
	{"HaveLostUnread-open", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.write(w.c, "hello")
		return w.s, HaveLostUnread(5)
	}, false},
	{"HaveTimedOut-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.server.Crash())
		return w.advance(time.Hour).c, HaveTimedOut(150 * time.Second)
	}, true},
	{"HaveTimedOut-other", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.server.Crash())
		return w.advance(time.Hour).c, HaveTimedOut(BeNumerically("<", time.Minute))
	}, false},
	{"HaveTimedOut-not", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).s, HaveTimedOut() }, false},
	{"HaveSockets-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).client, HaveSockets(1, tcp.TimeWait, BeToward("server:80"))
	}, true},
	{"HaveSockets-none", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).client, HaveSockets(2, tcp.CloseWait, BeToward("server:81"))
	}, false},
	{"HaveSockets-many", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		for range 9 {
			w.dial()
		}
		w.ok(w.c.Close())
		return w.n, HaveSockets(BeNumerically("<", 3), BeHeld(), tcp.Established)
	}, false},
	{"HaveSockets-loopback", func(t *testing.T) (any, types.GomegaMatcher) {
		return loopback(t), HaveSockets(0, tcp.FinWait2)
	}, false},
	{"HaveSockets-list", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).n.Sockets(), HaveSockets(0)
	}, false},
	{"HaveSockets-listeners", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).server, HaveSockets(0, tcp.Listen)
	}, false},
	{"HaveSockets-endless", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.CloseWrite())
		return w.advance(time.Hour).client, HaveSockets(0, BeEndless(), BeOlderThan(2*time.Minute))
	}, false},
	{"HaveSockets-other-matcher", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).client, HaveSockets(Equal(0), HaveField("Age", BeNumerically("<", time.Second)))
	}, false},
	{"HaveLeakedSockets-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.Close())
		return w.advance(10 * time.Second).server, HaveLeakedSockets(BeOlderThan(5 * time.Second))
	}, true},
	{"HaveLeakedSockets-gone", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.Abort())
		return w.server, HaveLeakedSockets()
	}, true},
	{"HaveLeakedSockets-none", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).client, HaveLeakedSockets() }, false},
	{"HaveDialed-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return newWorld(t).client, HaveDialed(1, "server", "10.9.9.9")
	}, true},
	{"HaveDialed-other", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.dial()
		return w.n, HaveDialed(BeNumerically(">", 2), "server:80")
	}, false},
	{"HaveDialed-never", func(t *testing.T) (any, types.GomegaMatcher) { return newWorld(t).server, HaveDialed(1) }, false},
	{"HaveFreePorts-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return newWorld(t).client, HaveFreePorts(28231, "server:80")
	}, true},
	{"HaveFreePorts-other", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t, fixture.PortRange(40000, 40003))
		w.dial()
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		return w.advance(20 * time.Second).client, HaveFreePorts(BeNumerically(">", 2), "server:80")
	}, false},
	{"HaveSent-holds", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).c, HaveSent(1, tcp.FIN) }, true},
	{"HaveSent-none", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).n, HaveSent(tcp.RST) }, false},
	{"HaveSent-often", func(t *testing.T) (any, types.GomegaMatcher) {
		return restarted(t).server, HaveSent(1, tcp.FIN, timeline.To("client"))
	}, false},
	{"HaveSent-ack", func(t *testing.T) (any, types.GomegaMatcher) {
		w := closed(t)
		fin := w.n.Timeline().Events(timeline.Sent, timeline.From("server"), timeline.Flags(tcp.FIN))[0]
		return w.c, HaveSent(timeline.AckIs(fin.Segment.Seq + 100))
	}, false},
	{"HaveSent-nested", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c, HaveSent(timeline.Not(timeline.Any(timeline.Data(), timeline.Seq(0, 1<<32-1))))
	}, false},
	{"HaveClosedWithRST-seq", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).c, HaveClosedWithRST(timeline.SeqIs(5))
	}, false},
	{"HaveReceived-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).server, HaveReceived(tcp.RST, timeline.From("client"))
	}, true},
	{"HaveReceived-none", func(t *testing.T) (any, types.GomegaMatcher) {
		return reset(t).server, HaveReceived(timeline.Data())
	}, false},
	{"AcceptIncarnation-nobody", func(t *testing.T) (any, types.GomegaMatcher) {
		n := fixture.New(t)
		c, s, err := n.Pair(n.Host("client"), n.Host("server"))
		if err != nil || s.Close() != nil || c.Close() != nil {
			t.Fatal(err)
		}
		return s.Probe(tcp.SeqOffset(1)), AcceptIncarnation()
	}, false},
	{"RejectIncarnation-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c.Probe(tcp.SeqOffset(-1)), RejectIncarnation(fixture.Ignored)
	}, true},
	{"RejectIncarnation-accepted", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t).advance(time.Second)
		w.ok(w.s.Close())
		w.ok(w.c.Close())
		return w.advance(time.Second).s.Probe(tcp.SeqOffset(1)), RejectIncarnation()
	}, false},
	{"RejectIncarnation-otherwise", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c.Probe(), RejectIncarnation(fixture.Challenged, fixture.Refused)
	}, false},
	{"AcceptIncarnation-holds", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t).advance(time.Second)
		w.ok(w.s.Abort())
		return w.s.Probe(tcp.SeqOffset(1), tcp.WithoutTimestamps()), AcceptIncarnation()
	}, true},
	{"AcceptIncarnation-rejected", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).c.Redial(), AcceptIncarnation()
	}, false},
	{"HaveReadEarlierData-holds", func(t *testing.T) (any, types.GomegaMatcher) { return reread(t), HaveReadEarlierData() }, true},
	{"HaveReadEarlierData-other", func(t *testing.T) (any, types.GomegaMatcher) { return reread(t), HaveReadEarlierData(4) }, false},
	{"BeToward-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).socket(), BeToward("10.0.0.3")
	}, false},
	{"BeOlderThan-other", func(t *testing.T) (any, types.GomegaMatcher) {
		return closed(t).socket(), BeOlderThan(time.Second)
	}, false},
	{"BeHeld-other", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).socket(), BeHeld() }, false},
	{"BeHeld-holds", func(t *testing.T) (any, types.GomegaMatcher) { return newWorld(t).socket(), BeHeld() }, true},
	{"BeEndless-other", func(t *testing.T) (any, types.GomegaMatcher) { return closed(t).socket(), BeEndless() }, false},
}

// loopback is a network in which a host is connected with itself, and nothing else. The side that
// opened it has called CloseWrite.
func loopback(t *testing.T) *fixture.Network {
	n := fixture.New(t)
	c, _, err := n.Pair(n.Host("client"), n.Host("client"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	return n
}

// reread is a connection that reads data of its predecessor.
func reread(t *testing.T) *fixture.Conn {
	w := newWorld(t).advance(time.Second)
	old := w.n.On(timeline.From("client"), timeline.Data()).Named("old").Copy()
	w.write(w.c, "old")
	w.read(w.s, 3)
	w.ok(w.s.Close())
	w.ok(w.c.Close())
	w.advance(time.Minute)
	if r := w.s.Probe(tcp.SeqOffset(-5)); !r.Accepted() {
		t.Fatal(r)
	}
	fresh, err := w.l.AcceptTCP()
	w.ok(err)
	_, err = old.Release()
	w.ok(err)
	w.read(fresh, 3)
	return fresh
}

var place = regexp.MustCompile(`_test\.go:\d+`)

// Each question has the expected answer, and the failure is exactly the text in
// testdata: of To if the matcher does not match, of NotTo if it does.
func TestMessages(t *testing.T) {
	for _, q := range slices.Concat(questions, givenUp) {
		t.Run(q.name, func(t *testing.T) {
			actual, m := q.setup(t)
			holds, err := m.Match(actual)
			if err != nil {
				t.Fatal(err)
			}
			if holds != q.holds {
				t.Errorf("it holds: %t\n%s", holds, m.FailureMessage(actual))
			}
			text := m.FailureMessage(actual)
			if holds {
				text = m.NegatedFailureMessage(actual)
			}
			text = place.ReplaceAllString(text, "_test.go:N") + "\n"
			file := filepath.Join("testdata", "messages", q.name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if text != string(want) {
				t.Errorf("it prints\n%s\nwant\n%s\n(go test -update writes what it prints)", text, want)
			}
			checkForm(t, text)
			if lines := strings.Count(text, "\n"); lines > 30 {
				t.Errorf("it prints %d lines", lines)
			}
		})
	}
}

// TestAnswers is TestMessages without the texts: what changed netstacks are put to.
func TestAnswers(t *testing.T) {
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			actual, m := q.setup(t)
			if holds, err := m.Match(actual); err != nil || holds != q.holds {
				t.Errorf("it holds: %t, %v", holds, err)
			}
		})
	}
}

// The README and the package's documentation show what is printed.
func TestMessagesAreQuoted(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "messages", "HaveTimeWait-longer.txt"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "```\n"+string(text)+"```\n") {
		t.Errorf("the README does not quote\n%s", text)
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range append(lines[:7], lines[12:]...) {
		if line != "" && !strings.Contains(string(doc), "//\t"+line+"\n") {
			t.Errorf("the documentation of the package does not quote\n%s", line)
		}
	}
}

// Each matcher is asked somewhere above, with yes and with no.
func TestMessagesAreComplete(t *testing.T) {
	yes, no := make(map[string]bool), make(map[string]bool)
	for _, q := range questions {
		name, _, _ := strings.Cut(q.name, "-")
		if q.holds {
			yes[name] = true
		} else {
			no[name] = true
		}
	}
	for _, name := range exported(t) {
		if !no[name] {
			t.Errorf("no question to which %s says no", name)
		}
		// The questions of HaveSockets have the matches of filters.
		if !yes[name] && !strings.HasPrefix(name, "Be") {
			t.Errorf("no question to which %s says yes", name)
		}
	}
}
