package loss

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// segmentSize is C-74: the size of segments and the cost of one loss.
func segmentSize() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-74",
		Group: "stream",
		Title: "Segments respect the peer's MSS, and only the lost segment is retransmitted.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.7.1, MUST-14, MUST-15, MUST-16", "the MSS option, 536 without it over IPv4, and the largest segment that may be sent"),
			sources.Clause("RFC 7323, section 2.3", "the window of a segment is shifted by the sender's announced scale"),
			sources.Claim("A34", "TCP limits segments to the MSS because one lost fragment loses the whole datagram"),
		},
	}
	for _, network := range []string{"tcp4", "tcp6"} {
		s.Cases = append(s.Cases, lab.Observe(network+": sizes of 14,600 bytes", func(l *lab.Lab) string {
			c, _ := l.Connect(network)
			lab.Got(c.Write(make([]byte, 14600)))
			return sizes(l)
		}))
	}
	for _, mss := range []uint16{0, 100, 536, 1000, 9000} {
		name := "MSS option of " + strconv.Itoa(int(mss))
		if mss == 0 {
			name = "no MSS option"
		}
		s.Cases = append(s.Cases, lab.Observe(name+": sizes of 3000 bytes", func(l *lab.Lab) string {
			var options []peer.Option
			if mss > 0 {
				options = append(options, peer.MSS(mss))
			}
			i := l.PeerIn(tcp.Established, options...)
			lab.Got(l.Conn(i.Socket).Write(make([]byte, 3000)))
			l.Answer(i.Peer)
			for range 9 { // a small window at first
				i.Peer.SendACK()
				l.Answer(i.Peer)
			}
			return sizes(l)
		}))
	}
	return s.With(
		lab.Observe("a window of 2 and a window scale of 7: size of 1000 bytes", func(l *lab.Lab) string {
			i := l.PeerIn(tcp.Established, peer.WindowScale(7))
			i.Peer.SendACK(tcp.WithWindow(2))
			lab.Got(l.Conn(i.Socket).Write(make([]byte, 1000)))
			l.Answer(i.Peer)
			return sizes(l)
		}),
		lab.Observe("the fifth of ten is lost: sent again", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(l.Net.On(timeline.Data()).Nth(5).Drop().Err())
			lab.Got(c.Write(make([]byte, 14600)))
			l.Advance(time.Minute)
			return resentSizes(l)
		}),
		lab.Observe("the MSS options of both sides", func(l *lab.Lab) string {
			l.Connect("tcp4")
			var out []string
			for _, e := range l.Net.Timeline().Events(timeline.Sent, timeline.Flags(tcp.SYN)) {
				out = append(out, e.Host+" "+strconv.Itoa(int(e.Segment.Options.MSS)))
			}
			return strings.Join(out, ", ")
		}),
	)
}

// resentSizes lists the payload sizes of retransmitted segments.
func resentSizes(l *lab.Lab) string {
	var out []string
	for _, e := range l.Net.Timeline().Events(timeline.Sent, timeline.Data()) {
		if e.Analysis == timeline.Retransmission {
			out = append(out, fmt.Sprintf("of %d", e.Segment.Len))
		}
	}
	return lab.List(lab.Tally(out), ", ")
}

// sizes lists the payload sizes of the sent segments.
func sizes(l *lab.Lab) string {
	var out []string
	for _, e := range l.Net.Timeline().Events(timeline.Sent, timeline.Data()) {
		out = append(out, fmt.Sprintf("of %d", e.Segment.Len))
	}
	return lab.List(lab.Tally(out), ", ")
}
