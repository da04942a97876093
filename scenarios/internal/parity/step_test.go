package parity

import (
	"fmt"
	"strings"
)

// op is what a step does.
type op string

const (
	doListen      op = "listen"
	doAccept      op = "accept"
	doDial        op = "dial"
	doWrite       op = "write"
	doRead        op = "read"
	doReadAll     op = "read all"
	doCloseWrite  op = "close write"
	doCloseRead   op = "close read"
	doClose       op = "close"
	doAbort       op = "abort"
	doLinger      op = "linger"
	doReadBuffer  op = "read buffer"
	doWriteBuffer op = "write buffer"
	doDeadline    op = "deadline"
	doUnlisten    op = "close listener"
	doWait        op = "wait"
	doSegment     op = "segment"
)

// step is one step of a sequence. It keeps its number when others are removed.
type step struct {
	id   int
	op   op
	host int
	// on is the number of the step that has made the socket of this one.
	on int
	// n is a number of bytes or seconds, or a time in milliseconds.
	n           int
	listen      listening
	dial        dialling
	read, write bool // of a deadline
	past        bool
	segment     segment
}

func hostName(i int) string { return string(rune('a' + i)) }

func (s step) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d: ", s.id)
	switch s.op {
	case doListen:
		fmt.Fprintf(&b, "%s: listen %s", hostName(s.host), s.listen.address)
		also(&b, s.listen.backlog != 0, fmt.Sprintf("backlog %d", s.listen.backlog))
		also(&b, s.listen.noReuse, "without SO_REUSEADDR")
		also(&b, s.listen.reusePort, "SO_REUSEPORT")
	case doDial:
		fmt.Fprintf(&b, "%s: dial %s", hostName(s.host), s.dial.address)
		also(&b, s.dial.local != "", "from "+s.dial.local)
		also(&b, s.dial.reuseAddr, "SO_REUSEADDR")
		also(&b, s.dial.reusePort, "SO_REUSEPORT")
	case doSegment:
		b.WriteString(s.segment.String())
	case doWait:
		fmt.Fprintf(&b, "wait %d ms", s.n)
	case doWrite, doRead, doLinger, doReadBuffer, doWriteBuffer:
		fmt.Fprintf(&b, "%s %d on %d", s.op, s.n, s.on)
	case doDeadline:
		fmt.Fprintf(&b, "deadline on %d", s.on)
		also(&b, s.read, "read")
		also(&b, s.write, "write")
		also(&b, s.past, "past")
		also(&b, !s.past, "never")
	default:
		fmt.Fprintf(&b, "%s on %d", s.op, s.on)
	}
	return b.String()
}

func also(b *strings.Builder, on bool, text string) {
	if on {
		b.WriteString(", " + text)
	}
}

// text is a sequence, one step a line.
func text(steps []step) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintln(&b, s)
	}
	return b.String()
}
