package lab

import (
	"github.com/twcheck/twcheck/fixture/peer"
	"github.com/twcheck/twcheck/fixture/tcp"
)

// Spot is a sequence number beside an edge of the window of a host: the distance from
// RCV.NXT, the left edge, or from RCV.NXT+RCV.WND, the first number beyond the window.
type Spot struct {
	Offset int
	// Right selects the right edge.
	Right bool
}

// These spots are the four neighbours of the edges. Only the inner two are in the
// window.
var (
	OutsideLeft  = Spot{Offset: -1}
	LeftEdge     = Spot{}
	RightEdge    = Spot{Offset: -1, Right: true}
	OutsideRight = Spot{Right: true}
)

// Edges lists the neighbours of the edges, from left to right.
func Edges() []Spot { return []Spot{OutsideLeft, LeftEdge, RightEdge, OutsideRight} }

// String returns the distance as cases name it: "RCV.NXT+RCV.WND-1".
func (s Spot) String() string {
	if s.Right {
		return RelativeTo("RCV.NXT+RCV.WND", s.Offset)
	}
	return RelativeTo("RCV.NXT", s.Offset)
}

// At gives a segment of a peer the sequence number of a spot, whatever its flags. The
// window is that of the last segment that the peer received, which the host may not
// scale: peers offer no scale. The segment does not move the peer's SND.NXT.
func At(p *peer.Conn, s Spot) tcp.Edit {
	offset := s.Offset
	if r := p.Received(); s.Right && len(r) > 0 {
		offset += int(r[len(r)-1].Window)
	}
	return together{tcp.WithSeq(p.SndNxt() + uint32(offset)), tcp.Detached()}
}

// Response is like Reaction and names the number that each answer acknowledges: "ACK of
// RCV.NXT+1, then CLOSE-WAIT". RCV.NXT is the peer's SND.NXT.
func (i Conversation) Response() string {
	var out []string
	for _, s := range i.lab.Answers(i.Peer) {
		out = append(out, acknowledging(s, i.Peer.SndNxt()))
	}
	return List(out, ", ") + ", then " + i.State()
}

// acknowledging names the flags of a segment, and what it acknowledges.
func acknowledging(s tcp.Segment, rcvNxt uint32) string {
	if !s.Flags.Has(tcp.ACK) {
		return s.Flags.String()
	}
	return s.Flags.String() + " of " + RelativeTo("RCV.NXT", int(int32(s.Ack-rcvNxt)))
}

// together is several edits as one.
type together []tcp.Edit

// Apply applies the edits in order.
func (t together) Apply(d *tcp.Draft) error { return d.Edit(t...) }
