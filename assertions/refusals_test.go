package assertions_test

import (
	"net"
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

// endless is a connection that wraps itself.
type endless struct{ net.Conn }

func (e endless) NetConn() net.Conn { return e }

// mayChange is what Eventually asks a matcher.
func mayChange(m types.GomegaMatcher, actual any) bool {
	return m.(interface{ MatchMayChangeInTheFuture(any) bool }).MatchMayChangeInTheFuture(actual)
}

// A question that makes no sense is refused whatever the answer would be. No NotTo passes
// because of it, and Eventually does not wait for another answer.
func TestRefusals(t *testing.T) {
	w := newWorld(t)
	for range 20 {
		c, s := w.dial()
		w.ok(c.Abort())
		w.ok(s.Close())
	}
	forgetful := newWorld(t, fixture.History(60))
	for range 20 {
		c, s := forgetful.dial()
		w.ok(c.Abort())
		w.ok(s.Close())
	}
	recent, _ := forgetful.dial()
	nothing := w.n.Host("empty")
	const (
		negative = "expects a number of 0 or more, and was given -1"
		given    = "HaveLen matcher expects"
		sides    = "expects a *fixture.Conn, a net.Conn that wraps one"
		hosts    = "expects a *fixture.Host, a *fixture.Network or a []fixture.Socket.  Got:"
	)
	for _, k := range []struct {
		actual any
		m      types.GomegaMatcher
		want   string
	}{
		{w.c, HaveSent(-1), negative},
		{w.c, HaveReceived(-1, tcp.FIN), negative},
		{w.c, HaveRestartedTimeWait(-1), negative},
		{w.c, HaveLostWritten(-1), negative},
		{w.c, HaveLostUnread(-1), negative},
		{w.c, HaveReadEarlierData(-1), negative},
		{w.client, HaveDialed(-1), negative},
		{w.client, HaveFreePorts(-1, "server:80"), negative},
		{w.client, HaveSockets(-1), negative},
		{w.c, HaveLostWritten(HaveLen(1)), given},
		{w.c, HaveLostUnread(HaveLen(1)), given},
		{w.c, HaveTimedOut(HaveLen(1)), given},
		{w.c, HaveBlockedInClose(HaveLen(1)), given},
		{w.c, HaveTimeWaitLeft(HaveLen(1)), given},
		{w.c, HaveTimeWait(HaveLen(1)), given},
		{[]*fixture.Conn{w.s}, HaveTimeWait(HaveLen(1)), given},
		{nothing, HaveSockets(0, BeToward("server:http")), "expects a remote end such as"},
		{nothing, HaveSockets(0, tcp.Closed, HaveField("Agee", 5)), "could not find field named 'Agee'"},
		{nothing, HaveLeakedSockets(HaveField("Agee", 5)), "could not find field named 'Agee'"},
		{w.client, HaveSockets(0, tcp.TimeWait, HaveField("Agee", 5)), "could not find field named 'Agee'"},
		{w.c, HaveSent("x"), "HaveSent matcher expects as its arguments a number"},
		{w.c, HaveSent(1, 2), "HaveSent matcher expects at most one number"},
		{w.c, HaveRestartedTimeWait(0, timeline.Port(9)), "was given an invalid filter"},
		{w.client, HaveSockets(0, BeToward("server"), BeToward("sever")), `no host or peer "sever"`},
		{w.client, HaveLeakedSockets(HaveLen(3)), given},
		{3, HaveLeakedSockets(), hosts},
		{&fixture.Host{}, HaveLeakedSockets(), hosts},
		{&fixture.Host{}, HaveSockets(0), hosts},
		{(*fixture.Network)(nil), HaveSockets(0), hosts},
		{&fixture.Host{}, HaveTimeWait(), "expects a host of a network, and got nil or a zero value"},
		{&fixture.Host{}, HaveSent(), sides},
		{(*peer.Peer)(nil), HaveSent(), sides},
		{(*timeline.Timeline)(nil), HaveTimeWait(), "expects a timeline, and got nil"},
		{[]*fixture.Conn{w.c, nil}, HaveTimeWait(), sides},
		{[]*fixture.Conn{w.c, nil}, BeInState(tcp.Established), sides},
		{endless{}, BeInState(tcp.Established), sides},
		{recent, HaveReadEarlierData(), "needs the whole timeline"},
	} {
		ok, err := k.m.Match(k.actual)
		if ok || err == nil || !strings.Contains(err.Error(), k.want) {
			t.Errorf("%v of a %T: %t, %v, want the error %q", k.m, k.actual, ok, err, k.want)
		}
		if mayChange(k.m, k.actual) {
			t.Errorf("%v of a %T: the answer is told to change", k.m, k.actual)
		}
	}
	if ok, err := HaveClosedFirst().Match(closed(t).pair()); ok || err == nil {
		t.Errorf("some match: %t, %v, want no answer", ok, err)
	}
	for _, k := range []struct {
		m      types.GomegaMatcher
		actual any
	}{{BeHeld(), 3}, {BeToward(""), w.socket()}} {
		if ok, err := k.m.Match(k.actual); ok || err == nil {
			t.Errorf("%v of %v: %t, %v, want an error", k.m, k.actual, ok, err)
		}
	}
}

// pair are both ends of the connection.
func (w *world) pair() []*fixture.Conn { return []*fixture.Conn{w.c, w.s} }

// Every value that is documented is accepted, in any order.
func TestAcceptedValues(t *testing.T) {
	g := NewWithT(t)
	w := closed(t)
	r := w.c.Probe(tcp.SeqOffset(-1))
	g.Expect(r).To(RejectIncarnation(fixture.Ignored, fixture.Refused))
	g.Expect(r).To(RejectIncarnation(fixture.Refused, fixture.Ignored))
	g.Expect(r).NotTo(RejectIncarnation(fixture.Refused, fixture.InUse))
	g.Expect(mayChange(RejectIncarnation(), r)).To(BeFalse())
	g.Expect(w.s).To(HaveSkippedTimeWait(timeline.ClosedSecond, timeline.GaveUp))
	g.Expect(w.s).To(HaveSkippedTimeWait(timeline.GaveUp, timeline.ClosedSecond))
	g.Expect(w.n).To(HaveTimeWait())
	g.Expect([]net.Conn{w.c, w.s}).To(HaveClosedWithFIN())
	g.Expect([]net.Conn{w.s}).NotTo(HaveClosedFirst())
	g.Expect(w.client.Sockets()).To(HaveSockets(1, BeToward("server")))
	g.Expect(w.n.Timeline()).To(HaveTimeWait())

	_, err := w.client.Dial("tcp", "server:81")
	g.Expect(err).To(HaveOccurred())
	list := w.n.Timeline().Incarnations(timeline.OnHost("client"))
	g.Expect(list[len(list)-1]).NotTo(HaveSkippedTimeWait(timeline.NeverOpen, timeline.HostCrashed))
	c, _ := w.dial()
	w.ok(w.client.Crash())
	g.Expect(c).To(HaveSkippedTimeWait(timeline.HostCrashed))
}

// A matcher of the application's that can be asked of the sockets and times there are is
// asked of no others.
func TestGivenMatchersAreAskedOfWhatThereIs(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	var asked []fixture.Socket
	collects := Satisfy(func(s fixture.Socket) bool {
		asked = append(asked, s)
		return true
	})
	g.Expect(w.client).To(HaveSockets(1, tcp.Established, collects))
	g.Expect(asked).To(Equal(w.client.Sockets()))
	var times []time.Duration
	g.Expect(closed(t).advance(time.Hour).c).To(HaveTimeWait(Satisfy(func(d time.Duration) bool {
		times = append(times, d)
		return true
	})))
	g.Expect(times).To(Equal([]time.Duration{time.Minute}))
	g.Expect(w.client).To(HaveSockets(0, BeToward(":81"), HaveField("Remote.Addr().As4()", Not(BeZero()))))
}
