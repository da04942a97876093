package parity

import (
	"slices"
	"strings"

	"github.com/twcheck/twcheck/fixture/tcp"
)

// known are the differences that docs/linux.md declares. The first that fits is the cause.
var known = slices.Concat(knownOfCalls, knownOfResets, knownOfStates, knownOfNumbers, knownOfSending, knownOfOptions)

var knownOfCalls = []declared{
	// How much of a big write has arrived depends on the sizes of buffers.
	{"sizes-of-buffers", func(d difference) bool {
		return (d.op == doReadAll || d.op == doRead) && strings.HasSuffix(d.here.result, " ok") && strings.HasSuffix(d.there.result, " ok") &&
			d.had(func(s step, _ facts) bool { return s.op == doWrite && s.n == big })
	}},
	// The same, when a later step ends the read.
	{"sizes-of-buffers", func(d difference) bool {
		here, there := apart(d.here.later, d.there.later)
		return d.here.result == d.there.result && slices.Equal(d.here.ends, d.there.ends) &&
			readCount.MatchString(here) && readCount.MatchString(there) &&
			d.had(func(s step, _ facts) bool { return s.op == doReadAll || s.op == doRead }) &&
			(d.op == doWrite && d.n == big || d.had(func(s step, _ facts) bool { return s.op == doWrite && s.n == big }))
	}},
	// A window that was given is worth nothing when the buffer becomes smaller.
	{"shrunk-read-buffer", func(d difference) bool {
		return d.op != doSegment && (d.here.result == d.there.result || d.op == doRead || d.op == doReadAll) &&
			d.had(func(s step, _ facts) bool { return s.op == doReadBuffer && s.n <= 5000 }) &&
			d.had(func(s step, _ facts) bool { return s.op == doWrite && s.n >= 1000 })
	}},
	// Linux opens no window for a reader that has shut its side.
	{"window-of-shut-reader", func(d difference) bool {
		return (d.op == doReadAll || d.op == doRead) && d.here.result == "connection reset by peer" &&
			d.had(func(s step, _ facts) bool { return s.op == doCloseRead && s.on == d.on }) &&
			d.had(func(s step, _ facts) bool { return s.op == doWrite && s.n == big })
	}},
	// netstack ignores the RST with which a SYN-SENT answers TIME-WAIT's ACK, and sends none.
	{"time-wait", func(d difference) bool {
		here, there := apart(d.here.ends, d.there.ends)
		return d.op == doDial && strings.HasSuffix(here, " TIME-WAIT") && strings.HasSuffix(there, " CLOSED") && d.here.result == d.there.result
	}},
	{"half-open-without-listener", func(d difference) bool {
		here, there := apart(d.here.sockets, d.there.sockets)
		return d.op == doUnlisten && here == "" && strings.HasPrefix(there, "a: SYN-RECEIVED")
	}},
}

var knownOfResets = []declared{
	{"form-of-reset", func(d difference) bool {
		return d.sameStates() && !slices.Equal(d.here.answers, d.there.answers) && slices.Equal(plainResets(d.here.answers), plainResets(d.there.answers))
	}},
	{"challenge-to-reset", func(d difference) bool {
		return d.op == doSegment && d.flags.Has(tcp.RST) && !d.in(tcp.SynReceived, tcp.TimeWait) && d.sameStates() && answered(d.here) && answered(d.there, "ACK")
	}},
	// What Linux takes for a reset: in FIN-WAIT-2 after Close any in the window, after a FIN the
	// number of the FIN, and the number behind the newest data that came ahead.
	{"reset-that-is-taken", func(d difference) bool {
		return d.op == doSegment && d.flags.Has(tcp.RST) && answered(d.there) && len(d.there.sockets) < len(d.here.sockets) &&
			(d.in(tcp.FinWait2) || d.in(tcp.CloseWait, tcp.LastAck, tcp.Closing) && d.facts.seq == -1 || d.facts.sack && d.facts.seq > 0)
	}},
}

var knownOfStates = []declared{
	{"time-wait", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.TimeWait) && (answered(d.here) || d.flags.Has(tcp.SYN))
	}},
	{"fin-on-old-data", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.Established, tcp.FinWait1, tcp.FinWait2) && d.flags.Has(tcp.FIN) && d.facts.seq < 0 && d.facts.seq+d.length() > 0
	}},
	{"syn-sent-timestamp", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.SynSent) && d.facts.stamps && d.stamp == wrongReply && answered(d.there, "RST")
	}},
	{"syn-fin", func(d difference) bool { return d.only(tcp.SYN|tcp.FIN) && d.in(tcp.Listen, tcp.SynSent) }},
	{"simultaneous-open", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.SynReceived) && d.active()
	}},
	{"syn-in-syn-received", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.SynReceived) && d.flags.Has(tcp.SYN) && !d.flags.Has(tcp.RST)
	}},
	// The same for SYN,ACK, with which the kernel makes a connection that is to be accepted.
	{"syn-in-syn-received", func(d difference) bool {
		return (d.op == doAccept || d.op == doUnlisten) && d.in(tcp.SynReceived) &&
			d.had(func(s step, _ facts) bool {
				return s.op == doSegment && s.segment.flags.Has(tcp.SYN|tcp.ACK) && !s.segment.flags.Has(tcp.RST)
			})
	}},
	{"reset-in-syn-received", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.SynReceived) && d.flags.Has(tcp.RST)
	}},
	{"end-of-handshake", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.SynReceived) && !d.flags.Has(tcp.SYN) && !d.flags.Has(tcp.RST) && (d.facts.seq != 0 || d.stamp == noStamp || d.stamp == wrongReply)
	}},
	{"closed-fin-wait-2", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.FinWait2) && d.had(func(s step, _ facts) bool { return s.op == doClose })
	}},
	{"abort-in-last-ack", func(d difference) bool {
		gone := answered(d.there) && len(d.there.sockets) < len(d.earlier[len(d.earlier)-1].sockets)
		return d.in(tcp.LastAck, tcp.Closing) && gone && (d.op == doAbort && answered(d.here, "RST,ACK") ||
			d.op == doClose && d.had(func(s step, _ facts) bool { return s.op == doLinger && s.n == 0 && s.on == d.on }))
	}},
	{"beyond-the-fin", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.CloseWait, tcp.LastAck, tcp.Closing) && d.facts.seq+d.length() > 0 && d.length() > 0
	}},
	{"dropped-with-its-ack", func(d difference) bool {
		return d.op == doSegment && d.flags.Has(tcp.ACK) && d.in(tcp.FinWait1, tcp.LastAck, tcp.Closing) && d.facts.ack <= 0 && d.facts.seq != 0
	}},
}

var knownOfNumbers = []declared{
	{"paws", func(d difference) bool {
		return d.op == doSegment && d.facts.stamps && d.stamp == oldStamp && !d.flags.Has(tcp.RST) && d.ignored()
	}},
	{"ack-of-nothing-sent", func(d difference) bool {
		return d.op == doSegment && d.flags.Has(tcp.ACK) && !d.flags.Has(tcp.RST) && d.facts.ack > 0 && d.ignored()
	}},
	{"old-ack", func(d difference) bool {
		return d.op == doSegment && d.flags.Has(tcp.ACK) && !d.flags.Has(tcp.RST) && d.facts.old && d.ignored()
	}},
	// The same, when it shows later: netstack has kept data that Linux has not.
	{"old-ack", func(d difference) bool {
		return d.op == doSegment && d.had(func(s step, f facts) bool {
			return s.op == doSegment && s.segment.len > 0 && s.segment.flags.Has(tcp.ACK) && (f.old || f.ack > 0)
		})
	}},
	// A FIN without data that came ahead, when the gap before it is filled.
	{"lone-fin-ahead", func(d difference) bool {
		return d.op == doSegment && d.in(tcp.Established, tcp.FinWait1, tcp.FinWait2) && d.length() > 0 && d.facts.seq <= 0 &&
			d.had(func(s step, f facts) bool {
				return s.op == doSegment && s.segment.flags.Has(tcp.FIN|tcp.ACK) && s.segment.len == 0 &&
					f.seq > 0 && f.seq <= d.length() && f.ack <= 0 && !f.old
			})
	}},
	{"right-edge", func(d difference) bool {
		return d.op == doSegment && d.seqBase == edge && d.segment.seq+d.length() >= 0
	}},
}

var knownOfSending = []declared{
	{"fin-beyond-window", func(d difference) bool {
		return (d.op == doClose || d.op == doCloseWrite) && answered(d.here, "FIN,ACK") && answered(d.there)
	}},
	// Linux takes no number right of a window that was made smaller (tcp_acceptable_seq).
	{"shrunk-window", func(d difference) bool {
		return d.sameStates() && d.op == doSegment && d.segment.window < 1000 && len(d.here.answers) == 1 && len(d.there.answers) == 1 &&
			dataIn(d.here) == 0 && pureACK.ReplaceAllString(d.here.answers[0], "") == pureACK.ReplaceAllString(d.there.answers[0], "")
	}},
	{"ack-and-data", func(d difference) bool {
		return d.sameStates() && dataIn(d.here) > 0 && len(d.here.answers) > len(d.there.answers) &&
			slices.Equal(withData(d.here.answers), withData(d.there.answers))
	}},
	{"sizes-of-segments", func(d difference) bool {
		return d.sameStates() && dataIn(d.here) == dataIn(d.there) && dataIn(d.here) > 0 &&
			d.had(func(s step, f facts) bool {
				return s.op == doSegment && (s.segment.sack || s.segment.window < 1000)
			})
	}},
	{"window-update", func(d difference) bool {
		return d.sameStates() && dataIn(d.here) != dataIn(d.there) && d.had(func(s step, f facts) bool { return s.op == doSegment && s.segment.window < 1000 })
	}},
	{"urgent", func(d difference) bool {
		return (d.here.result != d.there.result || !slices.Equal(d.here.later, d.there.later) || d.op == doClose) &&
			(d.flags.Has(tcp.URG) || d.had(func(s step, f facts) bool { return s.op == doSegment && s.segment.flags.Has(tcp.URG) }))
	}},
}

var knownOfOptions = []declared{
	{"dsack", func(d difference) bool {
		return d.here.says() == d.there.says() && strings.Contains(strings.Join(d.there.options, ""), "sack")
	}},
	{"echoed-timestamp", func(d difference) bool { return d.here.says() == d.there.says() }},
}
