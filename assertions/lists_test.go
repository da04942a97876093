package assertions_test

import (
	"fmt"
	"net"
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

// The connections of a list stand apart if they ended for different reasons.
func TestKindsOfEndings(t *testing.T) {
	w := newWorld(t) // is open
	conns := map[string]*fixture.Conn{"open": w.c}
	dial := func(name string) (c, s *fixture.Conn) {
		c, s = w.dial()
		conns[name] = c
		return c, s
	}
	first, s := dial("first")
	w.ok(first.Close())
	w.ok(s.Close())
	second, s := dial("second")
	w.ok(s.Close())
	w.ok(second.Close())
	linger, _ := dial("linger")
	w.ok(linger.SetLinger(0))
	w.ok(linger.Close())
	_, s = dial("reset")
	w.ok(s.Abort())
	cut, s := dial("no answer")
	w.ok(s.SetKeepAlive(false))
	w.n.On(timeline.Port(uint16(end(cut.LocalAddr()).Port()))).Drop()
	lost, s := dial("unacknowledged")
	w.ok(lost.SetKeepAlive(false))
	w.ok(s.SetKeepAlive(false))
	w.n.On(timeline.Port(uint16(end(lost.LocalAddr()).Port()))).Drop()
	w.write(lost, "x")
	w.advance(time.Hour)
	w.n.On(timeline.Flags(tcp.SYN)).Drop()
	w.n.Go(func() error { _, err := w.client.Dial("tcp", "server:80"); return err })
	w.advance(time.Millisecond)

	list := w.n.Timeline().Incarnations(timeline.OnHost("client"))
	opening := list[len(list)-1]
	of := func(name string) timeline.Incarnation {
		x, ok := conns[name].Incarnation()
		if !ok {
			t.Fatal(name)
		}
		return x
	}
	for _, k := range []struct {
		m    types.GomegaMatcher
		list []timeline.Incarnation
	}{
		{HaveClosedWithRST(), []timeline.Incarnation{of("open"), opening}},
		{HaveClosedWithRST(), []timeline.Incarnation{of("first"), of("second")}},
		{HaveClosedWithFIN(), []timeline.Incarnation{of("linger"), of("reset")}},
		{HaveClosedWithFIN(), []timeline.Incarnation{of("no answer"), of("unacknowledged")}},
		{HaveClosedWithFIN(), []timeline.Incarnation{of("reset"), of("open")}},
	} {
		said, _ := text(t, k.m, k.list)
		says(t, said, []string{"; of 2 kinds, the rarest first."}, nil)
	}
	others := w.n.Timeline().Incarnations(timeline.OnHost("server"))
	said, _ := text(t, HaveClosedWithRST(), []timeline.Incarnation{of("second"), others[1]}) // both have closed second
	says(t, said, []string{"; of 2 kinds, the rarest first."}, nil)
	said, _ = text(t, HaveClosedWithFIN(), []timeline.Incarnation{of("first"), of("second")})
	says(t, said, []string{"All of them do; of 2 kinds, the rarest first."}, []string{"None"})
	said, _ = text(t, HaveClosedWithRST(), []timeline.Incarnation{of("first")})
	one, _ := text(t, HaveClosedWithRST(), of("first"))
	if said != one {
		t.Errorf("of a list of one it says\n%s\nwant\n%s", said, one)
	}
}

// A list of which some match has one of each answer first, and the advice is for those that
// fail the assertion.
func TestOrderOfGroups(t *testing.T) {
	w := newWorld(t)
	conns := []*fixture.Conn{w.c}
	for i := range 6 {
		c, s := w.dial()
		switch conns = append(conns, c); i {
		case 0:
			w.ok(s.Abort()) // one of each of two kinds that do not match, and five that do
		default:
			w.ok(c.Close())
			w.ok(s.Close())
		}
	}
	_, err := HaveClosedWithFIN().Match(conns)
	if err == nil {
		t.Fatal("all match")
	}
	var order []string
	for line := range strings.Lines(err.Error()) {
		if what, _, is := strings.Cut(line, ": client"); is && !strings.Contains(what, " ") || strings.Contains(line, " match: ") || strings.Contains(line, " does not: ") {
			order = append(order, strings.TrimSpace(strings.SplitN(line, ":", 2)[0]))
		}
	}
	if got := strings.Join(order, ", "); got != "1 does not, 5 match, 1 does not" {
		t.Errorf("the groups are %q in\n%s", got, err)
	}
	says(t, err.Error(), []string{"Close the connection first, or poll with Eventually."}, nil)
	failure := failing(func(g Gomega) { g.Eventually(conns, "0s").Should(HaveClosedWithFIN()) })
	says(t, failure, []string{"To needs all.", "Expected all to have closed"}, []string{"NotTo"})
	failure = failing(func(g Gomega) { g.Consistently(conns, "0s").ShouldNot(HaveClosedWithFIN()) })
	says(t, failure, []string{"NotTo needs none."}, []string{"To needs all"})
}

// A failure describes five groups. Of more it describes four.
func TestManyGroupsOfConnections(t *testing.T) {
	w := newWorld(t)
	for range 7 {
		w.dial()
	}
	list := w.n.Timeline().Incarnations(timeline.OnHost("client"))
	for _, k := range []struct {
		kinds int
		rest  string
	}{{5, ""}, {6, "… and 3 more of 2 other kinds"}, {7, "… and 4 more of 3 other kinds"}} {
		states := []tcp.State{tcp.SynSent, tcp.Established}
		var all []timeline.Incarnation
		for i := range k.kinds {
			x := list[i]
			x.Transitions = append(x.Transitions[:len(x.Transitions):len(x.Transitions)], make([]timeline.Transition, i)...)
			for j := range i {
				x.Transitions[len(states)+j].To = tcp.CloseWait
			}
			all = append(all, x)
		}
		last := all[k.kinds-1]
		all = append(all, last)
		said, _ := text(t, HaveStates(tcp.Listen), all)
		says(t, said, []string{fmt.Sprintf("of %d kinds", k.kinds), k.rest}, nil)
		if described := strings.Count(said, "It went through"); k.rest == "" && described != 5 || k.rest != "" && described != 4 || (k.rest == "") == strings.Contains(said, "other kinds") {
			t.Errorf("it describes %d of %d kinds\n%s", described, k.kinds, said)
		}
	}
}

// A failure names six connections that are like the first one. Of more it names five.
func TestManyConnectionsOfAKind(t *testing.T) {
	w := newWorld(t)
	conns := []*fixture.Conn{w.c}
	for len(conns) < 8 {
		c, _ := w.dial()
		conns = append(conns, c)
	}
	port := func(i int) string { return fmt.Sprintf("client:%d", end(conns[i].LocalAddr()).Port()) }
	for k, last := range map[int]string{2: "; also " + port(1), 3: port(1) + " and " + port(2), 7: " and " + port(6), 8: " and 2 more"} {
		said, _ := text(t, BeInState(tcp.Closed), conns[:k])
		line, _, _ := strings.Cut(strings.Join(strings.Fields(said), " "), " It is in")
		if !strings.HasSuffix(line, last) {
			t.Errorf("of %d it names %q, want %q at the end", k, line, last)
		}
	}
}

// A stay in TIME-WAIT that is over is told from one of the same length that is not.
func TestKindsOfStays(t *testing.T) {
	w := newWorld(t)
	var conns []*fixture.Conn
	for range 2 {
		c, s := w.dial()
		w.ok(s.Close())
		w.ok(c.Close())
		conns = append(conns, s)
	}
	if r := w.advance(10 * time.Second).s.Probe(); r.Accepted() {
		t.Fatal(r)
	}
	if r := conns[0].Probe(tcp.SeqOffset(1)); !r.Accepted() {
		t.Fatal(r)
	}
	said, _ := text(t, HaveTimeWait(time.Minute), conns)
	says(t, said, []string{"2 of 2 connections were in TIME-WAIT, all of them for another time; of 2 kinds", "for 10s so far"}, nil)
	said, _ = text(t, HaveTimeWait(BeNumerically("<", time.Hour)), conns[:1])
	says(t, said, []string{"server:80 - client:"}, []string{"1 connection"})
	said, _ = text(t, HaveTimeWait(), fixture.New(t))
	says(t, said, []string{"There are no connections."}, nil)
	said, _ = text(t, HaveTimeWait(), []*fixture.Conn{w.c, w.s})
	says(t, said, []string{"None of 2 connections was in TIME-WAIT."}, nil)
}

// Of several connections NotTo means that none has had such a TIME-WAIT. If some have,
// neither To nor NotTo holds.
func TestSomeStays(t *testing.T) {
	g := NewWithT(t)
	w := closed(t).advance(time.Hour)
	w.ok(w.client.Configure(fixture.TimeWaitTimeout(30 * time.Second)))
	c, s := w.dial()
	w.ok(c.Close())
	w.ok(s.Close())
	w.advance(time.Hour)
	conns := []*fixture.Conn{w.c, c, w.s, s}
	for _, actual := range []any{conns, []net.Conn{w.c, c, w.s, s}, w.client, w.n, w.n.Timeline(), w.n.Timeline().Incarnations()} {
		for _, length := range []any{time.Minute, 30 * time.Second, BeNumerically(">", 40*time.Second)} {
			ok, err := HaveTimeWait(length).Match(actual)
			g.Expect(err).To(MatchError(ContainSubstring("1 of 2 connections that were in TIME-WAIT matches, and To needs all, NotTo none.")), "%T %v: %t", actual, length, ok)
		}
		g.Expect(actual).NotTo(HaveTimeWait(5 * time.Second))
		g.Expect(actual).To(HaveTimeWait(BeNumerically("<=", time.Minute)))
		g.Expect(actual).To(HaveTimeWait())
	}
	g.Expect([]*fixture.Conn{w.s, s}).NotTo(HaveTimeWait(time.Minute))
	g.Expect(w.server).NotTo(HaveTimeWait(time.Minute))
}

// Of an empty list nothing holds.
func TestEmptyLists(t *testing.T) {
	n := closed(t).n
	for _, m := range []types.GomegaMatcher{
		BeInState(tcp.Closed), BeInTimeWait(), HaveStates(tcp.Closed), HavePassedThrough(tcp.Closed), HaveTimeWait(), HaveTimeWait(time.Minute),
		HaveTimeWaitLeft(time.Minute), HaveRestartedTimeWait(0), HaveSkippedTimeWait(), HaveClosedWithFIN(), HaveClosedWithRST(), HaveClosedFirst(),
		HaveBlockedInClose(time.Second), HaveLostWritten(), HaveLostUnread(), HaveTimedOut(),
	} {
		for _, actual := range []any{[]*fixture.Conn{}, []net.Conn{}, n.Timeline().Incarnations(timeline.Port(1))} {
			ok, err := m.Match(actual)
			NewWithT(t).Expect(err).To(MatchError(ContainSubstring("expects at least one connection, and was given an empty list")), "%s %T: %t", m, actual, ok)
		}
	}
}
