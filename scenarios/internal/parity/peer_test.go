package parity

import (
	"fmt"
	"net/netip"

	"github.com/twcheck/twcheck/fixture"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// hostPort and peerPort are the ports of the only conversation of a sequence of segments.
const (
	hostPort = 7001
	peerPort = 9000
)

// peerISN is the initial sequence number of the scripted peer, and peerClock its first
// timestamp.
const (
	peerISN   = 1000
	peerClock = 100_000
)

// base is the number that an offset of a segment counts from.
type base int

const (
	// next is what the sender sends next in sequence, or has to acknowledge.
	next base = iota
	// first is the initial sequence number.
	first
	// edge is the first number right of the window that the host has last told.
	edge
)

var baseNames = map[base]string{next: "next", first: "first", edge: "edge"}

// stamp is what becomes of the timestamps of a segment, if the two sides use them.
type stamp int

const (
	goodStamp  stamp = iota
	oldStamp         // a value from before the connection
	noStamp          // no option
	wrongReply       // an answer to a time that is yet to come
)

var stampNames = map[stamp]string{goodStamp: "", oldStamp: ", old timestamp", noStamp: ", no timestamp", wrongReply: ", wrong TSecr"}

// segment is a segment of the peer, in numbers that mean the same in both places.
type segment struct {
	flags      tcp.Flags
	seqBase    base
	seq        int
	ackBase    base
	ack        int
	len        int
	window     uint16
	stamp      stamp
	timestamps bool // of a SYN: the option is offered
	sack       bool
}

func (s segment) String() string {
	text := fmt.Sprintf("%s %s%+d", s.flags, baseNames[s.seqBase], s.seq)
	if s.flags.Has(tcp.ACK) {
		text += fmt.Sprintf(" ack %s%+d", baseNames[s.ackBase], s.ack)
	}
	if s.len > 0 {
		text += fmt.Sprintf(" len %d", s.len)
	}
	if s.window != 0xffff {
		text += fmt.Sprintf(" win %d", s.window)
	}
	if s.flags.Has(tcp.SYN) && s.timestamps {
		text += " with timestamps"
	}
	if s.flags.Has(tcp.SYN) && s.sack {
		text += " with SACK"
	}
	return text + stampNames[s.stamp]
}

// peer is the scripted peer in one place.
type peer struct {
	out        *fixture.Outside
	host       netip.AddrPort
	got        []tcp.Segment
	sent       uint32 // SND.NXT, relative to peerISN
	stamps     bool   // the peer has offered timestamps in its last SYN
	sack       bool   // and permitted SACK
	heard      bool   // the host has sent something
	isn        uint32 // of the host
	received   uint32 // RCV.NXT, relative to isn
	una        uint32 // what the peer has acknowledged
	acked      uint32 // what the host has acknowledged last, and
	window     uint32 // how much it takes from there on
	shift      uint8
	stamped    bool // the host's SYN had timestamps
	clock, ecr uint32
}

func newPeer(n *fixture.Network, host netip.Addr) (*peer, error) {
	p := &peer{host: netip.AddrPortFrom(host, hostPort), acked: peerISN, clock: peerClock}
	out, err := n.AddOutside("peer", func(packet []byte) [][]byte {
		if s, err := tcp.ParsePacket(packet); err == nil && s.Dst.Port() == peerPort {
			p.receive(s)
		}
		return nil
	})
	p.out = out
	return p, err
}

// receive notes a segment of the host.
func (p *peer) receive(s tcp.Segment) {
	p.got = append(p.got, s)
	if s.Flags.Has(tcp.SYN) {
		p.heard, p.isn, p.received, p.una = true, s.Seq, 0, s.Seq+1
		p.stamped = s.Options.Timestamps
		p.shift = s.Options.WindowScale
	}
	if end := s.Seq + s.SequenceLen() - p.isn; p.heard && !s.Flags.Has(tcp.RST) && int32(end-p.received) > 0 {
		p.received = end
	}
	if s.Flags.Has(tcp.ACK) && !s.Flags.Has(tcp.RST) {
		p.acked, p.window = s.Ack, uint32(s.Window)
		if !s.Flags.Has(tcp.SYN) {
			p.window <<= p.shift
		}
	}
	if s.Flags.Has(tcp.SYN) {
		p.ecr = s.Options.TSVal // a later one would be younger on the kernel, in real time
	}
}

// facts are how the numbers of a segment relate to what the host and the peer have sent, as far
// as the peer knows.
type facts struct {
	// seq is the segment's number less the host's last acknowledgement: RCV.NXT.
	seq int
	// ack is its acknowledgement less SND.NXT of the host, and old reports that it is below
	// one that the host has had.
	ack int
	old bool
	// stamps reports that both sides use timestamps, and sack that the peer permits SACK.
	stamps, sack bool
	// window is the size of the host's window in bytes.
	window int
}

// send puts a segment on the network.
func (p *peer) send(x segment) (f facts, err error) {
	s := tcp.Segment{
		Src: netip.AddrPortFrom(p.out.Addr(), peerPort), Dst: p.host,
		Flags: x.flags, Len: x.len, Payload: make([]byte, x.len), Window: x.window,
	}
	at := p.sent
	switch {
	case x.seqBase == first:
		at = 0
	case x.seqBase == edge:
		at = p.acked + p.window - peerISN
	}
	s.Seq = peerISN + at + uint32(x.seq)
	if x.flags.Has(tcp.ACK) {
		s.Ack = p.isn + p.received + uint32(x.ack)
		if x.ackBase == first {
			s.Ack = p.isn + uint32(x.ack)
		}
	}
	p.clock += 10
	if x.flags.Has(tcp.SYN) {
		p.stamps, p.sack = x.timestamps, x.sack
		s.Options.MSS = 1000
		s.Options.SACKPermitted = x.sack
		s.Options.Timestamps = x.timestamps
	} else {
		s.Options.Timestamps = p.stamps && p.stamped && x.stamp != noStamp
	}
	if s.Options.Timestamps {
		s.Options.TSVal, s.Options.TSEcr = p.clock, p.ecr
		switch x.stamp {
		case oldStamp:
			s.Options.TSVal = peerClock - 1000
		case wrongReply:
			s.Options.TSEcr += 1_000_000
		}
	}
	if x.seqBase == next && x.seq == 0 && !x.flags.Has(tcp.RST) {
		p.sent += s.SequenceLen()
	}
	f = facts{
		seq: int(int32(s.Seq - p.acked)), ack: int(int32(s.Ack - p.isn - p.received)),
		old:    x.flags.Has(tcp.ACK) && int32(s.Ack-p.una) < 0,
		stamps: p.stamps && p.stamped, sack: p.sack, window: int(p.window),
	}
	if x.flags.Has(tcp.ACK) && f.ack <= 0 && int32(s.Ack-p.una) > 0 {
		p.una = s.Ack
	}
	packet, err := s.Packet()
	if err != nil {
		return f, err
	}
	return f, p.out.Send(packet)
}

// answers describes what the host has sent since the last time, without options, and the
// options.
func (p *peer) answers() (answers, options []string) {
	for _, s := range p.got {
		text := fmt.Sprintf("%s %s", s.Flags&^tcp.PSH, p.number(s))
		if s.Flags.Has(tcp.ACK) {
			text += " ack " + peerNumber(s.Ack)
		}
		if s.Len > 0 {
			text += fmt.Sprintf(" len %d", s.Len)
		}
		answers = append(answers, text)
		text = ""
		if s.Options.Timestamps {
			text += fmt.Sprintf(" ecr %d", int32(s.Options.TSEcr-peerClock))
		}
		for _, b := range s.Options.SACK {
			text += fmt.Sprintf(" sack %s:%s", peerNumber(b.Left), peerNumber(b.Right))
		}
		options = append(options, text)
	}
	p.got = nil
	return answers, options
}

// number is the sequence number of a segment of the host. A RST for a segment without an
// acknowledgement has 0.
func (p *peer) number(s tcp.Segment) string {
	switch {
	case s.Flags.Has(tcp.RST) && s.Seq == 0:
		return "zero"
	case !p.heard:
		return fmt.Sprint("seq ", s.Seq)
	}
	return fmt.Sprint(int32(s.Seq - p.isn))
}

// peerNumber is a number of the peer. The windows of the two places are not the same, and what
// lies near their right edges is far from what lies near the left ones.
func peerNumber(n uint32) string {
	switch k := int32(n - peerISN); {
	case k > 10_000:
		return "far"
	case k < -10_000:
		return "far back"
	default:
		return fmt.Sprint(k)
	}
}
