package reset

import (
	"encoding/binary"
	"time"

	"github.com/twcheck/twcheck/fixture/tcp"
	"github.com/twcheck/twcheck/fixture/timeline"
	"github.com/twcheck/twcheck/scenarios/internal/lab"
	"github.com/twcheck/twcheck/scenarios/sources"
)

// icmpErrors is C-58: ICMP messages about a connection.
func icmpErrors() lab.Scenario {
	s := lab.Scenario{
		ID:    "C-58",
		Group: "icmp",
		Title: "ICMP errors never end an established connection; any Destination Unreachable ends a connection attempt.",
		Sources: []sources.Source{
			sources.Clause("RFC 9293, section 3.9.2.2, MUST-56", "soft errors must not abort the connection: Destination Unreachable 0, 1 and 5, Time Exceeded, Parameter Problem"),
			sources.Clause("RFC 9293, section 3.9.2.2, SHLD-26", "hard errors should abort the connection: Destination Unreachable 2, 3 and 4"),
			sources.Clause("RFC 9293, section 3.9.2.2, MUST-55", "Source Quench must be discarded"),
			sources.Clause("RFC 9293, section 3.9.2.2, MUST-54", "an ICMP message affects the connection that it quotes"),
			sources.Clause("RFC 9293, section 3.9.2.2, SHLD-25", "soft errors should be reported to the application"),
			sources.Clause("RFC 5461, section 4", "many systems treat soft errors as hard errors during a connection attempt"),
		},
	}
	for _, x := range []struct {
		name       string
		kind, code byte
	}{
		{"network unreachable", 3, 0},
		{"host unreachable", 3, 1},
		{"protocol unreachable", 3, 2},
		{"port unreachable", 3, 3},
		{"source quench", 4, 0},
		{"time exceeded", 11, 0},
		{"parameter problem", 12, 0},
	} {
		s.Cases = append(s.Cases,
			lab.Observe("SYN-SENT, "+x.name+": connect says", func(l *lab.Lab) string {
				call := l.DialNobody()
				l.Advance(500 * time.Millisecond)
				icmp(l, x.kind, x.code)
				l.Outlast(5*time.Minute, call.Done)
				return lab.Ended(call)
			}).To(5*time.Second),
			lab.Observe("ESTABLISHED, "+x.name+": a minute later", func(l *lab.Lab) string {
				c, p := l.Connect("tcp4")
				lab.Must(l.Net.On(timeline.Data()).Nth(1).Drop().Err())
				lab.Got(c.Write([]byte("hello")))
				icmp(l, x.kind, x.code)
				l.Advance(time.Minute)
				lab.Got(p.Read(make([]byte, 5)))
				lab.Got(p.Write([]byte("hello")))
				lab.Must(p.Close())
				return lab.ReadAll(c) + ", " + c.State().String()
			}),
		)
	}
	return s.With(
		lab.Observe("TIME-WAIT, port unreachable for its last ACK: TIME-WAIT lasted", func(l *lab.Lab) string {
			active, passive := l.Sides("client")
			l.CloseBoth(active, passive)
			icmp(l, 3, 3)
			return l.WholeTimeWait(active)
		}),
		lab.Observe("ESTABLISHED, host unreachable, and the peer is gone: read says", func(l *lab.Lab) string {
			c, _ := l.Connect("tcp4")
			lab.Must(l.Server().Crash())
			lab.Got(c.Write([]byte("hello")))
			icmp(l, 3, 1)
			r := l.Reads(c)
			l.Advance(time.Hour)
			return lab.Ended(r)
		}),
		lab.Observe("FIN-WAIT-1, port unreachable for the FIN: state then", func(l *lab.Lab) string {
			c := l.ConnectionIn(tcp.FinWait1)
			icmp(l, 3, 3)
			return c.State().String()
		}),
	)
}

// icmp makes a router answer the client's last segment with an ICMP message.
func icmp(l *lab.Lab, kind, code byte) { icmpTo(l, "client", kind, code) }

// icmpTo makes a router answer a host's last segment with an ICMP message.
func icmpTo(l *lab.Lab, host string, kind, code byte) {
	last, _ := l.Net.Timeline().Last(timeline.Sent, timeline.OnHost(host))
	header := last.Segment
	header.Len, header.Payload = 0, nil // no more of it is quoted anyway
	quoted := lab.Got(header.Packet())[:28]
	packet := make([]byte, 20+8, 20+8+len(quoted))
	packet = append(packet, quoted...)
	packet[0], packet[8], packet[9] = 0x45, 64, 1
	binary.BigEndian.PutUint16(packet[2:], uint16(len(packet)))
	copy(packet[12:], []byte{192, 0, 2, 1})
	copy(packet[16:], quoted[12:16])
	binary.BigEndian.PutUint16(packet[10:], onesComplement(packet[:20]))
	packet[20], packet[21] = kind, code
	binary.BigEndian.PutUint16(packet[22:], onesComplement(packet[20:]))
	lab.Must(l.Net.Inject(packet))
}

// onesComplement is the Internet checksum (RFC 1071).
func onesComplement(b []byte) uint16 {
	var sum uint32
	for i := 0; i+1 < len(b); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(b[i:]))
	}
	for sum > 0xffff {
		sum = sum&0xffff + sum>>16
	}
	return ^uint16(sum)
}
