package timestamps

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// timestampEcho is C-81: the timestamp that an answer echoes.
func timestampEcho() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-81",
		Group: "timestamps",
		Title: "An ACK echoes the newest timestamp received in sequence, also for a repeated FIN in TIME-WAIT, and none from beyond a gap.",
		Sources: []sources.Source{
			sources.Clause("RFC 7323, section 4.3", "a timestamp is kept if it is not older and its segment does not start above the last acknowledgement sent"),
		},
	}
	for _, x := range []struct {
		name string
		bend tcp.Edit
	}{
		{"the next bytes", nil},
		{"old bytes", tcp.SeqOffset(-5)},
		{"bytes beyond a gap", tcp.SeqOffset(+5)}, // answered before they are looked at
	} {
		for _, ts := range []struct {
			name string
			off  time.Duration
		}{
			{"1s newer", time.Second}, {"1ms newer", time.Millisecond}, {"equal", 0}, {"1s older", -time.Second},
		} {
			s.Cases = append(s.Cases, lab.Observe(x.name+", "+ts.name+": the answer echoes", func(l *lab.Lab) string {
				_, p := quietPeer(l.Portable)
				bends := []tcp.Edit{tcp.TimestampOffset(ts.off)}
				if x.bend != nil {
					bends = append(bends, x.bend)
				}
				p.SendData([]byte("hello"), bends...)
				return echoed(p)
			}))
		}
	}
	return s.With(
		lab.Observe("bytes beyond a gap, 1s newer: the answer to what fills the gap echoes", func(l *lab.Lab) string {
			_, p := quietPeer(l.Portable)
			p.SendData([]byte("world"), tcp.SeqOffset(+5), tcp.Detached(), tcp.TimestampOffset(time.Second))
			p.Expect(timeline.ExactFlags(tcp.ACK))
			p.SendData([]byte("hello"))
			return echoed(p)
		}),
		lab.Observe("TIME-WAIT, the FIN again 1s newer: the answer echoes", func(l *lab.Lab) string {
			old := l.PeerTimeWait(peer.Timestamps(lab.TSStart))
			old.Peer.SendFIN(tcp.SeqOffset(-1), tcp.TimestampOffset(time.Second))
			return echoed(old.Peer)
		}),
		lab.Observe("TIME-WAIT, the FIN again 1s older: the answer echoes", func(l *lab.Lab) string {
			old := l.PeerTimeWait(peer.Timestamps(lab.TSStart))
			old.Peer.SendFIN(tcp.SeqOffset(-1), tcp.TimestampOffset(-time.Second))
			return echoed(old.Peer)
		}),
	)
}

// echoed returns the timestamp that the next segment echoes, relative to the SYN's.
func echoed(p *peer.Conn) string {
	return lab.RelativeTo("TSval of the SYN", int(int32(p.Expect(timeline.ExactFlags(tcp.ACK)).Options.TSEcr-lab.TSStart)))
}
