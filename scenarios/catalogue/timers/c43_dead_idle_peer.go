package timers

import (
	"fmt"
	"net"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// deadIdlePeer is C-43: keep-alives and a crashed peer.
func deadIdlePeer() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-43",
		Group: "keep-alive",
		Title: "Keep-alives detect a dead idle peer after the idle time plus count × interval, and no RST is sent.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.8.4, MUST-25, MUST-28", "keep-alives are off by default, and their default idle time is two hours"),
			sources.Clause("RFC 9293, section 3.8.4, MUST-29", "one unanswered keep-alive does not mean that the peer is dead"),
			sources.Clause("RFC 9293, section 3.8.4, SHLD-12", "a keep-alive carries no data"),
			sources.Claim("A56", "7200 s, 75 s and 9 probes detect a dead peer after at least 2 h 11 min 15 s"),
		},
	}
	for _, x := range []struct {
		name string
		set  net.KeepAliveConfig
	}{
		{"1s, 1s, 2", net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}},
		{"1s, 2s, 3", net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: 2 * time.Second, Count: 3}},
		{"the system's defaults", net.KeepAliveConfig{Enable: true, Idle: -1, Interval: -1, Count: -1}},
		{"Go's defaults", net.KeepAliveConfig{Enable: true}},
	} {
		s.Cases = append(s.Cases,
			lab.Observe(x.name+": sent", func(l *lab.Lab) string {
				c, mark := vanishedPeer(l, x.set)
				outlive(l, c)
				return l.SentWhen("client", mark)
			}),
			lab.Observe(x.name+": read says", func(l *lab.Lab) string {
				c, _ := vanishedPeer(l, x.set)
				r := l.Reads(c)
				outlive(l, c)
				return lab.Ended(r)
			}).To(3*time.Second),
		)
	}
	oneSecond := net.KeepAliveConfig{Enable: true, Idle: time.Second, Interval: time.Second, Count: 2}
	return s.With(
		lab.Observe("without keep-alives: state after 30 days", func(l *lab.Lab) string {
			c, _ := vanishedPeer(l, net.KeepAliveConfig{})
			l.Advance(30 * 24 * time.Hour)
			return c.State().String()
		}),
		lab.Observe("without keep-alives: sent in 30 days", func(l *lab.Lab) string {
			_, mark := vanishedPeer(l, net.KeepAliveConfig{})
			l.Advance(30 * 24 * time.Hour)
			return l.SentBy("client", mark)
		}),
		lab.Observe("a probe's sequence number", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established)
			lab.Must(l.Conn(i.Socket).SetKeepAliveConfig(oneSecond))
			// A kernel's timer may be late, and a second probe would be one too many.
			lab.Got(l.Net.AdvanceUntil(func() bool { return len(i.Peer.Unread()) > 0 }, 2*time.Second))
			probe := i.Peer.Expect(timeline.ExactFlags(tcp.ACK))
			return fmt.Sprintf("%s, %d bytes", lab.RelativeTo("SND.NXT", int(int32(probe.Seq-i.Peer.RcvNxt()))), probe.Len)
		}),
		lab.Observe("states of the side that gave up", func(l *lab.Lab) string {
			c, _ := vanishedPeer(l, oneSecond)
			outlive(l, c)
			return l.States(c)
		}),
		lab.Observe("what ended it", func(l *lab.Lab) string {
			c, _ := vanishedPeer(l, oneSecond)
			outlive(l, c)
			return l.Cause(c)
		}),
	)
}

// outlive advances the clock until the end of a connection, at most a day.
func outlive(l *lab.Lab, c lab.Conn) {
	over := func() bool { return c.State() == tcp.Closed }
	lab.Got(l.Net.AdvanceUntil(over, 24*time.Hour))
}
