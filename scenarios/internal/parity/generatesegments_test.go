package parity

import (
	"fmt"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// segments makes a sequence of segments of a peer and of calls of the application.
func segments(d dice) (steps []step) {
	g := &generator{dice: d}
	syn := segment{window: one[uint16](d, 0xffff, 0xffff, 0xffff, 0xffff, 0, 100), timestamps: d.in(2), sack: d.in(4)}
	send := func(flags tcp.Flags) {
		s := syn
		s.flags = flags
		g.add(step{op: doSegment, segment: s})
	}
	if d.in(3) {
		c := g.add(step{op: doDial, dial: dialling{address: fmt.Sprintf("10.0.0.2:%d", peerPort), local: fmt.Sprintf(":%d", hostPort), reuseAddr: d.in(2)}})
		g.ends = append(g.ends, c)
		if !d.in(8) {
			send(tcp.SYN | tcp.ACK)
		}
	} else {
		l := g.add(step{op: doListen, listen: listening{address: fmt.Sprintf(":%d", hostPort)}})
		send(tcp.SYN)
		if !d.in(8) {
			g.add(step{op: doSegment, segment: segment{flags: tcp.ACK, window: syn.window}})
			g.add(step{op: doAccept, on: l})
		}
	}
	for range 2 + d.IntN(12) {
		if d.in(3) {
			g.add(g.call())
		} else {
			g.add(step{op: doSegment, segment: g.segment(syn)})
		}
	}
	return g.steps
}

// call is a call of the application in a sequence of segments.
func (g *generator) call() step {
	e := g.recent(g.ends)
	switch k := g.IntN(100); {
	case k < 18:
		return step{op: doWrite, on: e, n: one(g.dice, 1, 10, 10, 2000)}
	case k < 38:
		return step{op: doRead, on: e, n: one(g.dice, 1, 64, 4096)}
	case k < 55:
		return step{op: doCloseWrite, on: e}
	case k < 62:
		return step{op: doCloseRead, on: e}
	case k < 82:
		return step{op: doClose, on: e}
	case k < 86:
		return step{op: doLinger, on: e, n: one(g.dice, -1, 0, 30)}
	case k < 94:
		return step{op: doAccept, on: g.recent(g.listeners)}
	case k < 97:
		return step{op: doUnlisten, on: g.recent(g.listeners)}
	}
	return step{op: doAbort, on: e}
}

// segment is a random segment, most often one that makes sense.
func (g *generator) segment(syn segment) segment {
	s := segment{window: syn.window}
	s.flags = one(g.dice,
		tcp.ACK, tcp.ACK, tcp.ACK, tcp.ACK, tcp.ACK|tcp.PSH, tcp.ACK|tcp.PSH, tcp.ACK|tcp.FIN, tcp.ACK|tcp.FIN, tcp.ACK|tcp.FIN,
		tcp.RST, tcp.RST|tcp.ACK, tcp.SYN, tcp.SYN|tcp.ACK, tcp.FIN, 0, tcp.SYN|tcp.FIN, tcp.SYN|tcp.RST, tcp.FIN|tcp.RST, tcp.ACK|tcp.URG)
	if s.flags.Has(tcp.PSH) || g.in(5) {
		s.len = one(g.dice, 1, 5, 5, 100)
	}
	if g.in(3) {
		s.seqBase, s.seq = one(g.dice, next, next, next, edge, edge, first), one(g.dice, -6, -5, -2, -1, 0, 0, 1, 2, 5, 100_000_000, -100_000_000)
	}
	if s.flags.Has(tcp.SYN) {
		s.timestamps, s.sack = syn.timestamps, syn.sack
		if g.in(2) {
			s.seqBase, s.seq = first, 0
		}
	}
	if s.flags.Has(tcp.ACK) && g.in(4) {
		s.ackBase, s.ack = one(g.dice, next, next, first), one(g.dice, -2, -1, -1, 0, 1, 1, 2, 100_000_000, -100_000_000)
	}
	if g.in(8) {
		s.stamp = one(g.dice, oldStamp, oldStamp, noStamp, wrongReply)
	}
	if g.in(10) {
		s.window = one[uint16](g.dice, 0, 1, 100, 0xffff)
	}
	return s
}
