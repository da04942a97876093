package assertions_test

import (
	"strings"
	"testing"
	"time"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// A failure counts the sequence number of a probe from what its receiver had received
// before, whoever has sent something in its name, and whatever came after.
func TestNumberOfAProbe(t *testing.T) {
	for name, k := range map[string]struct {
		try  func(t *testing.T, w *world) *fixture.Reopening
		want string
	}{
		"a forged acknowledgement": {func(t *testing.T, w *world) *fixture.Reopening {
			f := tcp.Segment{Src: end(w.s.LocalAddr()), Dst: end(w.s.RemoteAddr()), TTL: 64, Flags: tcp.ACK, Seq: 5, Ack: 5}
			p, err := f.Packet()
			w.ok(err)
			w.ok(w.n.Inject(p))
			return w.s.Probe(tcp.SeqOffset(3))
		}, "RCV.NXT+3 was answered with an ACK"},
		"data after the probe": {func(t *testing.T, w *world) *fixture.Reopening {
			r := w.s.Probe(tcp.SeqOffset(3))
			w.write(w.c, "more than that")
			return r
		}, "RCV.NXT+3 was answered with an ACK"},
		"a host that is connected to itself": {func(t *testing.T, w *world) *fixture.Reopening {
			c, s, err := w.n.Pair(w.client, w.client)
			w.ok(err)
			w.ok(s.Close())
			w.ok(c.Close()) // the other end has sent the last segment
			return c.Probe(tcp.SeqOffset(3))
		}, "RCV.NXT+3 was answered with a RST"},
		"a RST that answered an earlier probe": {func(t *testing.T, w *world) *fixture.Reopening {
			w.ok(w.l.Close())
			w.ok(w.c.Abort())
			w.s.Probe(tcp.SeqOffset(100))
			return w.s.Probe(tcp.SeqOffset(3))
		}, "RCV.NXT+3 was answered with a RST"},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			said, _ := text(t, AcceptIncarnation(), k.try(t, newWorld(t)))
			says(t, said, []string{k.want}, nil)
		})
	}
}

// The lines of an attempt without a SYN mark how its own side got into the state that it
// was found in: not how the other side did, and not what came later.
func TestLinesOfAnAttemptWithoutASYN(t *testing.T) {
	w := newWorld(t)
	w.ok(w.n.Link("client", "server").SetLatency(time.Millisecond))
	w.ok(w.c.Close())
	w.ok(w.s.Close())
	w.advance(time.Second)
	w.ok(w.n.Link("client", "server").SetLatency(0))
	for host, c := range map[string]*fixture.Conn{"client": w.c, "server": w.s} {
		if s := c.State(); s != tcp.TimeWait {
			t.Fatalf("%s is in %s: want TIME-WAIT", host, s)
		}
		r := c.Redial()
		said, _ := text(t, AcceptIncarnation(), r)
		says(t, said, []string{"No SYN was sent", "▶ +0.002000s " + host + " state"}, nil)
	}
	r := w.c.Redial()
	w.advance(10 * time.Minute)
	again := w.c.Redial()
	s, err := w.l.AcceptTCP()
	w.ok(err)
	w.ok(again.Conn.Close())
	w.ok(s.Close())
	said, _ := text(t, AcceptIncarnation(), r)
	says(t, said, []string{"▶ +0.002000s client state"}, nil)
}
