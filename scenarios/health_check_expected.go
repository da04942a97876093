package scenarios

// healthCheckExpected is what the profiles expect of C-73.
func healthCheckExpected() []saying {
	return []saying{
		{profile: netstack, source: "closeLocked, endpoint.go, and startTimeWait, dispatcher.go; SO_LINGER above 0 is a model of the fixture", cases: []Want{
			{Case: "FIN: the server reads", Observed: "EOF"},
			{Case: "FIN: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "FIN: a check every 10s, after 10 minutes: sockets of client and server", Observed: "5 TIME-WAIT and 0"},
			{Case: "SO_LINGER 0: the server reads", Observed: "ECONNRESET"},
			{Case: "SO_LINGER 0: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, client RST,ACK"},
			{Case: "SO_LINGER 0: a check every 10s, after 10 minutes: sockets of client and server", Observed: "0 and 0"},
			{Case: "SO_LINGER 1: the server reads", Observed: "EOF"},
			{Case: "SO_LINGER 1: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "SO_LINGER 1: a check every 10s, after 10 minutes: sockets of client and server", Observed: "5 TIME-WAIT and 0"},
			{Case: "no close: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "no close: a check every 10s, after 10 minutes: sockets of client and server", Observed: "60 ESTABLISHED held and 60 ESTABLISHED held"},
			{Case: "the server closes first: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, server FIN,ACK, client ACK, client FIN,ACK, server ACK"},
			{Case: "the server closes first: a check every 10s, after 10 minutes: sockets of client and server", Observed: "0 and 5 TIME-WAIT"},
			{Case: "SO_LINGER 0, before the server accepts: accept says, then a read", Observed: "no error, ECONNRESET"},
			{Case: "SO_LINGER 1: Close took, TIME-WAIT lasted", Observed: "0s, 1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, figure 12 and MUST-12", silent: "how long 2 MSL are is for C-02 to say, SO_LINGER for C-09 and C-38", cases: []Want{
			{Case: "FIN: the server reads", Observed: "EOF"},
			{Case: "FIN: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "SO_LINGER 0: the server reads", Observed: "ECONNRESET"},
			{Case: "the server closes first: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, server FIN,ACK, client ACK, client FIN,ACK, server ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11: SO_LINGER of 0; M34: what the other side reads; M13: SO_LINGER of 1)", silent: "not measured", cases: []Want{
			{Case: "SO_LINGER 0: the server reads", Observed: "ECONNRESET"},
			{Case: "SO_LINGER 0: segments, when the server has closed too", Observed: "client SYN, server SYN,ACK, client ACK, client RST,ACK"},
			{Case: "SO_LINGER 1: Close took, TIME-WAIT lasted", Observed: "0s, 1m0s"},
		}},
	}
}
