package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// assassination is C-16: a RST that arrives in TIME-WAIT.
func assassination() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-16",
		Group: "time-wait",
		Title: "A RST does not end TIME-WAIT, whatever its sequence number.",
		Sources: []sources.Source{
			sources.Clause("RFC 1337, section 3, F1", "ignore RST segments in TIME-WAIT"),
			sources.Clause("RFC 9293, section 3.10.7.4, second", "in TIME-WAIT a RST with the expected sequence number ends the connection"),
			sources.Clause("RFC 5961, section 3.2", "a RST must have exactly the expected sequence number"),
			sources.Claim("A22", "segments that arrive during 2MSL are discarded"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_PROCESSING_04", "a RST in TIME-WAIT leads to CLOSED"),
			sources.Specification("OPEN Alliance TC8, TCP_FLAGS_INVALID_15", "a RST outside of the window is ignored"),
		},
	}
	for _, flags := range []tcp.Flags{tcp.RST, tcp.RST | tcp.ACK} {
		for _, offset := range []int{-1, 0, 5, 1 << 30} {
			name := flags.String() + " with " + lab.RelativeTo("RCV.NXT", offset)
			s.Cases = append(s.Cases, lab.Arrivals(name, plainTimeWait, func(old lab.Conversation) *peer.Conn {
				old.Peer.Send(flags, tcp.SeqOffset(offset))
				return old.Peer
			})...)
		}
	}
	s.Cases = append(s.Cases,
		lab.Observe("an old duplicate arrives after 30s: segments that follow", func(l *lab.Lab) string {
			_, mark := figure1(l)
			return l.Sent(mark)
		}),
		lab.Observe("an old duplicate arrives after 30s: sequence number of the RST", func(l *lab.Lab) string {
			c, mark := figure1(l)
			return rstPosition(l, c, mark)
		}),
		lab.Observe("an old duplicate arrives after 30s: TIME-WAIT lasted", func(l *lab.Lab) string {
			c, _ := figure1(l)
			return l.WholeTimeWait(c)
		}),
		lab.Observe("an old duplicate arrives after 30s, then the FIN again: answer to the FIN", func(l *lab.Lab) string {
			l.Server()
			lab.Must(l.Net.On(timeline.Flags(tcp.FIN), timeline.From("server")).Duplicate(31 * time.Second).Err())
			c, _ := figure1(l)
			mark := l.Mark()
			l.Advance(time.Second)
			return l.SentBy(l.HostOf(c), mark)
		}),
	)
	return s
}

// rstPosition compares the sequence number of the last RST since a mark with the
// receiver's next expected number, which its last ACK contains.
func rstPosition(l *lab.Lab, c lab.Conn, mark int) string {
	var expects uint32
	position := "not sent"
	for e := range l.Net.Timeline().Since(mark) {
		switch {
		case e.Kind != timeline.Sent:
		case e.Host == l.HostOf(c):
			expects = e.Segment.Ack
		case e.Segment.Flags.Has(tcp.RST):
			position = lab.RelativeTo("RCV.NXT", int(int32(e.Segment.Seq-expects)))
		}
	}
	return position
}
