package scenarios

import (
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// oldData is C-18: data that arrives in TIME-WAIT.
func oldData() Scenario {
	s := Scenario{
		ID:    "C-18",
		Group: "time-wait",
		Title: "Data that arrives in TIME-WAIT is acknowledged and thrown away, and 2 MSL go on.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, first", "a segment that is not acceptable is answered with an ACK and dropped"},
			{Clause, "RFC 9293, section 3.5.2, group 3", "in a synchronized state such a segment must elicit an empty acknowledgement"},
			{Claim, "A22", "segments that arrive during 2MSL are thrown away"},
			{Claim, "A12", "a duplicate that has lost its way may arrive long after the original"},
		},
		anyTarget: []string{"5 bytes*", "10 such*"},
	}
	for _, offset := range []int{-6, -3, 0, 5, 1 << 30} {
		s.Cases = append(s.Cases, arrivals("5 bytes with "+relativeTo("RCV.NXT", offset), plainTimeWait, func(old incarnation) *fixture.PeerConn {
			// Whoever sent the FIN sends no more: this is somebody's copy.
			old.peer.SendData([]byte("hello"), tcp.SeqOffset(offset), tcp.Detached())
			return old.peer
		})...)
	}
	s.Cases = append(s.Cases,
		Case{"5 bytes with RCV.NXT-6: the answer's numbers", func(l *lab) string {
			old := l.peerTimeWait()
			old.peer.SendData([]byte("hello"), tcp.SeqOffset(-6))
			ack := old.peer.Expect()
			return relativeTo("SND.NXT", int(int32(ack.Seq-old.peer.RcvNxt()))) + ", acknowledging " +
				relativeTo("RCV.NXT", int(int32(ack.Ack-old.peer.SndNxt())))
		}},
		Case{"10 such segments at once: answers", func(l *lab) string {
			old := l.peerTimeWait()
			return l.repeated(10, func() *fixture.PeerConn {
				old.peer.SendData([]byte("hello"), tcp.SeqOffset(-6))
				return old.peer
			})
		}},
		Case{"data comes again in TIME-WAIT: the application reads", func(l *lab) string {
			c, p := l.connect("tcp4")
			must(l.net.On(fixture.HasPayload(), fixture.From("server")).Duplicate(30 * time.Second).Err())
			got(p.Write([]byte("hello")))
			must(c.CloseWrite())
			must(p.Close())
			l.advance(31 * time.Second)
			return c.State().String() + ": " + read(c)
		}},
		Case{"data comes again in TIME-WAIT: segments that follow", func(l *lab) string {
			_, mark := l.figure1()
			return l.sent(mark)
		}},
	)
	return s
}
