package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// assassination is C-16: a RST that arrives in TIME-WAIT.
func assassination() Scenario {
	s := Scenario{
		ID:    "C-16",
		Group: "time-wait",
		Title: "A RST does not end TIME-WAIT, whatever its sequence number.",
		Sources: []Source{
			{Clause, "RFC 1337, section 3, F1", "ignore RST segments in TIME-WAIT"},
			{Clause, "RFC 9293, section 3.10.7.4, second", "in TIME-WAIT a RST with the sequence number that is expected ends the connection"},
			{Clause, "RFC 5961, section 3.2", "a RST must have exactly the sequence number that is expected"},
			{Claim, "A22", "segments that arrive during 2MSL are thrown away"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_PROCESSING_04", "a RST in TIME-WAIT leads to CLOSED"},
			{Specification, "OPEN Alliance TC8, TCP_FLAGS_INVALID_15", "a RST outside of the window is ignored"},
		},
		anyTarget: []string{"RST*"},
	}
	for _, flags := range []tcp.Flags{tcp.RST, tcp.RST | tcp.ACK} {
		for _, offset := range []int{-1, 0, 5, 1 << 30} {
			name := flags.String() + " with " + relativeTo("RCV.NXT", offset)
			s.Cases = append(s.Cases, arrivals(name, plainTimeWait, func(old incarnation) *fixture.PeerConn {
				old.peer.Send(flags, tcp.SeqOffset(offset))
				return old.peer
			})...)
		}
	}
	s.Cases = append(s.Cases,
		Case{"an old duplicate arrives after 30s: segments that follow", func(l *lab) string {
			_, mark := l.figure1()
			return l.sent(mark)
		}},
		Case{"an old duplicate arrives after 30s: sequence number of the RST", func(l *lab) string {
			c, mark := l.figure1()
			return l.rstPosition(c, mark)
		}},
		Case{"an old duplicate arrives after 30s: TIME-WAIT lasted", func(l *lab) string {
			c, _ := l.figure1()
			return l.wholeTimeWait(c)
		}},
		Case{"an old duplicate arrives after 30s, then the FIN again: answer to the FIN", func(l *lab) string {
			l.server()
			must(l.net.On(tcp.FIN, fixture.From("server")).Duplicate(31 * time.Second).Err())
			c, _ := l.figure1()
			mark := l.mark()
			l.advance(time.Second)
			return l.sentBy(c.Host().Name(), mark)
		}},
	)
	return s
}

// figure1 plays the first figure of RFC 1337: the client is in TIME-WAIT, the
// server CLOSED, and a segment that the server sent long ago arrives once more,
// 30 s after the close. The mark is before that.
func (l *lab) figure1() (client *fixture.Conn, mark int) {
	client, server := l.connect("tcp4")
	must(l.net.On(fixture.HasPayload(), fixture.From("server")).Duplicate(30 * time.Second).Err())
	got(server.Write([]byte("hello")))
	got(client.Read(make([]byte, 5)))
	l.closed(client, server)
	mark = l.mark()
	l.advance(30 * time.Second)
	return client, mark
}

// rstPosition says how the last RST since a mark lies to what the receiver
// expects next, which its last ACK names.
func (l *lab) rstPosition(c *fixture.Conn, mark int) string {
	var expects uint32
	position := "not sent"
	for e := range l.net.Timeline().Since(mark) {
		switch {
		case e.Kind != fixture.EventSent:
		case e.Host == c.Host().Name():
			expects = e.Segment.Ack
		case e.Segment.Flags.Has(tcp.RST):
			position = relativeTo("RCV.NXT", int(int32(e.Segment.Seq-expects)))
		}
	}
	return position
}
