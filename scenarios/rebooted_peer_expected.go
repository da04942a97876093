package scenarios

// rebootedPeerExpected is what the profiles expect of C-26.
func rebootedPeerExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleSegmentLocked, connect.go: a SYN is answered with an ACK; handshake.synSentState: that is answered with a RST, and the SYN is sent again after 2 µs", cases: []Want{
			{Case: "the server is in ESTABLISHED: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in ESTABLISHED: connected", Observed: "after 2µs"},
			{Case: "the server is in ESTABLISHED: states of the old connection", Observed: "CLOSED"},
			{Case: "the server is in CLOSE-WAIT: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in CLOSE-WAIT: connected", Observed: "after 2µs"},
			{Case: "the server is in CLOSE-WAIT: states of the old connection", Observed: "CLOSE-WAIT → CLOSED"},
			{Case: "the server is in LAST-ACK: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in LAST-ACK: connected", Observed: "after 2µs"},
			{Case: "the server is in LAST-ACK: states of the old connection", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the server is in FIN-WAIT-1: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in FIN-WAIT-1: connected", Observed: "after 2µs"},
			{Case: "the server is in FIN-WAIT-1: states of the old connection", Observed: "FIN-WAIT-1 → CLOSED"},
			{Case: "the server is in FIN-WAIT-2: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in FIN-WAIT-2: connected", Observed: "after 2µs"},
			{Case: "the server is in FIN-WAIT-2: states of the old connection", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "the server is in ESTABLISHED: the old connection reads", Observed: "ECONNRESET"},
			{Case: "the server is in CLOSE-WAIT: the old connection reads", Observed: "EOF"},
			{Case: "the server is in CLOSE-WAIT: the old connection's first write says", Observed: "EPIPE"},
			{Case: "the server reads what the client then writes", Observed: "hello"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.1, figure 9; section 3.10.7.4, second, for what the application is told", silent: "when the SYN comes again after the RST is left open", cases: []Want{
			{Case: "the server is in ESTABLISHED: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in ESTABLISHED: states of the old connection", Observed: "CLOSED"},
			{Case: "the server is in CLOSE-WAIT: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in CLOSE-WAIT: states of the old connection", Observed: "CLOSE-WAIT → CLOSED"},
			{Case: "the server is in LAST-ACK: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in LAST-ACK: states of the old connection", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the server is in FIN-WAIT-1: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in FIN-WAIT-1: states of the old connection", Observed: "FIN-WAIT-1 → CLOSED"},
			{Case: "the server is in FIN-WAIT-2: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in FIN-WAIT-2: states of the old connection", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "the server is in ESTABLISHED: the old connection reads", Observed: "ECONNRESET"},
			{Case: "the server is in CLOSE-WAIT: the old connection reads", Observed: "ECONNRESET", Known: "EOF", Reason: "netstack and Linux tell of a reset in CLOSE-WAIT with EOF and EPIPE"},
			{Case: "the server is in CLOSE-WAIT: the old connection's first write says", Observed: "ECONNRESET", Known: "EPIPE", Reason: "netstack and Linux tell of a reset in CLOSE-WAIT with EOF and EPIPE"},
			{Case: "the server reads what the client then writes", Observed: "hello"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M36, M42: LAST-ACK; M34: what the application is told)", silent: "not measured", cases: []Want{
			{Case: "the server is in LAST-ACK: segments", Observed: "client SYN, server ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "the server is in LAST-ACK: states of the old connection", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the server is in ESTABLISHED: the old connection reads", Observed: "ECONNRESET"},
			{Case: "the server is in CLOSE-WAIT: the old connection reads", Observed: "EOF"},
			{Case: "the server is in CLOSE-WAIT: the old connection's first write says", Observed: "EPIPE"},
		}},
	}
}
