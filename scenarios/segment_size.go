package scenarios

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// segmentSize is C-74: what one loss costs.
func segmentSize() Scenario {
	s := Scenario{
		ID:    "C-74",
		Group: "stream",
		Title: "Segments are no larger than the MSS of the other side allows, and one that is lost is sent again alone.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.7.1, MUST-14, MUST-15, MUST-16", "the MSS option, 536 without it over IPv4, and the largest segment that may be sent"},
			{Clause, "RFC 7323, section 2.3", "the window of a segment is shifted by the scale that its sender has announced"},
			{Claim, "A34", "because one lost fragment costs the whole datagram, TCP cuts segments to the MSS"},
		},
	}
	for _, network := range []string{"tcp4", "tcp6"} {
		s.Cases = append(s.Cases, Case{network + ": sizes of 14,600 bytes", func(l *lab) string {
			c, _ := l.connect(network)
			got(c.Write(make([]byte, 14600)))
			return l.sizes()
		}})
	}
	for _, mss := range []uint16{0, 100, 536, 1000, 9000} {
		name := "MSS option of " + strconv.Itoa(int(mss))
		if mss == 0 {
			name = "no MSS option"
		}
		s.Cases = append(s.Cases, Case{name + ": sizes of 3000 bytes", func(l *lab) string {
			var options []fixture.PeerOption
			if mss > 0 {
				options = append(options, fixture.MSS(mss))
			}
			i := l.peerIn(tcp.Established, options...)
			got(i.host.Write(make([]byte, 3000)))
			l.answer(i.peer)
			for range 9 { // a small window at first
				i.peer.SendACK()
				l.answer(i.peer)
			}
			return l.sizes()
		}})
	}
	return s.add(
		Case{"a window of 2 and a window scale of 7: size of 1000 bytes", func(l *lab) string {
			i := l.peerIn(tcp.Established, fixture.WindowScale(7))
			i.peer.SendACK(tcp.WithWindow(2))
			got(i.host.Write(make([]byte, 1000)))
			l.answer(i.peer)
			return l.sizes()
		}},
		Case{"the fifth of ten is lost: sent again", func(l *lab) string {
			c, _ := l.connect("tcp4")
			must(l.net.On(fixture.HasPayload()).Nth(5).Drop().Err())
			got(c.Write(make([]byte, 14600)))
			l.advance(time.Minute)
			return l.resentSizes()
		}},
		Case{"the MSS options of both sides", func(l *lab) string {
			l.connect("tcp4")
			var out []string
			for _, e := range l.net.Timeline().Events(fixture.Sent(tcp.SYN)) {
				out = append(out, e.Host+" "+strconv.Itoa(int(e.Segment.Options.MSS)))
			}
			return strings.Join(out, ", ")
		}},
	)
}

// resentSizes tells how much data the segments carry that were sent more than once.
func (l *lab) resentSizes() string {
	var out []string
	for _, e := range l.net.Timeline().Events(fixture.Sent(fixture.HasPayload())) {
		if e.Analysis == fixture.Retransmission {
			out = append(out, fmt.Sprintf("of %d", e.Segment.Len))
		}
	}
	return list(tally(out), ", ")
}

// sizes tells how much data the segments carry that were sent.
func (l *lab) sizes() string {
	var out []string
	for _, e := range l.net.Timeline().Events(fixture.Sent(fixture.HasPayload())) {
		out = append(out, fmt.Sprintf("of %d", e.Segment.Len))
	}
	return list(tally(out), ", ")
}
