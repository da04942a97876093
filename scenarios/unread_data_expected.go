package scenarios

// unreadDataExpected is what the profiles expect of C-10.
func unreadDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.shutdownLocked, endpoint.go (unread data), and receiver.handleRcvdSegmentClosing, rcv.go (data after close)", cases: []Want{
			{Case: "close with data unread: segments", Observed: "server RST,ACK"},
			{Case: "close with data unread: states", Observed: "CLOSED"},
			{Case: "close with data unread: in TIME-WAIT is", Observed: "nobody"},
			{Case: "close with data unread, in CLOSE-WAIT: segments", Observed: "server RST,ACK"},
			{Case: "an answer sent before the close is read as", Observed: "413, then ECONNRESET"},
			{Case: "an answer lost on the way, then the close: read as", Observed: "ECONNRESET"},
			{Case: "close when all was read: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "data after close, in FIN-WAIT-1: answer", Observed: "RST,ACK, RST"},
			{Case: "data after close, in FIN-WAIT-1: states", Observed: "FIN-WAIT-1 → CLOSED"},
			{Case: "data after close, in FIN-WAIT-1: the sender's next write says", Observed: "ECONNRESET"},
			{Case: "data after close, in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data after close, in FIN-WAIT-2: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "data after close, in FIN-WAIT-2: the sender's next write says", Observed: "EPIPE"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, SHLD-3", silent: "the RFC leaves it open", cases: []Want{
			{Case: "close with data unread: states", Observed: "CLOSED"},
			{Case: "close with data unread: in TIME-WAIT is", Observed: "nobody"},
			{Case: "data after close, in FIN-WAIT-2: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M12, M15, M38)", silent: "not measured", cases: []Want{
			{Case: "close with data unread: segments", Observed: "server RST,ACK"},
			{Case: "close with data unread: states", Observed: "CLOSED"},
			{Case: "close with data unread: in TIME-WAIT is", Observed: "nobody"},
			{Case: "data after close, in FIN-WAIT-2: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "data after close, in FIN-WAIT-2: the sender's next write says", Observed: "EPIPE"},
		}},
	}
}
