package scenarios

// noTimestampExpected is what the profiles expect of C-64.
func noTimestampExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegment, rcv.go, does not ask for timestamps; handshake.synRcvdState, connect.go, drops an ACK without them", cases: []Want{
			{Case: "the last ACK of the handshake without: state", Observed: "SYN-RECEIVED"},
			{Case: "data without: the application reads", Observed: "hello"},
			{Case: "data without: answer", Observed: "ACK"},
			{Case: "data with: the application reads", Observed: "hello"},
			{Case: "FIN without: state", Observed: "CLOSE-WAIT"},
			{Case: "RST without: state", Observed: "CLOSED"},
			{Case: "the ACK of the FIN without: state", Observed: "FIN-WAIT-2"},
			{Case: "data with, though nobody agreed: the application reads", Observed: "hello"},
			{Case: "in TIME-WAIT, the FIN again without: answer", Observed: "ACK"},
			{Case: "in TIME-WAIT, the FIN again without after 30s: TIME-WAIT lasted", Observed: "1m30s"},
		}},
		{profile: rfc9293, source: "RFC 7323, section 3.2", cases: []Want{
			{Case: "the last ACK of the handshake without: state", Observed: "SYN-RECEIVED"},
			{Case: "data without: the application reads", Observed: "nothing", Known: "hello", Reason: "netstack takes a segment without timestamps as it is"},
			{Case: "data without: answer", Observed: "nothing", Known: "ACK", Reason: "netstack takes a segment without timestamps as it is"},
			{Case: "data with: the application reads", Observed: "hello"},
			{Case: "FIN without: state", Observed: "ESTABLISHED", Known: "CLOSE-WAIT", Reason: "netstack takes a segment without timestamps as it is"},
			{Case: "RST without: state", Observed: "CLOSED"},
			{Case: "the ACK of the FIN without: state", Observed: "FIN-WAIT-1", Known: "FIN-WAIT-2", Reason: "netstack takes a segment without timestamps as it is"},
			{Case: "data with, though nobody agreed: the application reads", Observed: "hello"},
			{Case: "in TIME-WAIT, the FIN again without: answer", Observed: "nothing", Known: "ACK", Reason: "netstack takes a segment without timestamps as it is"},
			{Case: "in TIME-WAIT, the FIN again without after 30s: TIME-WAIT lasted", Observed: "1m0s", Known: "1m30s", Reason: "netstack takes a segment without timestamps as it is"},
		}},
		{profile: linux, source: "tcp_validate_incoming, net/ipv4/tcp_input.c: timestamps are compared only in segments that have one; TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "the last ACK of the handshake without: state", Observed: "ESTABLISHED", Known: "SYN-RECEIVED", Reason: "netstack drops the last ACK of the handshake without timestamps, Linux takes it"},
			{Case: "data without: the application reads", Observed: "hello"},
			{Case: "data without: answer", Observed: "ACK"},
			{Case: "data with: the application reads", Observed: "hello"},
			{Case: "FIN without: state", Observed: "CLOSE-WAIT"},
			{Case: "RST without: state", Observed: "CLOSED"},
			{Case: "the ACK of the FIN without: state", Observed: "FIN-WAIT-2"},
			{Case: "data with, though nobody agreed: the application reads", Observed: "hello"},
			{Case: "in TIME-WAIT, the FIN again without: answer", Observed: "ACK"},
			{Case: "in TIME-WAIT, the FIN again without after 30s: TIME-WAIT lasted", Observed: "1m30s"},
		}},
	}
}
