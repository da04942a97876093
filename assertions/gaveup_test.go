package assertions_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"github.com/onsi/gomega/types"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// silenced makes a rule that loses all that a host sends from now on.
func (w *world) silenced(host string) { w.n.On(timeline.From(host)).Named("silence " + host).Drop() }

// nobody is a connection of the client with an address that no host has: the test makes
// the segments that arrive, from the sequence number 0 on. isn is the client's first one.
func (w *world) nobody() (c *fixture.Conn, isn uint32) {
	w.t.Helper()
	dial := w.n.Go(func() (err error) { c, err = w.client.Dial("tcp", "10.0.0.99:80"); return err })
	w.advance(time.Millisecond)
	syn := w.n.Timeline().Events(timeline.Sent, timeline.Flags(tcp.SYN), timeline.To("10.0.0.99"))[0].Segment
	p, err := tcp.Segment{Src: syn.Dst, Dst: syn.Src, TTL: 64, Flags: tcp.SYN | tcp.ACK, Ack: syn.Seq + 1, Window: 1000}.Packet()
	w.ok(err)
	w.ok(w.n.Inject(p))
	w.advance(time.Millisecond)
	w.ok(dial.Err())
	return c, syn.Seq
}

// givenUp are questions about sides that a timer ended, for TestMessages. The failure names
// the segments for lack of which, and no others.
var givenUp = []question{
	{"given-up-answers-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.silenced("server")
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	{"given-up-some-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Data()).Times(5).Named("lose five").Drop()
		w.silenced("server")
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveTimedOut()
	}, true},
	// The ACK that is lost last is not why the client gives up.
	{"given-up-ACK-lost-later", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.silenced("client")
		w.ok(w.s.SetKeepAlive(false))
		w.write(w.c, "hello")
		w.advance(19 * time.Minute)
		w.write(w.s, "x")
		return w.advance(time.Hour).c, HaveTimedOut()
	}, true},
	{"given-up-data-behind-a-partition", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").Partition())
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveTimedOut()
	}, true},
	{"given-up-before-the-link-heals", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").Partition())
		w.write(w.s, "hello")
		w.advance(3 * time.Minute)
		w.ok(w.n.Link("client", "server").Heal())
		return w.advance(time.Hour).c, HaveTimedOut()
	}, true},
	{"given-up-half-and-lost-once-before", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Flags(tcp.FIN)).Times(1).Named("lose one").Drop()
		w.ok(w.c.Close())
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	{"given-up-lost-once-before", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Data()).Times(1).Named("lose one").Drop()
		w.write(w.c, "hello")
		w.advance(10 * time.Second)
		w.silenced("client")
		w.write(w.c, "world")
		return w.advance(time.Hour).c, HaveLostWritten(5)
	}, true},
	{"given-up-idle-lost-once-before", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Data()).Times(1).Named("lose one").Drop()
		w.write(w.c, "hello")
		w.advance(10 * time.Second)
		w.ok(w.n.Link("client", "server").Partition())
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	{"given-up-idle-answers-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Times(1).Named("lose one").Drop()
		w.ok(w.s.CloseWrite())
		w.ok(w.s.SetKeepAlive(false))
		w.advance(10 * time.Second)
		w.silenced("server")
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	// A loss at the instant at which the last segment arrived counts.
	{"given-up-idle-data-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t).advance(10 * time.Second)
		w.write(w.s, "a")
		w.silenced("server")
		w.write(w.s, "b")
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	// A loss at that instant, but before the last segment was sent, does not.
	{"given-up-idle-hole-before-the-last-arrival", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t).advance(10 * time.Second)
		w.n.On(timeline.From("server"), timeline.Data()).Times(1).Named("lose one").Drop()
		w.write(w.s, "b")
		w.write(w.s, "a")
		w.silenced("server")
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	// The last segment arrives later than what was sent after it and is lost.
	{"given-up-idle-lost-behind-the-last-arrival", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").SetLatency(time.Second))
		w.write(w.s, "a")
		w.silenced("server")
		w.write(w.s, "b")
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	// Each retransmission is lost once, however many copies of it are.
	{"given-up-copies-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").SetLatency(time.Second))
		w.n.On(timeline.From("client"), timeline.Data()).Times(5).Duplicate(time.Millisecond)
		w.ok(w.server.Crash())
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	// One of two copies arrives, and then the host is down for the other.
	{"given-up-one-copy-arrived", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.n.Link("client", "server").SetLatency(time.Second))
		w.n.On(timeline.From("server")).Delay(2 * time.Hour)
		w.write(w.c, "hello")
		w.advance(2 * time.Second)
		w.n.On(timeline.From("client"), timeline.Data()).Duplicate(time.Millisecond)
		w.advance(2 * time.Second) // the next one was sent at 3 s
		w.ok(w.server.Crash())
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	// A segment that arrives later is not lost.
	{"given-up-all-late", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Data()).Delay(2 * time.Hour)
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	// Arrivals between two retransmissions change nothing about them.
	{"given-up-among-probes", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.silenced("client")
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	// The last segment arrives and finds no room: its loss is no silence.
	{"given-up-idle-without-room", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.SetReadBuffer(2000))
		w.write(w.s, strings.Repeat("x", 5000))
		w.silenced("server")
		return w.advance(time.Hour).c, HaveTimedOut(time.Minute)
	}, false},
	{"reset-by-shutdown", func(t *testing.T) (any, types.GomegaMatcher) {
		n := fixture.New(t, fixture.LinuxModels(false))
		c, s, err := n.Pair(n.Host("client"), n.Host("server"))
		w := &world{t: t, n: n}
		w.ok(err)
		w.write(c, "hello")
		w.advance(time.Second)
		w.ok(s.CloseWrite())
		w.ok(s.CloseRead())
		return s, HaveClosedWithFIN()
	}, false},
	// A reset in place of giving up: the answer to a probe stands behind the FIN that is lost.
	{"reset-behind-a-gap", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Named("lose FINs").Drop()
		w.ok(w.c.Close())
		w.ok(w.s.Close())
		return w.advance(time.Minute).c, HaveClosedWithFIN()
	}, false},
	{"given-up-SYN-ACK-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.silenced("server")
		w.n.Go(func() error { _, err := w.client.Dial("tcp", "server:80"); return err })
		w.advance(time.Millisecond)
		w.ok(w.client.Crash())
		w.advance(time.Hour)
		return w.incarnation("server", 1), HaveTimedOut()
	}, true},
	{"given-up-few-probes", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 3}))
		w.silenced("client")
		return w.advance(time.Hour).c, HaveClosedFirst()
	}, false},
	{"given-up-four-probes", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.ok(w.c.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 4}))
		w.silenced("client")
		return w.advance(time.Hour).c, HaveClosedFirst()
	}, false},
	// In FIN-WAIT-2 only the FIN of the other side matters.
	{"given-up-FIN-behind-a-partition", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		w.n.On(timeline.From("client"), timeline.Flags(tcp.FIN)).Times(1).Named("lose one").Drop()
		w.ok(w.c.Close())
		w.advance(2 * time.Second)
		w.ok(w.n.Link("client", "server").Partition())
		w.ok(w.s.Close())
		return w.advance(time.Hour).c, HaveClosedWithFIN()
	}, false},
	{"given-up-FIN-and-answers-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := half(t)
		w.silenced("server")
		w.ok(w.s.CloseWrite())
		w.advance(time.Second)
		return w.advance(time.Hour).c, BeInState(tcp.FinWait2)
	}, false},
	{"given-up-answers-to-the-FIN-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		// Long enough for the client's TIME-WAIT to end: it answers with RSTs then.
		w := newWorld(t, fixture.OrphanRetries(15))
		w.ok(w.c.Close())
		w.silenced("client")
		w.ok(w.s.Close())
		return w.advance(time.Hour).s, HaveClosedWithFIN()
	}, false},
	{"given-up-FIN-of-nobody-lost", func(t *testing.T) (any, types.GomegaMatcher) {
		w := newWorld(t)
		c, isn := w.nobody()
		w.ok(c.Close())
		forge(t, w.n, c, tcp.Segment{Flags: tcp.ACK, Seq: 1, Ack: isn + 2, Window: 1000})
		w.n.On(timeline.Flags(tcp.FIN)).Named("lose FINs").Drop()
		forge(t, w.n, c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: 1, Ack: isn + 2, Window: 1000})
		w.advance(time.Hour)
		return c, HaveClosedWithFIN()
	}, false},
	{"given-up-alone-on-loopback", func(t *testing.T) (any, types.GomegaMatcher) {
		n := fixture.New(t)
		w := &world{t: t, n: n, client: n.Host("client")}
		var err error
		w.c, w.s, err = n.Pair(w.client, w.client)
		w.ok(err)
		n.On(timeline.From(w.c.LocalAddr().String())).Named("lose one side").Drop()
		w.write(w.c, "hello")
		return w.advance(time.Hour).s, HaveTimedOut()
	}, true},
	{"given-up-by-a-side-of-loopback", func(t *testing.T) (any, types.GomegaMatcher) {
		n := fixture.New(t)
		w := &world{t: t, n: n, client: n.Host("client")}
		var err error
		w.c, w.s, err = n.Pair(w.client, w.client)
		w.ok(err)
		n.On(timeline.From(w.c.LocalAddr().String())).Named("lose one side").Drop()
		w.write(w.c, "hello")
		return w.advance(time.Hour).c, HaveTimedOut()
	}, true},
}
