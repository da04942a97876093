package scenarios

// unreadDataExpected is what the profiles expect of C-10.
func unreadDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.shutdownLocked, endpoint.go, in all states from ESTABLISHED on, TIME-WAIT included; resetConnectionLocked, connect.go, throws away what was not sent, and the other side may read what it has", cases: []Want{
			{Case: "close in ESTABLISHED: segments", Observed: "server RST,ACK"},
			{Case: "close in ESTABLISHED: states", Observed: "CLOSED"},
			{Case: "close in FIN-WAIT-2: segments", Observed: "server RST,ACK"},
			{Case: "close in FIN-WAIT-2: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "close in CLOSE-WAIT: segments", Observed: "server RST,ACK"},
			{Case: "close in CLOSE-WAIT: states", Observed: "CLOSE-WAIT → CLOSED"},
			{Case: "close in TIME-WAIT: segments", Observed: "server RST,ACK"},
			{Case: "close in TIME-WAIT: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "the other side reads", Observed: "ECONNRESET"},
			{Case: "the other side writes", Observed: "ECONNRESET"},
			{Case: "in TIME-WAIT is, when both have closed", Observed: "nobody"},
			{Case: "response, all of the request was read: the client reads", Observed: "413, then EOF"},
			{Case: "response that was lost once, all of the request was read: the client reads", Observed: "413, then EOF"},
			{Case: "response, a part of the request was not read: the client reads", Observed: "413, then ECONNRESET"},
			{Case: "response that was lost once, a part of the request was not read: the client reads", Observed: "ECONNRESET"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, SHLD-3 and MUST-13", silent: "the RFC leaves it open: whether the RST has an ACK is no matter to it, and what a socket says is not its subject", cases: []Want{
			{Case: "close in ESTABLISHED: segments", Observed: "server RST,ACK"},
			{Case: "close in FIN-WAIT-2: segments", Observed: "server RST,ACK"},
			{Case: "close in CLOSE-WAIT: segments", Observed: "server RST,ACK"},
			{Case: "close in TIME-WAIT: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT", Known: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED", Reason: "MUST-13 has no exception, and CLOSE in TIME-WAIT changes nothing (section 3.10.4); netstack treats TIME-WAIT as it does ESTABLISHED"},
			{Case: "response, all of the request was read: the client reads", Observed: "413, then EOF"},
			{Case: "response that was lost once, all of the request was read: the client reads", Observed: "413, then EOF"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M12, M34)", silent: "not measured", cases: []Want{
			{Case: "close in ESTABLISHED: segments", Observed: "server RST,ACK"},
			{Case: "close in ESTABLISHED: states", Observed: "CLOSED"},
			{Case: "the other side reads", Observed: "ECONNRESET"},
			{Case: "in TIME-WAIT is, when both have closed", Observed: "nobody"},
		}},
	}
}
