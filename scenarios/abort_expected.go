package scenarios

// abortExpected is what the profiles expect of N-10.
func abortExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.Abort and closeLocked, endpoint.go: isResetState is for SO_LINGER 0 alone", cases: []Want{
			{Case: "ABORT in ESTABLISHED: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in ESTABLISHED: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "ABORT in FIN-WAIT-1: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in FIN-WAIT-1: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "ABORT in FIN-WAIT-2: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in FIN-WAIT-2: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "ABORT in CLOSE-WAIT: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in CLOSE-WAIT: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "ABORT in CLOSING: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in CLOSING: sent, then", Observed: "nothing, then CLOSING"},
			{Case: "ABORT in LAST-ACK: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in LAST-ACK: sent, then", Observed: "nothing, then LAST-ACK"},
			{Case: "ABORT in TIME-WAIT: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in TIME-WAIT: sent, then", Observed: "nothing, then TIME-WAIT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.5", silent: "SO_LINGER is an option of sockets", cases: []Want{
			{Case: "ABORT in ESTABLISHED: sent, then", Observed: "RST, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "ABORT in FIN-WAIT-1: sent, then", Observed: "RST, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "ABORT in FIN-WAIT-2: sent, then", Observed: "RST, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "ABORT in CLOSE-WAIT: sent, then", Observed: "RST, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "ABORT in CLOSING: sent, then", Observed: "nothing, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "netstack's Abort sends a RST in every state of a connection"},
			{Case: "ABORT in LAST-ACK: sent, then", Observed: "nothing, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "netstack's Abort sends a RST in every state of a connection"},
			{Case: "ABORT in TIME-WAIT: sent, then", Observed: "nothing, then CLOSED", Known: "RST,ACK, then CLOSED", Reason: "netstack's Abort sends a RST in every state of a connection"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11: ESTABLISHED); tcp_need_reset and tcp_disconnect, net/ipv4/tcp.c, for the other states", silent: "Linux has no ABORT but SO_LINGER 0, and TIME-WAIT was not measured", cases: []Want{
			{Case: "SO_LINGER 0 in ESTABLISHED: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in FIN-WAIT-1: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in FIN-WAIT-2: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in CLOSE-WAIT: sent, then", Observed: "RST,ACK, then CLOSED"},
			{Case: "SO_LINGER 0 in CLOSING: sent, then", Observed: "nothing, then CLOSED", Known: "nothing, then CLOSING", Reason: "netstack closes as if the option was not set"},
			{Case: "SO_LINGER 0 in LAST-ACK: sent, then", Observed: "nothing, then CLOSED", Known: "nothing, then LAST-ACK", Reason: "netstack closes as if the option was not set"},
		}},
	}
}
