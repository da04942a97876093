package scenarios

import (
	"fmt"
	"time"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// ackStorm is N-07: two ends that do not agree on sequence numbers.
func ackStorm() Scenario {
	s := Scenario{
		ID:    "N-07",
		Group: "time-wait",
		Title: "Two ends in TIME-WAIT that disagree on sequence numbers answer each other's ACKs without limit until TIME-WAIT ends.",
		Sources: []Source{
			{Clause, "RFC 9293, section 3.10.7.4, first", "a segment that is not acceptable is answered with an ACK"},
			{Clause, "RFC 5961, section 7", "such ACKs should be throttled"},
			{Clause, "RFC 1337, section 1, H2, figure 3", "two ends can answer each other's ACKs for ever"},
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
			s.Cases = append(s.Cases, Case{name, func(l *lab) string { return l.disagree(state, shifted) }})
		}
	}
	return s
}

// disagree leads both ends into a state, has one old ACK arrive at the client,
// and counts what both send in the next 10 s. Meanwhile a middlebox may shift
// sequence numbers, as one does that has forgotten how much it shifted them by.
func (l *lab) disagree(state tcp.State, shifted bool) string {
	c, p := l.connectPlain()
	old := l.net.On(fixture.HasPayload()).Nth(1).Copy()
	must(old.Err())
	got(p.Write([]byte("hello")))
	got(c.Read(make([]byte, 10)))
	if state == tcp.TimeWait {
		held := l.net.On(tcp.FIN).Times(2).Hold()
		must(held.Err())
		must(c.CloseWrite())
		must(p.CloseWrite())
		got(held.Release())
	}
	l.expect(c, state)
	l.expect(p, state)
	must(l.net.Link("client", "server").SetLatency(50 * time.Millisecond))
	if shifted {
		must(l.net.On(fixture.Pure(tcp.ACK)).Corrupt(shiftSequence).Err())
	}
	mark := l.mark()
	got(old.Release())
	l.advance(10 * time.Second)
	return fmt.Sprint(len(l.flagsSent("client", mark)) + len(l.flagsSent("server", mark)))
}

// shiftSequence moves the sequence number of a packet of IPv4 back by 1000.
func shiftSequence(packet []byte) {
	seq := packet[int(packet[0]&15)*4+4:][:4]
	n := uint32(seq[0])<<24 | uint32(seq[1])<<16 | uint32(seq[2])<<8 | uint32(seq[3])
	n -= 1000
	seq[0], seq[1], seq[2], seq[3] = byte(n>>24), byte(n>>16), byte(n>>8), byte(n)
	tcp.FixChecksums(packet)
}
