package assertions_test

import (
	"encoding/binary"
	"testing"
	"time"

	. "github.com/onsi/gomega"

	. "github.com/twcheck/twcheck/assertions"
	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
)

// A host that accepted the new incarnation has ignored nothing, although its answer was
// lost. An attempt of which the SYN or the answer was lost is an error of both matchers,
// which names what was lost, and the rule.
func TestLostAnswersAreNotIgnored(t *testing.T) {
	spoil := func(p []byte) { p[len(p)-1] ^= 1 }
	shorten := func(p []byte) { p[8] = 3; tcp.FixChecksums(p) } // the TTL
	for name, k := range map[string]struct {
		lose          func(n *fixture.Network)
		probe, redial string // what both matchers say; "" for accepted
	}{
		"nothing": {func(*fixture.Network) {}, "", ""},
		"the answer dropped": {func(n *fixture.Network) { n.On(timeline.From("server")).Named("drop it").Drop() },
			"the SYN,ACK from server was dropped (rule: drop it, ", "the SYN,ACK from server was dropped (rule: drop it, "},
		"the way back": {func(n *fixture.Network) { n.Link("client", "server").Toward("client").Partition() },
			"the SYN,ACK from server was dropped (partition)", "the SYN,ACK from server was dropped (partition)"},
		"a link that loses": {func(n *fixture.Network) { n.Link("client", "server").Toward("client").SetLoss(1) },
			"the SYN,ACK from server was dropped (random loss)", "the SYN,ACK from server was dropped (random loss)"},
		"the answer corrupted": {func(n *fixture.Network) { n.On(timeline.From("server")).Named("spoil it").Corrupt(spoil) },
			"the SYN,ACK from server was corrupted (rule: spoil it, ", "the SYN,ACK from server was corrupted (rule: spoil it, "},
		"the answer held": {func(n *fixture.Network) { n.On(timeline.From("server")).Named("hold it").Hold() },
			"the SYN,ACK from server was held (rule: hold it, ", "the SYN,ACK from server was held (rule: hold it, "},
		"the answer delayed": {func(n *fixture.Network) { n.On(timeline.From("server")).Named("delay it").Delay(5 * time.Second) },
			"", "the SYN,ACK from server was delayed by 5s (rule: delay it, "}, // Probe waits
		"the answer edited": {func(n *fixture.Network) { n.On(timeline.From("server")).Corrupt(shorten) }, "", ""},
		"the SYN corrupted": {func(n *fixture.Network) { n.On(timeline.From("client")).Named("spoil it").Corrupt(spoil) },
			"the SYN from client was corrupted (rule: spoil it, ", "the SYN from client was corrupted (rule: spoil it, "},
		"the SYN dropped": {func(n *fixture.Network) { n.On(timeline.From("client")).Named("drop it").Drop() },
			"the SYN from client was dropped (rule: drop it, ", "the SYN from client was dropped (rule: drop it, "},
		"the SYN delayed": {func(n *fixture.Network) {
			n.On(timeline.From("client")).Times(1).Named("delay it").Delay(5 * time.Second)
		},
			"", "the SYN from client was delayed by 5s (rule: delay it, "},
	} {
		for how, want := range map[string]string{"probe": k.probe, "redial": k.redial} {
			t.Run(name+"/"+how, func(t *testing.T) {
				g := NewWithT(t)
				w := newWorld(t)
				w.ok(w.s.Close())
				w.ok(w.c.Close())
				w.advance(time.Second)
				k.lose(w.n)
				var r *fixture.Reopening
				if how == "probe" {
					r = w.s.Probe(tcp.SeqOffset(1))
				} else {
					r = w.c.Redial()
				}
				if want == "" {
					g.Expect(r).To(AcceptIncarnation())
					g.Expect(r).NotTo(RejectIncarnation())
					g.Expect(r.Loss).To(BeEmpty())
					return
				}
				g.Expect(r.Accepted()).To(BeFalse())
				g.Expect(r.Loss).To(HavePrefix(want))
				for _, m := range []interface{ Match(any) (bool, error) }{AcceptIncarnation(), RejectIncarnation(), RejectIncarnation(fixture.Ignored), RejectIncarnation(fixture.Refused)} {
					ok, err := m.Match(r)
					g.Expect(err).To(MatchError(ContainSubstring(want)), "%T: %t", m, ok)
				}
			})
		}
	}
}

// A segment that its host drops is ignored, whatever else goes on.
func TestIgnoredIsNotLost(t *testing.T) {
	g := NewWithT(t)
	w := newWorld(t)
	w.ok(w.s.Close())
	w.ok(w.c.Close())
	w.advance(time.Second)
	w.n.Link("client", "server").Toward("client").Partition()
	g.Expect(w.s.Probe(tcp.SeqOffset(-1))).To(RejectIncarnation(fixture.Ignored))
	w.n.Link("client", "server").Heal()
	w.n.On(timeline.From("client"), timeline.Flags(tcp.SYN)).Corrupt(func(p []byte) {
		seq := p[24:28]
		binary.BigEndian.PutUint32(seq, binary.BigEndian.Uint32(seq)-2)
		tcp.FixChecksums(p)
	})
	g.Expect(w.s.Probe(tcp.SeqOffset(1))).To(RejectIncarnation(fixture.Ignored)) // the rule's SYN arrived
}
