package timewait

import (
	"time"

	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// dataInTimeWait is C-18: data that arrives in TIME-WAIT.
func dataInTimeWait() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-18",
		Group: "time-wait",
		Title: "Data that arrives in TIME-WAIT is acknowledged and discarded, and 2 MSL are not restarted.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK and dropped"),
			sources.Clause("RFC 9293, section 3.5.2, group 3", "in a synchronized state an unacceptable segment must elicit an empty acknowledgement"),
			sources.Claim("A22", "segments that arrive during 2MSL are discarded"),
			sources.Claim("A12", "a delayed duplicate may arrive long after the original"),
		},
	}
	for _, offset := range []int{-6, -3, 0, 5, 1 << 30} {
		s.Cases = append(s.Cases, lab.Arrivals("5 bytes with "+lab.RelativeTo("RCV.NXT", offset), plainTimeWait, func(old lab.Conversation) *peer.Conn {
			// The sender of the FIN sends no more data: this segment is a copy.
			old.Peer.SendData([]byte("hello"), tcp.SeqOffset(offset), tcp.Detached())
			return old.Peer
		})...)
	}
	s.Cases = append(s.Cases,
		lab.Observe("5 bytes with RCV.NXT-6: the answer's numbers", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			old.Peer.SendData([]byte("hello"), tcp.SeqOffset(-6))
			ack := old.Peer.Expect()
			return lab.RelativeTo("SND.NXT", int(int32(ack.Seq-old.Peer.RcvNxt()))) + ", acknowledging " +
				lab.RelativeTo("RCV.NXT", int(int32(ack.Ack-old.Peer.SndNxt())))
		}),
		lab.Observe("10 such segments at once: answers", func(l *lab.Portable) string {
			old := l.PeerTimeWait()
			return l.Repeated(10, func() *peer.Conn {
				old.Peer.SendData([]byte("hello"), tcp.SeqOffset(-6))
				return old.Peer
			})
		}),
		lab.Observe("data comes again in TIME-WAIT: the application reads", func(l *lab.Lab) string {
			c, p := l.Connect("tcp4")
			lab.Must(l.Net.On(timeline.Data(), timeline.From("server")).Duplicate(30 * time.Second).Err())
			lab.Got(p.Write([]byte("hello")))
			lab.Must(c.CloseWrite())
			lab.Must(p.Close())
			l.Advance(31 * time.Second)
			return c.State().String() + ": " + lab.ReadAll(c)
		}),
		lab.Observe("data comes again in TIME-WAIT: segments that follow", func(l *lab.Lab) string {
			_, mark := figure1(l)
			return l.Sent(mark)
		}),
	)
	return s
}
