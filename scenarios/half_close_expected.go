package scenarios

// halfCloseExpected is what the profiles expect of C-08.
func halfCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.shutdownLocked, endpoint.go, and receiver.handleRcvdSegmentClosing, rcv.go: data is refused only where the reading side is shut down too", cases: []Want{
			{Case: "0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "1h0m0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "1h0m0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "30 days after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "30 days after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "states of the client", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "states of the server", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "segments of a response of a few bytes", Observed: "server PSH,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "the client writes", Observed: "EPIPE"},
			{Case: "the server reads a request that came before the FIN", Observed: "hello, then EOF"},
			{Case: "the client reads what came before CloseWrite", Observed: "hello, then EOF"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 1, and section 3.10.3", silent: "the RFC leaves open how an error is told and when data is acknowledged", cases: []Want{
			{Case: "0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "1h0m0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "1h0m0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "30 days after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "30 days after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "states of the client", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "states of the server", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the server reads a request that came before the FIN", Observed: "hello, then EOF"},
			{Case: "the client reads what came before CloseWrite", Observed: "hello, then EOF"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M16)", silent: "not measured", cases: []Want{
			{Case: "0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "1h0m0s after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "1h0m0s after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
			{Case: "30 days after CloseWrite: states of client and server", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "30 days after CloseWrite: the client reads, of 64 KiB", Observed: "all, then EOF"},
		}},
	}
}
