package scenarios

// halfOpenExpected is what the profiles expect of C-25.
func halfOpenExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleReset, connect.go: ECONNRESET once, and EPIPE in CLOSE-WAIT; Endpoint.checkReadLocked, endpoint.go: EOF from then on", cases: []Want{
			{Case: "ESTABLISHED: the write", Observed: "no error, segments: client PSH,ACK, server RST"},
			{Case: "ESTABLISHED: then read, read", Observed: "ECONNRESET, EOF"},
			{Case: "ESTABLISHED: then read, write, write", Observed: "ECONNRESET, EPIPE, EPIPE"},
			{Case: "ESTABLISHED: then write, write, read", Observed: "ECONNRESET, EPIPE, EOF"},
			{Case: "ESTABLISHED: then write, read, read", Observed: "ECONNRESET, EOF, EOF"},
			{Case: "CLOSE-WAIT: the write", Observed: "no error, segments: client PSH,ACK, server RST"},
			{Case: "CLOSE-WAIT: then read, read", Observed: "EOF, EOF"},
			{Case: "CLOSE-WAIT: then read, write, write", Observed: "EOF, EPIPE, EPIPE"},
			{Case: "CLOSE-WAIT: then write, write, read", Observed: "EPIPE, EPIPE, EOF"},
			{Case: "CLOSE-WAIT: then write, read, read", Observed: "EPIPE, EOF, EOF"},
			{Case: "ESTABLISHED, data that came before the reboot: read says", Observed: "hello, then ECONNRESET"},
			{Case: "ESTABLISHED: close", Observed: "client FIN,ACK, server RST, then CLOSED"},
			{Case: "CLOSE-WAIT: close", Observed: "client FIN,ACK, server RST, then CLOSED"},
			{Case: "ESTABLISHED, nothing is sent: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "the RST carries", Observed: "RST with SEG.ACK"},
			{Case: "both have closed, and the one that rebooted was in TIME-WAIT: answer to the FIN that comes again", Observed: "client FIN,ACK, server RST, then CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.1, figure 10, and section 3.5.2", silent: "the RFC does not say which call is told what, or how often", cases: []Want{
			{Case: "ESTABLISHED: the write", Observed: "no error, segments: client PSH,ACK, server RST"},
			{Case: "CLOSE-WAIT: the write", Observed: "no error, segments: client PSH,ACK, server RST"},
			{Case: "ESTABLISHED: close", Observed: "client FIN,ACK, server RST, then CLOSED"},
			{Case: "CLOSE-WAIT: close", Observed: "client FIN,ACK, server RST, then CLOSED"},
			{Case: "ESTABLISHED, nothing is sent: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "the RST carries", Observed: "RST with SEG.ACK"},
			{Case: "both have closed, and the one that rebooted was in TIME-WAIT: answer to the FIN that comes again", Observed: "client FIN,ACK, server RST, then CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M34, M38)", silent: "not measured", cases: []Want{
			{Case: "ESTABLISHED: then read, write, write", Observed: "ECONNRESET, EPIPE, EPIPE"},
			{Case: "CLOSE-WAIT: the write", Observed: "no error, segments: client PSH,ACK, server RST"},
			{Case: "CLOSE-WAIT: then read, write, write", Observed: "EOF, EPIPE, EPIPE"},
		}},
	}
}
