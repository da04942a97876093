package scenarios_test

import (
	"path"
	"slices"

	"github.com/twcheck/twcheck/scenarios"
)

// netstackMutation is a change to netstack's code, in pkg/tcpip/transport/tcp.
type netstackMutation struct {
	name, file, from, to string
	// added is appended to the file.
	added string
	// caughtBy are the observations that must fail.
	caughtBy []string
	// answeredBy are the questions of TestAnswers in package assertions whose answers
	// must change.
	answeredBy []string
}

// shortMutations are the names of the changes of -netstack=short. Together they affect
// every scenario at least once, and almost every one twice.
var shortMutations = []string{
	"TIME-WAIT lasts 1 ns less",
	"the end of the stream is an error",
	"a FIN is not acknowledged at once",
	"who is reset answers with a RST",
	"a SYN is enough to be accepted",
	"data is not acknowledged",
	"no RST ends SYN-RECEIVED",
	"a SYN is sent three times",
	"the first RTO is 3 s",
	"timestamps are not agreed on by who listens",
	"every segment with an ACK restarts 2 MSL, as on Linux",
	"an acknowledgement of what was not sent is not acceptable",
	"Close ends LAST-ACK and TIME-WAIT",
	"data of the third segment is thrown away",
	"SO_REUSEADDR is ignored",
	"initial sequence numbers are the clock alone",
	"half-open connections outlive their listener",
	"close does not lead to FIN-WAIT-1 with data unsent",
	"cookies do not expire",
	"a SYN reopens with a newer timestamp too (RFC 6191)",
	"close with unread data sends a FIN",
	"the error of a connection is told again and again",
	"another SYN in SYN-RECEIVED is ignored",
	"the first keep-alive comes after the interval",
	"new data after close is dropped without a word",
	"a keep-alive repeats nothing",
	"the clock does not move initial sequence numbers",
	"every SYN reopens",
	"a SYN with an older timestamp from the same address is dropped, as with tcp_tw_recycle",
	"a FIN outside of the window is not acknowledged",
	"an acknowledgement of the FIN counts although its segment is behind a gap",
}

var netstackMutations = []netstackMutation{
	{
		"SO_LINGER 0 is ignored", "endpoint.go",
		"if linger.Enabled && linger.Timeout == 0 {", "if linger.Enabled && linger.Timeout < 0 {",
		"",
		[]string{
			"C-09 segments of the close", "C-09 states of the closer", "C-09 in TIME-WAIT is, when the other side has closed too", "C-09 what the other side reads",
			"C-09 segments of the close in FIN-WAIT-2", "C-09 segments of the close in CLOSE-WAIT",
			"C-09 data behind a full window, close with SO_LINGER 0: arrived",
			"C-38 SO_LINGER of 0: TIME-WAIT lasted",
			"C-61 SO_LINGER of 0: states of the sender", "C-61 SO_LINGER of 0: sockets of the sender",
		},
		[]string{"HaveClosedWithRST-holds", "HaveLostWritten-holds", "HaveReceived-holds"},
	},
	{
		"SO_LINGER 0 works in ESTABLISHED only", "endpoint.go",
		"isResetState := s == StateEstablished || s == StateCloseWait || s == StateFinWait1 || s == StateFinWait2 || s == StateSynRecv",
		"isResetState := s == StateEstablished",
		"",
		[]string{
			"C-09 segments of the close in FIN-WAIT-1", "C-09 segments of the close in FIN-WAIT-2", "C-09 segments of the close in CLOSE-WAIT",
		},
		nil,
	},
	{
		"TIME-WAIT lasts 1 ns less", "connect.go",
		"timeWaitDuration = time.Duration(tcpTW)", "timeWaitDuration = time.Duration(tcpTW) - 1",
		"",
		[]string{"C-02 state after 59.999999999s", "C-02 TIME-WAIT lasted, set to 4m0s", "C-03 FIN twice, 30s apart: TIME-WAIT lasted"},
		[]string{"HaveTimeWait-holds", "HaveTimeWaitLeft-holds"},
	},
	{
		"a FIN does not restart 2 MSL", "dispatcher.go",
		"if extendTimeWait {", "if extendTimeWait && ep == nil {",
		"",
		append([]string{"C-03 FIN twice, 1ns apart: TIME-WAIT lasted", "C-03 last ACK lost once: TIME-WAIT ended, after the last FIN"}, matching("C-66 *FIN alone again after*")...),
		[]string{"HaveRestartedTimeWait-holds", "HaveTimeWaitLeft-holds"},
	},
	{
		"a FIN is not acknowledged again", "rcv.go",
		"r.ep.snd.sendAck()\n\t\treturn true, false", "return true, false",
		"",
		append([]string{"C-03 last ACK lost once: segments"}, matching("C-66 *FIN alone again: answer", "C-64 *FIN again without: answer", "C-60 no reboot: answer to the old FIN")...),
		nil,
	},
	{
		"crossing FINs end without TIME-WAIT", "rcv.go",
		"case StateClosing:\n\t\t\tr.ep.setEndpointState(StateTimeWait)", "case StateClosing:\n\t\t\tr.ep.transitionToStateCloseLocked()",
		"",
		[]string{"C-06 states of the client", "C-06 in TIME-WAIT are", "C-06 TIME-WAIT of the server lasted"},
		nil,
	},
	{
		"crossing FINs do not lead to CLOSING", "rcv.go",
		"r.ep.setEndpointState(StateClosing)", "r.ep.setEndpointState(StateTimeWait)",
		"",
		[]string{"C-06 states of the client", "C-06 states of the server"},
		nil,
	},
	{
		"a bare ACK behind a lost FIN is no data after close", "rcv.go",
		"if state != StateCloseWait && rcvClosed && r.RcvNxt.LessThan(endDataSeq) {",
		"if state != StateCloseWait && rcvClosed && s.payloadSize() > 0 && r.RcvNxt.LessThan(endDataSeq) {",
		"",
		[]string{"C-06 one FIN is lost once: segments", "C-06 one FIN is lost once: states of its sender"},
		nil,
	},
	{
		"connecting from a tuple in TIME-WAIT says EADDRINUSE", "endpoint.go",
		"return &tcpip.ErrBadLocalAddress{}\n\t\t}\n\t\treturn err\n\t}\n\n\te.isRegistered = true", "return err\n\t\t}\n\t\treturn err\n\t}\n\n\te.isRegistered = true",
		"",
		[]string{"C-13 again after 0s, with SO_REUSEADDR"},
		nil,
	},
	{
		"a SYN reopens with RCV.NXT too", "rcv.go",
		"if s.flags.Contains(header.TCPFlagSyn) && r.RcvNxt.LessThan(segSeq) {", "if s.flags.Contains(header.TCPFlagSyn) && !segSeq.LessThan(r.RcvNxt) {",
		"",
		[]string{"C-15 SYN with RCV.NXT: answer", "C-15 SYN with RCV.NXT: state of the old connection", "C-15 SYN with RCV.NXT, TIME-WAIT lasted"},
		nil,
	},
	{
		"every SYN reopens", "rcv.go",
		"if s.flags.Contains(header.TCPFlagSyn) && r.RcvNxt.LessThan(segSeq) {", "if s.flags.Contains(header.TCPFlagSyn) {",
		"",
		append([]string{"C-15 SYN with RCV.NXT-1000: answer", "C-15 SYN with RCV.NXT-1: state of the old connection", "C-15 SYN with RCV.NXT+2^31+1: answer"}, matching("C-17 SYN with RCV.NXT-1000*", "C-19 SYN*: answer", "C-60 no reboot: answer to a SYN*", "C-60 no reboot: old data*")...),
		nil,
	},
	{
		"no SYN reopens", "rcv.go",
		"if s.flags.Contains(header.TCPFlagSyn) && r.RcvNxt.LessThan(segSeq) {", "if r.RcvNxt.LessThan(segSeq) && r.ep == nil {",
		"",
		append([]string{"C-15 SYN with RCV.NXT+1: answer", "C-15 SYN with RCV.NXT+1: state of the old connection", "C-15 a host that connects again from the same port, 1s later"}, matching("C-17 SYN with RCV.NXT+1000*", "C-19 then*", "C-34 *4.194496ms*", "C-34 *192ns*", "C-34 *given up*", "C-34 *137s*")...),
		[]string{"RejectIncarnation-accepted"},
	},
	{
		"a SYN that does not reopen is acknowledged, as by Linux", "rcv.go",
		"// Drop the segment if it does not contain an ACK.\n\tif !s.flags.Contains(header.TCPFlagAck) {", "if !s.flags.Contains(header.TCPFlagAck) {\n\t\tr.ep.snd.sendAck()",
		"",
		append([]string{"C-15 SYN with RCV.NXT-1: answer", "C-15 SYN with RCV.NXT: answer"}, matching("C-19 SYN*: answer", "C-19 again in*", "C-19 again after 1s*", "C-66 FIN without ACK again: answer")...),
		[]string{"RejectIncarnation-holds", "RejectIncarnation-otherwise"},
	},
	{
		"a SYN ends TIME-WAIT although nobody listens", "connect.go",
		"if extTW {\n\t\t\textendTimeWait = true", "if newSyn {\n\t\t\treturn false, func() {}\n\t\t}\n\t\tif extTW {\n\t\t\textendTimeWait = true",
		"",
		append([]string{"C-15 SYN with RCV.NXT+1 and nobody listens: state of the old connection"}, matching("C-65 *RCV.NXT+*nobody listens after*")...),
		nil,
	},
	{
		"the clock does not move initial sequence numbers", "connect.go",
		"isn := hash + uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>6)",
		"isn := hash + uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>62)",
		"",
		append([]string{"C-15 the host's new sequence numbers, 1s later, begin"}, matching("C-20 *4m35s*", "C-33 *64ns: *", "C-33 *4µs: up by", "C-33 *4ms: up by", "C-33 *1s: up by", "C-33 *4m34.87790688s: up by")...),
		nil,
	},
	{
		"initial sequence numbers are never the same", "connect.go",
		"isn := hash + uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>6)",
		"isnCount += 65537\n\tisn := hash + isnCount + uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>6)\n\t//",
		"var isnCount uint32\n",
		append([]string{"C-15 the host's new sequence numbers, at the same instant, begin"}, matching("C-33 * after 0s: up by", "C-33 * after 63ns: up by", "C-33 * after 4m34.877906944s: up by")...),
		nil,
	},
	{
		"a RST with RCV.NXT ends TIME-WAIT, as on Linux", "connect.go",
		"extTW, newSyn := e.rcv.handleTimeWaitSegment(s)",
		"if s.flags.Contains(header.TCPFlagRst) && s.sequenceNumber == e.rcv.RcvNxt {\n\t\t\ts.DecRef()\n\t\t\treturn false, func() {}\n\t\t}\n\t\textTW, newSyn := e.rcv.handleTimeWaitSegment(s)",
		"",
		[]string{
			"C-16 RST with RCV.NXT after 30s: TIME-WAIT lasted", "C-16 RST,ACK with RCV.NXT after 30s: TIME-WAIT lasted",
			"C-16 an old duplicate arrives after 30s: TIME-WAIT lasted",
			"C-16 an old duplicate arrives after 30s, then the FIN again: answer to the FIN",
		},
		nil,
	},
	{
		"every RST ends TIME-WAIT", "connect.go",
		"extTW, newSyn := e.rcv.handleTimeWaitSegment(s)",
		"if s.flags.Contains(header.TCPFlagRst) {\n\t\t\ts.DecRef()\n\t\t\treturn false, func() {}\n\t\t}\n\t\textTW, newSyn := e.rcv.handleTimeWaitSegment(s)",
		"",
		[]string{
			"C-16 RST with RCV.NXT-1 after 30s: TIME-WAIT lasted", "C-16 RST with RCV.NXT+5 after 30s: TIME-WAIT lasted",
			"C-16 RST with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", "C-16 RST,ACK with RCV.NXT-1 after 30s: TIME-WAIT lasted",
		},
		nil,
	},
	{
		// Only to the peer: two hosts would answer each other forever.
		"a RST in TIME-WAIT is answered", "rcv.go",
		"if s.flags.Contains(header.TCPFlagRst) {\n\t\treturn false, false",
		"if s.flags.Contains(header.TCPFlagRst) {\n\t\tif r.ep.TransportEndpointInfo.ID.RemotePort == 1500 {\n\t\t\tr.ep.snd.sendAck()\n\t\t}\n\t\treturn false, false",
		"",
		[]string{
			"C-16 RST with RCV.NXT-1: answer", "C-16 RST with RCV.NXT: answer", "C-16 RST with RCV.NXT+5: answer", "C-16 RST with RCV.NXT+2^30: answer",
			"C-16 RST,ACK with RCV.NXT-1: answer", "C-16 RST,ACK with RCV.NXT: answer", "C-16 RST,ACK with RCV.NXT+5: answer", "C-16 RST,ACK with RCV.NXT+2^30: answer",
		},
		nil,
	},
	{
		"an old duplicate in TIME-WAIT is not acknowledged", "rcv.go",
		"if segSeq != r.RcvNxt || segLen != 0 {\n\t\tr.ep.snd.sendAck()", "if segSeq != r.RcvNxt && segLen == 0 {\n\t\tr.ep.snd.sendAck()",
		"",
		append([]string{"C-16 an old duplicate arrives after 30s: segments that follow", "C-16 an old duplicate arrives after 30s: sequence number of the RST"}, matching("C-18 5 bytes*: answer", "C-18 10 *", "C-18 *segments that follow", "C-66 FIN with [0-9]*: answer", "C-66 *bytes alone again: answer")...),
		nil,
	},
	{
		"a segment without data is not acknowledged in TIME-WAIT", "rcv.go",
		"if segSeq != r.RcvNxt || segLen != 0 {", "if segLen != 0 {",
		"",
		matching("C-65 SYN,ACK with RCV.NXT-1000: answer", "C-65 SYN,ACK with RCV.NXT-1000, nobody listens: answer",
			"C-67 ACK with RCV.NXT-1*: answer", "C-67 ACK with RCV.NXT+5: answer", "C-67 10 ACKs*"),
		nil,
	},
	{
		// Only to the peer: two hosts would answer each other forever.
		"every ACK is acknowledged in TIME-WAIT", "rcv.go",
		"if segSeq != r.RcvNxt || segLen != 0 {", "if segSeq != r.RcvNxt || segLen != 0 || r.ep.TransportEndpointInfo.ID.RemotePort == 1500 {",
		"",
		matching("C-65 SYN,ACK with RCV.NXT: answer", "C-65 SYN,ACK with RCV.NXT, nobody listens: answer", "C-67 ACK with RCV.NXT: answer", "C-67 ACK with RCV.NXT, *: answer"),
		nil,
	},
	{
		"every segment with an ACK restarts 2 MSL, as on Linux", "connect.go",
		"if extTW {", "if extTW || s.flags.Contains(header.TCPFlagAck) && !s.flags.Contains(header.TCPFlagRst) {",
		"",
		matching("C-18 *: TIME-WAIT lasted", "C-65 *RCV.NXT after*: TIME-WAIT lasted", "C-65 *RCV.NXT-1000*: TIME-WAIT lasted", "C-65 *listens after*: TIME-WAIT lasted",
			"C-66 FIN with *: TIME-WAIT lasted", "C-66 *bytes alone*: TIME-WAIT lasted", "C-67 *: TIME-WAIT lasted"),
		nil,
	},
	{
		"a SYN,ACK opens nothing", "rcv.go",
		"if s.flags.Contains(header.TCPFlagSyn) && r.RcvNxt.LessThan(segSeq) {", "if s.flags.Contains(header.TCPFlagSyn) && !s.flags.Contains(header.TCPFlagAck) && r.RcvNxt.LessThan(segSeq) {",
		"",
		matching("C-65 SYN,ACK with RCV.NXT+*: answer", "C-65 SYN,ACK with RCV.NXT+1 after*", "C-65 SYN,ACK with RCV.NXT+1000 after*", "C-65 *answer to the FIN"),
		nil,
	},
	{
		"a FIN with data restarts 2 MSL", "rcv.go",
		"if segSeq.Add(1) == r.RcvNxt && s.flags.Contains(header.TCPFlagFin) {", "if segSeq.Add(1+segLen) == r.RcvNxt && s.flags.Contains(header.TCPFlagFin) {",
		"",
		matching("C-66 FIN with *: TIME-WAIT lasted"),
		nil,
	},
	{
		"a SYN reopens with a newer timestamp too (RFC 6191)", "rcv.go",
		"if s.flags.Contains(header.TCPFlagSyn) && r.RcvNxt.LessThan(segSeq) {",
		"if s.flags.Contains(header.TCPFlagSyn) && (r.RcvNxt.LessThan(segSeq) || r.ep.SendTSOk && s.parsedOptions.TS && s.parsedOptions.TSVal > r.ep.recentTimestamp()) {",
		"",
		matching("C-17 SYN with RCV.NXT-1000 and a timestamp 1s newer*"),
		nil,
	},
	{
		"an older timestamp is not acceptable (PAWS)", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {", "if !r.acceptable(segSeq, segLen) || r.ep.SendTSOk && s.parsedOptions.TS && s.parsedOptions.TSVal < r.ep.recentTimestamp() {",
		"",
		matching("C-20 *older*: the application reads", "C-20 *4m34.8*reads", "C-20 then*", "C-63 *went back*"),
		nil,
	},
	{
		"an acknowledgement of what was not sent is not acceptable", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {", "if !r.acceptable(segSeq, segLen) || r.ep.snd.SndNxt.LessThan(s.ackNumber) {",
		"",
		matching("C-21 *acknowledges SND.NXT+*", "C-21 two hosts*"),
		nil,
	},
	{
		"an acknowledgement that is too old is not acceptable", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {", "if !r.acceptable(segSeq, segLen) || s.ackNumber.LessThan(r.ep.snd.SndUna-65535) {",
		"",
		matching("C-20 *acknowledgement of the old*reads", "C-21 *acknowledges SND.NXT-100000*"),
		nil,
	},
	{
		"ACKs in answer to segments outside of the window come twice as often", "endpoint.go",
		"if now.Sub(e.lastOutOfWindowAckTime) < time.Duration(limit) {", "if now.Sub(e.lastOutOfWindowAckTime) < time.Duration(limit)/2 {",
		"",
		matching("C-21 another after 499*"),
		nil,
	},
	{
		// Only to the peer: two hosts would answer each other forever.
		"ACKs in answer to segments outside of the window are not limited", "endpoint.go",
		"if now.Sub(e.lastOutOfWindowAckTime) < time.Duration(limit) {", "if e.TransportEndpointInfo.ID.RemotePort != 1500 && now.Sub(e.lastOutOfWindowAckTime) < time.Duration(limit) {",
		"",
		matching("C-21 10 ACKs*"),
		nil,
	},
	{
		"an ACK of something else in SYN-SENT is not answered", "connect.go",
		"h.ep.sendEmptyRaw(header.TCPFlagRst, s.ackNumber, 0, 0)\n\t\t// Since", "// Since",
		"",
		matching("C-22 segments*", "C-22 *server after it"),
		nil,
	},
	{
		"a SYN is not sent again at once after such a RST", "connect.go",
		"h.retransmitTimer.reinit(tcpMinTimeout)", "",
		"",
		matching("C-22 connected"),
		nil,
	},
	{
		"a segment without data outside of the window is not answered", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)", "if !r.acceptable(segSeq, segLen) {\n\t\tif segLen > 0 {\n\t\t\tr.ep.snd.maybeSendOutOfWindowAck(s)\n\t\t}",
		"",
		matching("C-21 ACK with RCV.NXT-1: answer", "C-21 10 ACKs*", "C-21 another after 500ms*"),
		nil,
	},
	{
		"SO_REUSEADDR is ignored", "endpoint.go",
		"e.portFlags.TupleOnly = v", "e.portFlags.TupleOnly = v && false",
		"",
		matching("C-14 *-*on both", "C-14 ESTABLISHED*on both"),
		nil,
	},
	{
		"a port that is in use can be bound", "endpoint.go",
		"FailedPortReservations.Increment()\n\t\treturn err\n\t}\n\n\te.boundBindToDevice", "FailedPortReservations.Increment()\n\t\tport = addr.Port\n\t}\n\n\te.boundBindToDevice",
		"",
		matching("C-14 *neither", "C-14 *old socket", "C-14 *new socket", "C-39 *by name*"),
		nil,
	},
	{
		"a SYN in a synchronized state is not answered", "connect.go",
		"e.snd.maybeSendOutOfWindowAck(s)\n\t} else if s.flags.Contains(header.TCPFlagAck) {", "} else if s.flags.Contains(header.TCPFlagAck) {",
		"",
		matching("C-26 *: segments", "C-26 *: connected"),
		nil,
	},
	{
		"a RST in CLOSE-WAIT is one as in ESTABLISHED", "connect.go",
		"case StateCloseWait:\n\t\te.transitionToStateCloseLocked()\n\t\te.hardError = &tcpip.ErrAborted{}\n\t\treturn false, nil\n", "",
		"",
		matching("C-26 *CLOSE-WAIT: the old connection*"),
		nil,
	},
	{
		"a port in TIME-WAIT is reused after 2s", "endpoint.go",
		"Sub(tcpEP.recentTSTime) < 1*time.Second {", "Sub(tcpEP.recentTSTime) < 2*time.Second {",
		"",
		matching("C-39 tcp_tw_reuse=1, to *after 1s", "C-39 tcp_tw_reuse=2, to 127.0.0.1:80*after 1s"),
		nil,
	},
	{
		"a port in TIME-WAIT is reused only with timestamps, as on Linux", "endpoint.go",
		"if tcpEP.EndpointState() != StateTimeWait ||", "if tcpEP.EndpointState() != StateTimeWait || !tcpEP.SendTSOk ||",
		"",
		matching("C-39 *does not speak timestamps*"),
		nil,
	},
	{
		"initial sequence numbers are the clock alone", "connect.go",
		"isn := hash + uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>6)",
		"_ = hash\n\tisn := uint32(clock.NowMonotonic().Sub(tcpip.MonotonicTime{}).Nanoseconds()>>6)",
		"",
		matching("C-33 *at the same instant", "C-33 the server's*", "C-33 20*", "C-60 *before and after"),
		nil,
	},
	{
		"a segment without the agreed timestamps is not acceptable", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {", "if !r.acceptable(segSeq, segLen) || r.ep.SendTSOk && !s.parsedOptions.TS {",
		"",
		matching("C-64 data without: the*", "C-64 FIN without*", "C-64 the ACK of the FIN*"),
		nil,
	},
	{
		"the last ACK of the handshake needs no timestamps", "connect.go",
		"if h.ep.SendTSOk && !s.parsedOptions.TS {", "if h.ep.SendTSOk && !s.parsedOptions.TS && h.ep == nil {",
		"",
		matching("C-64 the last ACK*"),
		nil,
	},
	{
		"close with unread data sends a FIN", "endpoint.go",
		"if e.shutdownFlags&tcpip.ShutdownWrite != 0 && rcvBufUsed > 0 {", "if e.shutdownFlags&tcpip.ShutdownWrite != 0 && rcvBufUsed < 0 {",
		"",
		[]string{
			"C-10 close in ESTABLISHED: segments", "C-10 close in ESTABLISHED: states", "C-10 close in FIN-WAIT-2: segments", "C-10 close in FIN-WAIT-2: states",
			"C-10 close in CLOSE-WAIT: segments", "C-10 close in CLOSE-WAIT: states", "C-10 close in TIME-WAIT: segments", "C-10 close in TIME-WAIT: states",
			"C-10 in TIME-WAIT is, when both have closed", "C-10 response that was lost once, a part of the request was not read: the client reads",
			"C-61 data that was not read: sockets of the sender",
		},
		[]string{"HaveClosedWithRST-unread"},
	},
	{
		"close with unread data leaves TIME-WAIT alone", "endpoint.go",
		"if e.shutdownFlags&tcpip.ShutdownWrite != 0 && rcvBufUsed > 0 {", "if e.shutdownFlags&tcpip.ShutdownWrite != 0 && rcvBufUsed > 0 && e.EndpointState() != StateTimeWait {",
		"",
		[]string{"C-10 close in TIME-WAIT: segments", "C-10 close in TIME-WAIT: states"},
		nil,
	},
	{
		"new data after close is dropped without a word", "rcv.go",
		"if state != StateCloseWait && rcvClosed && r.RcvNxt.LessThan(endDataSeq) {\n\t\t\treturn true, &tcpip.ErrConnectionAborted{}",
		"if state != StateCloseWait && rcvClosed && r.RcvNxt.LessThan(endDataSeq) {\n\t\t\treturn true, nil",
		"",
		[]string{
			"C-11 data in FIN-WAIT-1: state afterwards", "C-11 data and FIN in one segment in FIN-WAIT-1: state afterwards", "C-11 data beyond what is expected in FIN-WAIT-1: state afterwards",
			"C-11 data in FIN-WAIT-2: state afterwards", "C-11 data and FIN in one segment in FIN-WAIT-2: state afterwards", "C-11 data beyond what is expected in FIN-WAIT-2: state afterwards",
		},
		nil,
	},
	{
		"old data after close resets too", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)", "if !r.acceptable(segSeq, segLen) {\n\t\tif closed && segLen > 0 {\n\t\t\treturn true, &tcpip.ErrConnectionAborted{}\n\t\t}\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)",
		"",
		[]string{"C-11 data that has arrived before in FIN-WAIT-1: state afterwards", "C-11 data that has arrived before in FIN-WAIT-2: state afterwards"},
		nil,
	},
	{
		"writing after CloseWrite says that there is no connection", "endpoint.go",
		"// Check if the connection has already been closed for sends.\n\tif e.sndQueueInfo.SndClosed {\n\t\treturn 0, &tcpip.ErrClosedForSend{}", "if e.sndQueueInfo.SndClosed {\n\t\treturn 0, &tcpip.ErrNotConnected{}",
		"",
		[]string{"C-08 the client writes"},
		nil,
	},
	{
		"who does not answer keep-alives is taken for one that has reset", "connect.go",
		"return &tcpip.ErrTimeout{}\n\t}\n\n\t// RFC1122 4.2.3.6", "return &tcpip.ErrConnectionReset{}\n\t}\n\n\t// RFC1122 4.2.3.6",
		"",
		[]string{"C-36 the other side crashed, keep-alives every 15s: the active closer reads"},
		nil,
	},
	{
		"every RST ends SYN-RECEIVED", "connect.go",
		"if s.sequenceNumber.InWindow(h.ackNum, h.rcvWnd) {\n\t\t\treturn &tcpip.ErrConnectionRefused{}", "if h.ep != nil {\n\t\t\treturn &tcpip.ErrConnectionRefused{}",
		"",
		[]string{"C-12 RST with RCV.NXT-1: sockets of the server", "C-12 RST with RCV.NXT+2^30: sockets of the server"},
		nil,
	},
	{
		"no RST ends SYN-RECEIVED", "connect.go",
		"if s.sequenceNumber.InWindow(h.ackNum, h.rcvWnd) {\n\t\t\treturn &tcpip.ErrConnectionRefused{}", "if h.ep == nil {\n\t\t\treturn &tcpip.ErrConnectionRefused{}",
		"",
		[]string{"C-12 RST with RCV.NXT: sockets of the server", "C-12 RST: SYN,ACKs of the next 5 minutes"},
		nil,
	},
	{
		"a RST in SYN-RECEIVED is answered", "connect.go",
		"// RFC 793, page 37, states that in the SYN-RCVD state, a reset", "h.ep.sendEmptyRaw(header.TCPFlagAck, h.iss+1, h.ackNum, h.rcvWnd)\n\t\t// RFC 793, page 37, states that in the SYN-RCVD state, a reset",
		"",
		[]string{"C-12 RST with RCV.NXT-1: answer", "C-12 RST with RCV.NXT: answer", "C-12 RST with RCV.NXT+5: answer", "C-12 RST with RCV.NXT+2^30: answer"},
		nil,
	},
	{
		"the end of the stream is an error", "endpoint.go",
		"if e.RcvClosed || !e.EndpointState().connected() {\n\t\t\treturn &tcpip.ErrClosedForReceive{}", "if e.RcvClosed || !e.EndpointState().connected() {\n\t\t\treturn &tcpip.ErrConnectionReset{}",
		"",
		[]string{
			"C-52 FIN in ESTABLISHED: a read says", "C-52 FIN in ESTABLISHED: a second read says", "C-52 FIN in ESTABLISHED: a read and a write say",
			"C-52 RST in CLOSE-WAIT: a read says", "C-52 RST in CLOSE-WAIT: a second read says", "C-52 RST in CLOSE-WAIT behind data that was not read: it reads",
		},
		nil,
	},
	{
		"CLOSE-WAIT takes no data", "endpoint.go",
		"case !s.connecting() && !s.connected():\n\t\treturn 0, &tcpip.ErrClosedForSend{}", "case s == StateCloseWait || !s.connecting() && !s.connected():\n\t\treturn 0, &tcpip.ErrClosedForSend{}",
		"",
		[]string{"C-52 FIN in ESTABLISHED: two writes say", "C-52 FIN in ESTABLISHED: a read and a write say"},
		nil,
	},
	{
		"Close in SYN-SENT sends a RST", "endpoint.go",
		"e.handshakeFailed(&tcpip.ErrAborted{})\n\t\t// Notify", "e.sendEmptyRaw(header.TCPFlagRst, e.h.iss+1, 0, 0)\n\t\te.handshakeFailed(&tcpip.ErrAborted{})\n\t\t// Notify",
		"",
		[]string{"C-53 Close in SYN-SENT: segments of the next 5 minutes"},
		nil,
	},
	{
		// Only to a server's port: two hosts would answer each other forever.
		"a RST for no connection is answered", "protocol.go",
		"if !s.flags.Contains(header.TCPFlagRst) {\n\t\treplyWithReset(", "if !s.flags.Contains(header.TCPFlagRst) || id.RemotePort == 80 {\n\t\treplyWithReset(",
		"",
		[]string{"C-53 Close in SYN-SENT, a RST comes 1s later: answer"},
		nil,
	},
	{
		"a RST for no connection has the sequence number 0", "protocol.go",
		"seq = s.ackNumber\n", "seq = 0\n",
		"",
		[]string{"C-53 Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST"},
		nil,
	},
	{
		"closing a listener resets half-open connections", "endpoint.go",
		"for n := range pendingEndpoints {\n", "for n := range pendingEndpoints {\n\t\tn.sendEmptyRaw(header.TCPFlagRst, n.h.iss+1, 0, 0)\n",
		"",
		[]string{"C-53 Close in LISTEN, a handshake is under way: the peer gets"},
		nil,
	},
	{
		"closing a listener closes with a FIN what was not accepted", "endpoint.go",
		"for _, n := range completedEndpoints {\n\t\tn.Abort()", "for _, n := range completedEndpoints {\n\t\tn.Close()",
		"",
		[]string{"C-53 Close in LISTEN, a connection was not accepted yet: segments", "C-53 Close in LISTEN, a connection was not accepted yet: its client reads"},
		nil,
	},
	{
		"a second close sends a second FIN", "endpoint.go",
		"// Already closed.\n", "e.snd.sendEmptySegment(header.TCPFlagFin|header.TCPFlagAck, e.snd.SndNxt)\n",
		"",
		[]string{
			"C-54 Close 1s after CloseWrite: segments of both", "C-54 Close in LAST-ACK after CloseWrite: segments of the close",
			"C-54 Close in TIME-WAIT after CloseWrite: segments of the close",
		},
		nil,
	},
	{
		"Close ends LAST-ACK and TIME-WAIT", "endpoint.go",
		"if e.EndpointState() == StateTimeWait {\n\t\t\t\t\treturn", "if s := e.EndpointState(); s == StateTimeWait || s == StateLastAck {\n\t\t\t\t\te.transitionToStateCloseLocked()\n\t\t\t\t\treturn",
		"",
		[]string{"C-54 Close in LAST-ACK after CloseWrite: state afterwards", "C-54 Close in TIME-WAIT after CloseWrite: state afterwards"},
		nil,
	},
	{
		"every RST is believed", "connect.go",
		"if !e.rcv.acceptable(s.sequenceNumber, 0) {",
		"if state := e.EndpointState(); state != StateTimeWait {\n\t\treturn false, &tcpip.ErrConnectionReset{}\n\t}\n\tif !e.rcv.acceptable(s.sequenceNumber, 0) {",
		"",
		[]string{
			"C-25 CLOSE-WAIT: then read, read",
			"C-42 ESTABLISHED, RST with RCV.NXT-1",
			"C-42 ESTABLISHED, RST with RCV.NXT+2^30",
			"C-42 FIN-WAIT-1, RST with RCV.NXT-1",
			"C-42 FIN-WAIT-1, RST with RCV.NXT+2^30",
			"C-42 FIN-WAIT-2, RST with RCV.NXT-1",
			"C-42 FIN-WAIT-2, RST with RCV.NXT+2^30",
			"C-42 CLOSE-WAIT, RST with RCV.NXT-1",
			"C-42 CLOSE-WAIT, RST with RCV.NXT+2^30",
			"C-42 CLOSING, RST with RCV.NXT-1",
			"C-42 CLOSING, RST with RCV.NXT+2^30",
			"C-42 LAST-ACK, RST with RCV.NXT-1",
			"C-42 LAST-ACK, RST with RCV.NXT+2^30",
			"C-49 RST with RCV.NXT-1",
			"C-49 RST with RCV.NXT+1",
		},
		nil,
	},
	{
		"every RST is believed in SYN-RECEIVED", "connect.go",
		"if s.sequenceNumber.InWindow(h.ackNum, h.rcvWnd) {\n\t\t\treturn",
		"if s != nil {\n\t\t\treturn",
		"",
		[]string{
			"C-42 SYN-RECEIVED, RST with RCV.NXT-1",
			"C-42 SYN-RECEIVED, RST with RCV.NXT+2^30",
		},
		nil,
	},
	{
		"every RST is believed in SYN-SENT", "connect.go",
		"if s.flags.Contains(header.TCPFlagAck) && s.ackNumber == h.iss+1 {",
		"if s != nil {",
		"",
		[]string{
			"C-42 SYN-SENT, RST without ACK: connect says",
			"C-42 SYN-SENT, RST,ACK of what was not sent: connect says",
			"C-42 SYN-SENT, RST,ACK of what was before the SYN: connect says",
		},
		nil,
	},
	{
		"no RST is believed", "connect.go",
		"if ok, err := e.handleReset(s); !ok {",
		"if ok, err := e.handleReset(s); !ok && e == nil {",
		"",
		[]string{
			"C-42 ESTABLISHED, RST after a challenge ACK, with its acknowledgement number",
		},
		nil,
	},
	{
		"a connection is aborted half a second after it began", "connect.go",
		"if rtt > 0 {\n\t\th.ep.snd.updateRTO(rtt)",
		"h.ep.stack.Clock().AfterFunc(time.Second/2, h.ep.Abort)\n\n\tif rtt > 0 {\n\t\th.ep.snd.updateRTO(rtt)",
		"",
		[]string{
			"C-43 without keep-alives: state after 30 days",
			"C-43 what ended it",
			"C-45 read deadline of 1s, nothing written: read says",
			"C-45 read deadline of 1s, nothing written: state after 3 hours",
			"C-45 read deadline of 1s, data written: read says",
			"C-45 TCP_USER_TIMEOUT of 1s, nothing written: read says",
			"C-45 TCP_USER_TIMEOUT of 1s, nothing written: state after 3 hours",
			"C-45 TCP_USER_TIMEOUT of 1s, data written: read says",
			"C-45 TCP_USER_TIMEOUT of 10s, nothing written: read says",
			"C-45 TCP_USER_TIMEOUT of 10s, nothing written: state after 3 hours",
			"C-45 TCP_USER_TIMEOUT of 10s, data written: read says",
			"C-45 retransmissions, nothing written: read says",
			"C-45 retransmissions, nothing written: state after 3 hours",
			"C-45 write deadline of 1s, behind a full window: write says",
			"C-45 write deadline of 1s, behind a full window: state then",
			"C-59 a loop of routers for 10s: state of the sender meanwhile",
		},
		nil,
	},
	{
		"a keep-alive repeats nothing", "connect.go",
		"e.snd.sendEmptySegment(header.TCPFlagAck, e.snd.SndNxt-1)\n\te.resetKeepaliveTimer(false)",
		"e.snd.sendEmptySegment(header.TCPFlagAck, e.snd.SndNxt)\n\te.resetKeepaliveTimer(false)",
		"",
		[]string{
			"C-43 a probe's sequence number",
		},
		nil,
	},
	{
		"who gives up sends a RST, as Linux for keep-alives", "connect.go",
		"e.lastErrorMu.Unlock()\n\t\t\te.cleanupLocked()\n\t\t\te.setEndpointState(StateError)",
		"e.lastErrorMu.Unlock()\n\t\t\tif e.snd != nil {\n\t\t\t\te.sendEmptyRaw(header.TCPFlagAck|header.TCPFlagRst, e.snd.SndNxt, e.rcv.RcvNxt, 0)\n\t\t\t}\n\t\t\te.cleanupLocked()\n\t\t\te.setEndpointState(StateError)",
		"",
		[]string{
			"C-47 FIN-WAIT-1: RSTs",
			"C-47 CLOSING: RSTs",
			"C-47 LAST-ACK: RSTs",
		},
		nil,
	},
	{
		"retransmissions have no end", "snd.go",
		"if seg != nil && seg.xmitCount > s.maxRetries {",
		"if seg != nil && seg.xmitCount > 10*s.maxRetries {",
		"",
		[]string{
			"C-45 read deadline of 1s, data written: state after 3 hours",
			"C-45 retransmissions, data written: state after 3 hours",
			"C-45 keep-alive of 1s, 1s, 2, data written: state after 3 hours",
			"C-47 FIN-WAIT-1, at most 2 retransmissions: FINs",
			"C-47 FIN-WAIT-1: ended by",
			"C-47 CLOSING, at most 2 retransmissions: FINs",
			"C-47 CLOSING: ended by",
			"C-47 LAST-ACK, at most 2 retransmissions: FINs",
			"C-47 LAST-ACK: ended by",
		},
		nil,
	},
	{
		"keep-alives have no end", "connect.go",
		"if e.keepalive.unacked >= e.keepalive.count {",
		"if e.keepalive.unacked < 0 {",
		"",
		[]string{
			"C-43 states of the side that gave up",
			"C-45 keep-alive of 1s, 1s, 2, nothing written: state after 3 hours",
		},
		nil,
	},
	{
		"a SYN is sent three times", "connect.go",
		"newBackoffTimer(h.ep.stack.Clock(), InitialRTO, MaxRTO, timerHandler(e, h.retransmitHandlerLocked))",
		"newBackoffTimer(h.ep.stack.Clock(), InitialRTO, 4*time.Second, timerHandler(e, h.retransmitHandlerLocked))",
		"",
		[]string{
			"C-46 SYNs",
			"C-46 connect says",
			"C-46 connect says after 126.999999999s",
			"C-46 connect says after 2m59.999999999s",
			"C-46 connect with a time-out of 10s says",
			"C-46 the host comes back after 30s: connect says",
			"C-58 SYN-SENT, source quench: connect says",
			"C-58 SYN-SENT, time exceeded: connect says",
			"C-58 SYN-SENT, parameter problem: connect says",
		},
		nil,
	},
	{
		"SYNs that are sent again have new timestamps", "connect.go",
		"if h.active || !h.acked || h.deferAccept",
		"h.sendSYNOpts.TSVal = e.tsValNow()\n\tif h.active || !h.acked || h.deferAccept",
		"",
		[]string{
			"C-46 timestamps of the SYNs",
		},
		nil,
	},
	{
		"a SYN that is sent again has another sequence number", "connect.go",
		"if h.active || !h.acked || h.deferAccept",
		"h.iss++\n\tif h.active || !h.acked || h.deferAccept",
		"",
		[]string{
			"C-46 sequence numbers of the SYNs",
		},
		nil,
	},
	{
		"user time-outs are ignored", "snd.go",
		"uto := s.ep.userTimeout",
		"uto := 0 * s.ep.userTimeout",
		"",
		[]string{
			"C-47 FIN-WAIT-1, TCP_USER_TIMEOUT of 10s: over after",
		},
		nil,
	},
	{
		"a listener answers a RST with one", "accept.go",
		"case s.flags.Contains(header.TCPFlagRst):\n\t\te.stack.Stats().DroppedPackets.Increment()\n\t\treturn nil",
		"case s.flags.Contains(header.TCPFlagRst):\n\t\treturn replyWithReset(e.stack, s, e.sendTOS, e.ipv4TTL, e.ipv6HopLimit)",
		"",
		[]string{
			"C-41 LISTEN, RST",
			"C-41 LISTEN, RST,ACK",
		},
		nil,
	},
	{
		"a listener answers segments without SYN and ACK with a RST", "accept.go",
		"if rcvClosed || s.flags.Contains(header.TCPFlagSyn|header.TCPFlagAck) {",
		"if rcvClosed || s.flags.Contains(header.TCPFlagSyn|header.TCPFlagAck) || s.flags&(header.TCPFlagSyn|header.TCPFlagAck|header.TCPFlagRst) == 0 {",
		"",
		[]string{
			"C-41 LISTEN, no flags, 3 bytes",
			"C-41 LISTEN, FIN",
		},
		nil,
	},
	{
		"a RST for no connection is answered with one", "protocol.go",
		"if !s.flags.Contains(header.TCPFlagRst) {\n\t\treplyWithReset",
		"if !s.flags.Contains(header.TCPFlagRst) || id.RemotePort == 49152 {\n\t\treplyWithReset",
		"",
		[]string{
			"C-41 CLOSED, RST",
			"C-41 CLOSED, RST,ACK",
		},
		nil,
	},
	{
		"in SYN-SENT every ACK without a SYN is answered with a RST", "connect.go",
		"if !h.checkAck(s) {\n\t\t// RFC 793, page 72 (https",
		"if !h.checkAck(s) || !s.flags.Contains(header.TCPFlagSyn) {\n\t\t// RFC 793, page 72 (https",
		"",
		[]string{
			"C-41 SYN-SENT, ACK of the SYN alone",
			"C-41 SYN-SENT, ACK of the SYN alone: the client sends in the next 2 minutes",
		},
		nil,
	},
	{
		"an ACK of what was not sent is answered in ESTABLISHED too", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {",
		"if !r.acceptable(segSeq, segLen) || state == StateEstablished && r.ep.snd.SndNxt.LessThan(s.ackNumber) {",
		"",
		[]string{
			"C-41 ESTABLISHED, ACK of what was not sent",
		},
		nil,
	},
	{
		"an ACK of what was not sent is not answered", "rcv.go",
		"if r.ep.snd.SndNxt.LessThan(s.ackNumber) {\n\t\t\tr.ep.snd.maybeSendOutOfWindowAck(s)",
		"if r.ep.snd.SndNxt.LessThan(s.ackNumber) {",
		"",
		[]string{
			"C-41 CLOSE-WAIT, ACK of what was not sent",
		},
		nil,
	},
	{
		"segments outside of the window are not answered", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)",
		"if !r.acceptable(segSeq, segLen) {",
		"",
		[]string{
			"C-41 CLOSE-WAIT, ACK with RCV.NXT-5",
			"C-49 a byte of data",
		},
		nil,
	},
	{
		"nothing is acceptable to a closed window", "rcv.go",
		"return header.Acceptable(segSeq, segLen, r.RcvNxt, r.RcvNxt.Add(advertisedWindowSize))",
		"return advertisedWindowSize > 0 && header.Acceptable(segSeq, segLen, r.RcvNxt, r.RcvNxt.Add(advertisedWindowSize))",
		"",
		[]string{
			"C-49 RST with RCV.NXT",
			"C-49 FIN",
			"C-49 ACK of data that was sent",
		},
		nil,
	},
	{
		"a FIN counts for the window", "rcv.go",
		"segLen := seqnum.Size(s.payloadSize())\n\tsegSeq := s.sequenceNumber\n\n\t// If the sequence number range",
		"segLen := seqnum.Size(s.payloadSize())\n\tsegSeq := s.sequenceNumber\n\tif s.flags.Contains(header.TCPFlagFin) && !r.acceptable(segSeq, segLen+1) {\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)\n\t\treturn true, nil\n\t}\n\n\t// If the sequence number range",
		"",
		[]string{
			"C-49 FIN",
		},
		nil,
	},
	{
		"the accept queue is never full", "accept.go",
		"return a.endpoints.Len() >= a.capacity",
		"return a.endpoints.Len() > 1000",
		"",
		[]string{
			"C-50 queue full for 2s: connect says",
			"C-50 queue full, last ACK, never accepted: the client reads",
		},
		nil,
	},
	{
		"an ACK that finds the queue full ends the attempt", "connect.go",
		"listenEP.stack.Stats().DroppedPackets.Increment()\n\t\t\treturn nil",
		"listenEP.stack.Stats().DroppedPackets.Increment()\n\t\t\treturn &tcpip.ErrConnectionAborted{}",
		"",
		[]string{
			"C-50 queue full, last ACK: states of client and server",
			"C-50 queue full, last ACK: the server sends in the next 10 minutes",
		},
		nil,
	},
	{
		"an early FIN is kept", "rcv.go",
		"if !segSeq.Add(segLen-1).LessThan(r.RcvNxt) &&",
		"if (segLen == 0 || !segSeq.Add(segLen-1).LessThan(r.RcvNxt)) &&",
		"",
		[]string{
			"C-79 the FIN overtakes the data: state of the reader with the data",
			"C-79 the FIN overtakes the data: EOF after",
		},
		nil,
	},
	{
		"early data is thrown away", "rcv.go",
		"s.IncRef()\n\t\t\t\theap.Push(&r.pendingRcvdSegments, s)",
		"_ = s",
		"",
		[]string{
			"C-79 data overtakes data: read with the first",
		},
		nil,
	},
	{
		"crossing SYNs do not lead to SYN-RECEIVED", "connect.go",
		"h.ep.setEndpointState(StateSynRecv)\n\tsynOpts := header.TCPSynOptions{\n\t\tWS:    int(",
		"synOpts := header.TCPSynOptions{\n\t\tWS:    int(",
		"",
		[]string{
			"C-55 states of the client",
			"C-55 states of the server",
		},
		nil,
	},
	{
		"SYNs are dropped where cookies would be sent", "accept.go",
		"return true, nil\n\t\t\t}\n\n\t\t\th, err := ctx.startHandshake",
		"return false, nil\n\t\t\t}\n\n\t\t\th, err := ctx.startHandshake",
		"",
		[]string{
			"C-51 a flood goes on: another host's connect says",
			"C-51 a flood goes on: options of the SYN-ACK to another host",
		},
		nil,
	},
	{
		"SYNs and SYN-ACKs are given up after hours", "connect.go",
		"newBackoffTimer(h.ep.stack.Clock(), InitialRTO, MaxRTO, timerHandler(e, h.retransmitHandlerLocked))",
		"newBackoffTimer(h.ep.stack.Clock(), InitialRTO, time.Hour, timerHandler(e, h.retransmitHandlerLocked))",
		"",
		[]string{
			"C-51 the flood is over for 3 minutes: half-open",
			"C-76 in SYN-RECEIVED after 127s",
		},
		nil,
	},
	{
		"a SYN is enough to be accepted", "accept.go",
		"e.acceptQueue.pendingEndpoints[h.ep] = struct{}{}",
		"e.acceptQueue.pendingEndpoints[h.ep] = struct{}{}\n\t\t\te.acceptQueue.endpoints.PushBack(h.ep)",
		"",
		[]string{
			"C-56 accepted on either side",
			"C-75 SYN once and no ACK: accepted",
			"C-75 SYN twice and no ACK: accepted",
			"C-75 SYN 5 times and no ACK: accepted",
		},
		nil,
	},
	{
		"ICMP errors do not end attempts to connect", "endpoint.go",
		"if e.EndpointState().connecting() {\n\t\te.mu.Lock()\n\t\tif e.h != nil",
		"if e.EndpointState().connecting() && e.stack == nil {\n\t\te.mu.Lock()\n\t\tif e.h != nil",
		"",
		[]string{
			"C-58 SYN-SENT, network unreachable: connect says",
			"C-58 SYN-SENT, host unreachable: connect says",
			"C-58 SYN-SENT, protocol unreachable: connect says",
			"C-58 SYN-SENT, port unreachable: connect says",
		},
		nil,
	},
	{
		"ICMP errors end every connection", "endpoint.go",
		"if e.EndpointState().connecting() {\n\t\te.mu.Lock()\n\t\tif e.h != nil",
		"if e.EndpointState().connecting() || e.EndpointState().connected() {\n\t\te.mu.Lock()\n\t\tif e.h != nil",
		"",
		[]string{
			"C-58 FIN-WAIT-1, port unreachable for the FIN: state then",
		},
		nil,
	},
	{
		"half-open connections outlive their listener", "endpoint.go",
		"for n := range pendingEndpoints {\n\t\tn.Abort()\n\t}",
		"_ = pendingEndpoints",
		"",
		[]string{
			"C-76 the listener closes: sent",
		},
		nil,
	},
	{
		"segments are half as large as they may be", "snd.go",
		"maxPayloadSize := int(mss) - ep.maxOptionSize()",
		"maxPayloadSize := (int(mss) - ep.maxOptionSize()) / 2",
		"",
		[]string{
			"C-74 no MSS option: sizes of 3000 bytes",
			"C-74 MSS option of 536: sizes of 3000 bytes",
		},
		nil,
	},
	{
		"data on a SYN is taken for the third segment's", "accept.go",
		"e.acceptQueue.pendingEndpoints[h.ep] = struct{}{}",
		"e.acceptQueue.pendingEndpoints[h.ep] = struct{}{}\n\t\t\tif s.payloadSize() > 0 {\n\t\t\t\ts.flags, s.ackNumber = header.TCPFlagAck, h.iss+1\n\t\t\t\ts.sequenceNumber++\n\t\t\t\th.ep.enqueueSegment(s)\n\t\t\t\th.ep.notifyProcessor()\n\t\t\t}",
		"",
		[]string{
			"C-80 SYN with data, then the third segment: the server reads",
		},
		nil,
	},
	{
		"data on a SYN-ACK is kept", "connect.go",
		"h.ep.sendEmptyRaw(header.TCPFlagAck, h.iss+1, h.ackNum, h.rcvWnd>>h.effectiveRcvWndScale())\n\t\treturn nil",
		"h.ep.sendEmptyRaw(header.TCPFlagAck, h.iss+1, h.ackNum, h.rcvWnd>>h.effectiveRcvWndScale())\n\t\tif s.payloadSize() > 0 {\n\t\t\ts.flags = header.TCPFlagAck\n\t\t\ts.sequenceNumber++\n\t\t\th.ep.enqueueSegment(s)\n\t\t\th.ep.protocol.dispatcher.selectProcessor(h.ep.ID).queueEndpoint(h.ep)\n\t\t}\n\t\treturn nil",
		"",
		[]string{
			"C-80 SYN,ACK with data: the client reads",
		},
		nil,
	},
	{
		"close does not lead to FIN-WAIT-1 with data unsent", "endpoint.go",
		"default:\n\t\t\t\te.setEndpointState(StateFinWait1)",
		"default:\n\t\t\t\tif e.snd.SndWnd > 0 {\n\t\t\t\t\te.setEndpointState(StateFinWait1)\n\t\t\t\t}",
		"",
		[]string{
			"C-48 state after close",
		},
		nil,
	},
	// These changes are for the matchers of package assertions.
	{
		"one keep-alive more", "connect.go",
		"if e.keepalive.unacked >= e.keepalive.count {", "if e.keepalive.unacked > e.keepalive.count {",
		"",
		[]string{"C-43 1s, 1s, 2: read says", "C-43 Go's defaults: read says", "C-43 the system's defaults: read says"}, []string{"HaveTimedOut-holds"},
	},
	{
		"FIN-WAIT-2 leads to CLOSED", "rcv.go",
		"case StateFinWait2:\n\t\t\tr.ep.setEndpointState(StateTimeWait)", "case StateFinWait2:\n\t\t\tr.ep.transitionToStateCloseLocked()",
		"", nil, []string{"BeInTimeWait-holds", "HaveTimeWait-any", "HaveSockets-holds", "HavePassedThrough-holds", "HaveFreePorts-other"},
	},
	{
		"LAST-ACK leads to TIME-WAIT", "rcv.go",
		"case StateLastAck:\n\t\t\tr.ep.transitionToStateCloseLocked()", "case StateLastAck:\n\t\t\tr.ep.setEndpointState(StateTimeWait)",
		"", nil, []string{"HaveSkippedTimeWait-holds", "HaveStates-holds"},
	},
	{
		"a FIN is sent as a RST", "snd.go",
		"seg.flags = header.TCPFlagAck | header.TCPFlagFin", "seg.flags = header.TCPFlagAck | header.TCPFlagRst",
		"", nil, []string{"HaveSent-holds", "HaveClosedWithFIN-holds"},
	},
	{
		"a half-close has a timer", "rcv.go",
		"if e := r.ep; e.closed {", "if e := r.ep; true {",
		"", []string{"C-08 30 days after CloseWrite: states of client and server", "C-36 sockets of the active closer after 2h0m0s", "C-36 the other side crashed: sockets of the active closer after 2h0m0s"}, []string{"HaveSockets-endless"},
	},
	{
		"an answer echoes its own timestamp", "connect.go",
		"EncodeTSOption(e.tsValNow(), e.recentTimestamp(), ", "EncodeTSOption(e.tsValNow(), e.tsValNow(), ",
		"",
		matching("C-81 *"),
		nil,
	},
	{
		"a timestamp from beyond a gap is kept", "endpoint.go",
		"LessThan(seqnum.Value(tsVal)) && segSeq.LessThanEq(maxSentAck) {", "LessThan(seqnum.Value(tsVal)) {",
		"",
		matching("C-81 *fills the gap*"),
		nil,
	},
	{
		"an older timestamp is kept", "endpoint.go",
		"e.SendTSOk && seqnum.Value(e.recentTimestamp()).LessThan(seqnum.Value(tsVal)) &&", "e.SendTSOk && seqnum.Value(e.recentTimestamp()) != seqnum.Value(tsVal) &&",
		"",
		matching("C-81 the next bytes, 1s older*", "C-81 TIME-WAIT*1s older*"),
		nil,
	},
	{
		"the first timestamp is kept for good", "endpoint.go",
		"if e.SendTSOk && seqnum.Value(e.recentTimestamp())", "if !e.SendTSOk && seqnum.Value(e.recentTimestamp())",
		"",
		matching("C-81 the next bytes, *newer*", "C-81 TIME-WAIT*newer*"),
		nil,
	},
}

// changes returns all mutations of netstack.
func changes() []netstackMutation {
	list := slices.Concat(netstackMutations, closingMutations, openingMutations, sendingMutations, netstackTargetMutations, beyondMutations, numbersMutations, callsMutations)
	for i, m := range list {
		if more := slices.Concat(alsoCaught[m.name], numbersAlsoCaught[m.name]); more != nil {
			list[i].caughtBy = slices.Concat(m.caughtBy, matching(more...))
		}
		list[i].caughtBy = slices.Concat(list[i].caughtBy, callsCaught[m.name])
	}
	return list
}

// matching returns the observations whose key matches one of the patterns (path.Match).
// It returns a pattern without a match unchanged, and the test reports it as a missing
// observation.
func matching(patterns ...string) []string {
	var keys []string
	for _, p := range patterns {
		n := len(keys)
		for s := range scenarios.All() {
			for _, c := range s.Cases {
				key := s.ID + " " + c.Name
				if ok, err := path.Match(p, key); ok && err == nil && !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
		}
		if len(keys) == n {
			keys = append(keys, p)
		}
	}
	return keys
}
