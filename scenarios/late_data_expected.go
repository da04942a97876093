package scenarios

// lateDataExpected is what the profiles expect of C-11.
func lateDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegmentClosing, rcv.go; data that has arrived before is acknowledged in handleRcvdSegment. The writer is in CLOSE-WAIT, where Endpoint.handleReset, connect.go, tells writers EPIPE and readers nothing", cases: []Want{
			{Case: "data in FIN-WAIT-1: answer", Observed: "RST,ACK"},
			{Case: "data in FIN-WAIT-1: state afterwards", Observed: "CLOSED"},
			{Case: "data and FIN in one segment in FIN-WAIT-1: answer", Observed: "RST,ACK"},
			{Case: "data and FIN in one segment in FIN-WAIT-1: state afterwards", Observed: "CLOSED"},
			{Case: "data that has arrived before in FIN-WAIT-1: answer", Observed: "ACK"},
			{Case: "data that has arrived before in FIN-WAIT-1: state afterwards", Observed: "FIN-WAIT-1"},
			{Case: "data beyond what is expected in FIN-WAIT-1: answer", Observed: "RST,ACK"},
			{Case: "data beyond what is expected in FIN-WAIT-1: state afterwards", Observed: "CLOSED"},
			{Case: "data in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data in FIN-WAIT-2: state afterwards", Observed: "CLOSED"},
			{Case: "data and FIN in one segment in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data and FIN in one segment in FIN-WAIT-2: state afterwards", Observed: "CLOSED"},
			{Case: "data that has arrived before in FIN-WAIT-2: answer", Observed: "ACK"},
			{Case: "data that has arrived before in FIN-WAIT-2: state afterwards", Observed: "FIN-WAIT-2"},
			{Case: "data beyond what is expected in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data beyond what is expected in FIN-WAIT-2: state afterwards", Observed: "CLOSED"},
			{Case: "two hosts: segments", Observed: "server PSH,ACK, client RST,ACK"},
			{Case: "two hosts: the second write says", Observed: "EPIPE"},
			{Case: "two hosts: the writer reads", Observed: "EOF"},
			{Case: "two hosts, CloseWrite instead of Close: segments", Observed: "server PSH,ACK, client ACK"},
			{Case: "two hosts, CloseRead instead of Close: segments", Observed: "server PSH,ACK, client ACK"},
			{Case: "two hosts, CloseRead and CloseWrite instead of Close: segments", Observed: "server PSH,ACK, client RST,ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, SHLD-3, and section 3.10.7.4, first and second", silent: "the RFC leaves it open", cases: []Want{
			{Case: "data in FIN-WAIT-1: answer", Observed: "RST,ACK"},
			{Case: "data and FIN in one segment in FIN-WAIT-1: answer", Observed: "RST,ACK"},
			{Case: "data that has arrived before in FIN-WAIT-1: answer", Observed: "ACK"},
			{Case: "data that has arrived before in FIN-WAIT-1: state afterwards", Observed: "FIN-WAIT-1"},
			{Case: "data in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data and FIN in one segment in FIN-WAIT-2: answer", Observed: "RST,ACK"},
			{Case: "data that has arrived before in FIN-WAIT-2: answer", Observed: "ACK"},
			{Case: "data that has arrived before in FIN-WAIT-2: state afterwards", Observed: "FIN-WAIT-2"},
			{Case: "two hosts: segments", Observed: "server PSH,ACK, client RST,ACK"},
			{Case: "two hosts: the writer reads", Observed: "ECONNRESET", Known: "EOF", Reason: "a RST in CLOSE-WAIT is to be told as a reset, and MUST-12 asks for the difference; netstack tells EOF, as Linux does"},
			{Case: "two hosts, CloseWrite instead of Close: segments", Observed: "server PSH,ACK, client ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M15, M16, M38)", silent: "not measured", cases: []Want{
			{Case: "data in FIN-WAIT-2: state afterwards", Observed: "CLOSED"},
			{Case: "two hosts: the second write says", Observed: "EPIPE"},
			{Case: "two hosts: the writer reads", Observed: "EOF"},
		}},
	}
}
