package timewait

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// ackStorm is N-07: two ends with different sequence numbers.
func ackStorm() lab.Scenario {
	s := lab.Scenario{
		ID:    "N-07",
		Group: "time-wait",
		Title: "Two ends in TIME-WAIT with different sequence numbers answer each other's ACKs without limit until TIME-WAIT ends.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.10.7.4, first", "an unacceptable segment is answered with an ACK"),
			sources.Clause("RFC 5961, section 7", "such ACKs should be rate-limited"),
			sources.Clause("RFC 1337, section 1, H2, figure 3", "two ends can answer each other's ACKs forever"),
		},
	}
	for _, state := range []tcp.State{tcp.TimeWait, tcp.Established} {
		for _, shifted := range []bool{true, false} {
			name := "both in " + state.String() + ", "
			if shifted {
				name += "sequence numbers are shifted on the way: ACKs in 10s"
			} else {
				name += "nothing is shifted: ACKs in 10s"
			}
			s.Cases = append(s.Cases, lab.Observe(name, func(l *lab.Lab) string { return disagree(l, state, shifted) }))
		}
	}
	return s
}

// disagree leads both ends into a state, delivers one old ACK to the client, and counts
// the segments of the next 10 s. If shifted is set, a middlebox changes sequence
// numbers, like one that has lost its offset.
func disagree(l *lab.Lab, state tcp.State, shifted bool) string {
	c, p := l.ConnectPlain()
	old := l.Net.On(timeline.Data()).Nth(1).Copy()
	lab.Must(old.Err())
	lab.Got(p.Write([]byte("hello")))
	lab.Got(c.Read(make([]byte, 10)))
	if state == tcp.TimeWait {
		held := l.Net.On(timeline.Flags(tcp.FIN)).Times(2).Hold()
		lab.Must(held.Err())
		lab.Must(c.CloseWrite())
		lab.Must(p.CloseWrite())
		lab.Got(held.Release())
	}
	lab.InState(c, state)
	lab.InState(p, state)
	lab.Must(l.Net.Link("client", "server").SetLatency(50 * time.Millisecond))
	if shifted {
		lab.Must(l.Net.On(timeline.ExactFlags(tcp.ACK), timeline.Not(timeline.Data())).Corrupt(shiftSequence).Err())
	}
	mark := l.Mark()
	lab.Got(old.Release())
	l.Advance(10 * time.Second)
	return fmt.Sprint(len(l.FlagsSent("client", mark)) + len(l.FlagsSent("server", mark)))
}

// shiftSequence subtracts 1000 from the sequence number of an IPv4 packet.
func shiftSequence(packet []byte) {
	seq := packet[int(packet[0]&15)*4+4:][:4]
	n := uint32(seq[0])<<24 | uint32(seq[1])<<16 | uint32(seq[2])<<8 | uint32(seq[3])
	n -= 1000
	seq[0], seq[1], seq[2], seq[3] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n)
	tcp.FixChecksums(packet)
}
