package assertions_test

import (
	"crypto/tls"
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

// An argument or actual value of the wrong type is an error that fails both To and
// NotTo, and names the accepted types.
func TestErrors(t *testing.T) {
	w := closed(t)
	forgetful := closed(t, fixture.History(2))
	lost := newWorld(t)
	lost.n.On(timeline.Flags(tcp.SYN)).Drop()
	for _, k := range []struct {
		actual any
		m      types.GomegaMatcher
		want   string
	}{
		{3, BeInState(tcp.Closed), "BeInState matcher expects a *fixture.Conn, a net.Conn that wraps one (with NetConn) or a timeline.Incarnation, or a fixture.Socket.  Got:\n    <int>: 3"},
		{nil, BeInTimeWait(), "BeInTimeWait matcher expects a *fixture.Conn"},
		{(*fixture.Conn)(nil), BeInTimeWait(), "BeInTimeWait matcher expects a *fixture.Conn"},
		{new(fixture.Conn), BeInTimeWait(), "BeInTimeWait matcher expects a *fixture.Conn"},
		{w.c, BeInState(), "BeInState matcher expects a state to compare with, and was given none"},
		{w.client, BeInTimeWait(), "BeInTimeWait matcher expects a *fixture.Conn"},
		{"x", HaveTimeWait(), "HaveTimeWait matcher expects a *fixture.Conn, a net.Conn that wraps one (with NetConn) or a timeline.Incarnation, a list of those, a *fixture.Host, a *fixture.Network or a *timeline.Timeline.  Got:\n    <string>: x"},
		{w.c, HaveTimeWait("60s"), "HaveTimeWait matcher expects a time.Duration or a matcher for one as its argument.  Got:\n    <string>: 60s"},
		{w.c, HaveTimeWait(60), "HaveTimeWait matcher expects a time.Duration or a matcher for one as its argument.  Got:\n    <int>: 60"},
		{w.c, HaveTimeWait(time.Second, time.Second), "HaveTimeWait matcher expects at most 1 argument, and was given 2"},
		{w.c, HaveTimeWait(HaveLen(1)), "HaveTimeWait matcher HaveLen matcher expects"},
		{timeline.Incarnation{}, HaveTimeWait(), "HaveTimeWait matcher expects an incarnation of a timeline, and got the zero value"},
		{[]timeline.Incarnation{{}}, HaveTimeWait(), "HaveTimeWait matcher expects an incarnation of a timeline, and got the zero value"},
		{(*fixture.Host)(nil), HaveTimeWait(), "HaveTimeWait matcher expects a host of a network, and got nil or a zero value"},
		{(*fixture.Network)(nil), HaveTimeWait(), "HaveTimeWait matcher expects a network, and got nil"},
		{forgetful.c, HaveTimeWait(), "HaveTimeWait matcher needs the beginning of the connection, which the timeline lacks"},
		{w.n, HaveTimeWaitLeft(time.Second), "HaveTimeWaitLeft matcher expects a *fixture.Conn, a net.Conn that wraps one (with NetConn), or a fixture.Socket.  Got:"},
		{w.c, HaveTimeWaitLeft(nil), "HaveTimeWaitLeft matcher expects a time.Duration or a matcher for one as its argument.  Got:\n    <nil>: nil"},
		{w.c, HaveRestartedTimeWait("x"), "HaveRestartedTimeWait matcher expects as its arguments a number or a matcher for one, and timeline.Filter or tcp.Flags values.  Argument 1 is:\n    <string>: x"},
		{w.c, HaveRestartedTimeWait(1, 2), "HaveRestartedTimeWait matcher expects at most one number, and was given several"},
		{w.c, HaveSent(timeline.From("clinet")), `HaveSent matcher was given an invalid filter: timeline: no host or peer "clinet"`},
		{w.c, HaveClosedWithRST(timeline.From("clinet")), `HaveClosedWithRST matcher was given an invalid filter: timeline: no host or peer "clinet"`},
		{w.c, HaveClosedWithRST("linger"), "HaveClosedWithRST matcher expects timeline.ResetCause, timeline.Filter and tcp.Flags values as its arguments.  Argument 1 is:\n    <string>: linger"},
		{w.client.Sockets(), HaveClosedFirst(), "HaveClosedFirst matcher expects a *fixture.Conn"},
		{w.c, HaveStates(), "HaveStates matcher expects a state to compare with, and was given none"},
		{w.c, HavePassedThrough(tcp.State(99)), "HavePassedThrough matcher expects known states, and was given the number 99"},
		{w.c, HaveSkippedTimeWait(timeline.NotOver), `HaveSkippedTimeWait matcher expects reasons for an end without TIME-WAIT, and "it is not over" is none`},
		{w.c.Probe(), RejectIncarnation(fixture.Accepted), `RejectIncarnation matcher expects ways to reject an attempt, and "accepted" is none`},
		{&fixture.Reopening{Outcome: fixture.Ignored}, RejectIncarnation(), "RejectIncarnation matcher expects a *fixture.Reopening"},
		{w.client, HaveSockets(-1), "HaveSockets matcher expects a number of 0 or more, and was given -1"},
		{w.client, HaveStates(tcp.Closed), "HaveStates matcher expects a *fixture.Conn"},
		{w.c, HaveBlockedInClose(5), "HaveBlockedInClose matcher expects a time.Duration or a matcher for one as its argument.  Got:\n    <int>: 5"},
		{w.c, HaveLostWritten(tcp.FIN), "HaveLostWritten matcher expects a number of bytes or a matcher for one as its argument"},
		{w.c, HaveTimedOut(1), "HaveTimedOut matcher expects a time.Duration or a matcher for one as its argument.  Got:\n    <int>: 1"},
		{w.c, HaveSockets(1), "HaveSockets matcher expects a *fixture.Host, a *fixture.Network or a []fixture.Socket.  Got:"},
		{(*fixture.Host)(nil), HaveSockets(1), "HaveSockets matcher expects a *fixture.Host, a *fixture.Network or a []fixture.Socket.  Got:"},
		{w.client, HaveSockets("1"), "HaveSockets matcher expects a number (an int) or a matcher for one as its argument.  Got:\n    <string>: 1"},
		{w.client, HaveSockets(1, "TIME-WAIT"), "HaveSockets matcher expects as conditions tcp.State values and matchers for a fixture.Socket.  Condition 1 is:\n    <string>: TIME-WAIT"},
		{w.client, HaveSockets(1, HaveLen(3)), "HaveSockets matcher cannot use a condition on a socket: HaveLen matcher expects"},
		{w.client, HaveSockets(1, BeToward("")), `HaveSockets matcher cannot use a condition on a socket: BeToward matcher expects a remote end such as "server", "server:80", ":80", "10.0.0.2" or "10.0.0.2:80".  Got:` + "\n    \"\""},
		{w.client, HaveSockets(1, BeToward("server:http")), `expects a remote end such as`},
		{w.client, HaveSockets(1, BeToward("fd00::1:2:")), `expects a remote end such as`},
		{w.client, HaveSockets(0, BeToward("sever:80")), `HaveSockets matcher was given an unknown remote end: no host or peer "sever"`},
		{w.n, HaveLeakedSockets(BeToward("sever")), `HaveLeakedSockets matcher was given an unknown remote end: no host or peer "sever"`},
		{w.client, HaveDialed(0, "server", "sever:80"), `HaveDialed matcher was given an unknown remote end: no host or peer "sever"`},
		{w.client, HaveLeakedSockets(1), "HaveLeakedSockets matcher expects as conditions"},
		{w.c, BeHeld(), "BeHeld matcher expects a fixture.Socket.  Got:"},
		{w.c, HaveDialed(1), "HaveDialed matcher expects a *fixture.Host or a *fixture.Network.  Got:"},
		{w.client, HaveDialed(1, "a:b:c"), "HaveDialed matcher expects a remote end such as"},
		{forgetful.client, HaveDialed(1), "HaveDialed matcher needs the whole timeline, but its first"},
		{forgetful.client, HaveTimeWait(), "HaveTimeWait matcher needs the whole timeline, but its first"},
		{forgetful.n, HaveSent(tcp.RST), "HaveSent matcher needs the whole timeline, but its first"},
		{w.n, HaveFreePorts(1, "server:80"), "HaveFreePorts matcher expects a *fixture.Host.  Got:"},
		{w.client, HaveFreePorts(1, "nowhere:80"), "HaveFreePorts matcher cannot count the ports: fixture: free ports of client: lookup nowhere"},
		{w.client, HaveFreePorts(1, "server"), "HaveFreePorts matcher cannot count the ports: fixture: free ports of client: address server: missing port in address"},
		{3, HaveSent(), "HaveSent matcher expects a *fixture.Conn, a net.Conn that wraps one (with NetConn) or a timeline.Incarnation, a *fixture.Host, a *peer.Peer, a *fixture.Network or a *timeline.Timeline.  Got:"},
		{(*fixture.Network)(nil), HaveSent(), "HaveSent matcher expects a *fixture.Conn, a net.Conn that wraps one"},
		{(*fixture.Host)(nil), HaveSent(), "HaveSent matcher expects a *fixture.Conn, a net.Conn that wraps one"},
		{(*peer.Peer)(nil), HaveSent(), "HaveSent matcher expects a *fixture.Conn, a net.Conn that wraps one"},
		{(*timeline.Timeline)(nil), HaveSent(), "HaveSent matcher expects a *fixture.Conn, a net.Conn that wraps one"},
		{w.c, RejectIncarnation(), "RejectIncarnation matcher expects a *fixture.Reopening, which Conn.Probe and Conn.Redial return.  Got:"},
		{(*fixture.Reopening)(nil), AcceptIncarnation(), "AcceptIncarnation matcher expects a *fixture.Reopening"},
		{&fixture.Reopening{}, AcceptIncarnation(), "AcceptIncarnation matcher expects a *fixture.Reopening"},
		{lost.s.Probe(), RejectIncarnation(), "RejectIncarnation matcher expects an attempt whose SYN has arrived, and the answer to it: new incarnation of "},
		{w.c, HaveReadEarlierData(tcp.SYN), "HaveReadEarlierData matcher expects a number of bytes or a matcher for one as its argument"},
		{w.client, HaveReadEarlierData(), "HaveReadEarlierData matcher expects a *fixture.Conn"},
	} {
		ok, err := k.m.Match(k.actual)
		if err == nil || ok {
			t.Errorf("no error: want %s", k.want)
		} else if !strings.Contains(err.Error(), k.want) {
			t.Errorf("the error is\n%s\nwant\n%s", err, k.want)
		}
	}
}

// Of a list a question has to hold for all, or for none with NotTo.
func TestLists(t *testing.T) {
	g := NewWithT(t)
	w := closed(t)
	c, s := w.dial()
	w.ok(s.Close())
	w.ok(c.Close())
	w.advance(time.Hour)
	g.Expect([]*fixture.Conn{w.c, s}).To(And(HaveClosedFirst(), HaveClosedWithFIN(), BeInState(tcp.Closed)))
	g.Expect([]*fixture.Conn{w.s, c}).NotTo(HaveClosedFirst())
	g.Expect(w.n.Timeline().Incarnations()).To(HaveClosedWithFIN())
	all := w.n.Timeline().Incarnations(timeline.OnHost("client"))
	for _, polarity := range []struct {
		ask   func(g Gomega)
		needs string
	}{
		{func(g Gomega) { g.Expect(all).To(HaveClosedFirst()) }, "To needs all.\nExpected all to have closed first.\n"},
		{func(g Gomega) { g.Expect(all).NotTo(HaveClosedFirst()) }, "NotTo needs none.\nExpected none to have closed first.\n"},
		{func(g Gomega) { g.Expect(all).ShouldNot(HaveClosedFirst()) }, "NotTo needs none.\nExpected none to have closed first.\n"},
		{func(g Gomega) { g.Expect(all).To(Not(HaveClosedFirst())) }, "To needs all, NotTo none.\nExpected all or none to have closed first.\n"},
	} {
		text := failing(polarity.ask)
		g.Expect(text).To(ContainSubstring("HaveClosedFirst matcher: 1 of 2 connections matches, and " + polarity.needs))
		g.Expect(text).To(ContainSubstring("server closed first"))
	}
	_, err := HaveClosedFirst().Match([]timeline.Incarnation{})
	g.Expect(err).To(MatchError("HaveClosedFirst matcher expects at least one connection, and was given an empty list"))
}

// A connection is found in what wraps it.
func TestWrapped(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	c := tls.Client(w.c, &tls.Config{})
	g.Expect(c).To(BeInState(tcp.Established))
	w.ok(c.NetConn().Close())
	g.Expect(c).To(And(HaveClosedFirst(), HaveSent(tcp.FIN), HaveStates(tcp.SynSent, tcp.Established, tcp.FinWait1, tcp.FinWait2)))
	x, _ := w.c.Incarnation()
	g.Expect(x).To(And(HaveClosedFirst(), BeInState(tcp.FinWait2)))
	g.Expect(w.client.Sockets()).To(ContainElement(And(BeInState(tcp.FinWait2), BeToward("server"), HaveField("Timed", true))))
	g.Expect(w.client).To(WithTransform((*fixture.Host).Sockets, HaveLen(1)))
	g.Expect(w.c).To(WithTransform(ending, HaveField("First", "client")))
	p := w.n.Peer("peer")
	g.Expect(p).NotTo(HaveSent())
	g.Expect([]timeline.Incarnation{x}).NotTo(HaveTimeWait())
}

func ending(c *fixture.Conn) timeline.Ending {
	x, _ := c.Incarnation()
	return x.Ending()
}
