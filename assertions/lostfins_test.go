package assertions_test

import (
	"strings"
	"testing"
	"time"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A failure tells of the FINs that were lost and that the connection still lacks, and of no
// other ones.
func TestLostFINs(t *testing.T) {
	once := func(w *world, from string) {
		w.n.On(timeline.From(from), timeline.Flags(tcp.FIN)).Nth(1).Named("lose one").Drop()
	}
	const lost = "lost on the way"
	for name, k := range map[string]struct {
		do          func(w *world) *fixture.Conn
		state       tcp.State
		want, never []string
	}{
		"the own one, and another one has arrived": {func(w *world) *fixture.Conn {
			once(w, "client")
			w.ok(w.c.CloseWrite())
			w.advance(time.Minute)
			return w.c
		}, tcp.FinWait2, []string{"it has sent a FIN and received none."}, []string{lost}},
		"the other side's, and another one has arrived": {func(w *world) *fixture.Conn {
			once(w, "client")
			w.ok(w.c.CloseWrite())
			w.advance(time.Minute)
			return w.s
		}, tcp.CloseWait, []string{"it has received a FIN and sent none", "Close this side too."}, []string{lost}},
		"the own one after the other side's": {func(w *world) *fixture.Conn {
			once(w, "client")
			w.ok(w.c.CloseWrite())
			w.advance(time.Minute)
			w.n.On(timeline.From("server"), timeline.Flags(tcp.FIN)).Nth(1).Named("lose another").Drop()
			w.ok(w.s.Close())
			return w.s
		}, tcp.LastAck, []string{"1 FIN was lost on the way (rule: lose another"}, []string{"lose one"}},
		"both, in CLOSING": {func(w *world) *fixture.Conn {
			w.n.On(timeline.From("client")).Named("lose all").Drop()
			w.ok(w.c.CloseWrite())
			w.ok(w.s.CloseWrite())
			return w.c
		}, tcp.Closing, []string{"1 FIN was lost on the way (rule: lose all"}, nil},
		"on a link": {func(w *world) *fixture.Conn {
			w.ok(w.n.Link("client", "server").Partition())
			w.ok(w.c.Close())
			return w.c
		}, tcp.FinWait1, []string{"1 FIN was lost on the way (partition).", "Let the FIN arrive: it is lost on the way."}, []string{"rule"}},
		"of a host with itself": {func(w *world) *fixture.Conn {
			c, s, err := w.n.Pair(w.client, w.client)
			w.ok(err)
			w.n.On(timeline.From(s.LocalAddr().String())).Named("lose one side").Drop()
			w.ok(s.Close())
			w.ok(c.Close())
			return c
		}, tcp.FinWait1, []string{"both sides have sent a FIN, but the one from the other side has not arrived. 1 FIN was lost"}, nil},
		"an injected one": {func(w *world) *fixture.Conn {
			w.n.On(timeline.From("server")).Named("lose all").Drop()
			forge(t, w.n, w.c, tcp.Segment{Flags: tcp.FIN | tcp.ACK, Seq: 1, Ack: 1})
			w.ok(w.c.Close())
			return w.c
		}, tcp.FinWait1, []string{"both sides have sent a FIN, but the one from the other side has not arrived."}, nil},
		"none": {func(w *world) *fixture.Conn {
			w.ok(w.c.Close())
			return w.c
		}, tcp.FinWait2, []string{"it has sent a FIN and received none.", "Close the other side too."}, []string{lost, "both sides"}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			c := k.do(newWorld(t))
			if s := c.State(); s != k.state {
				t.Errorf("it is in %s: want %s", s, k.state)
			}
			said, _ := text(t, HaveClosedWithFIN(), c)
			says(t, said, k.want, k.never)
		})
	}
}
