package scenarios

// closingFirstExpected is what the profiles expect of C-29.
func closingFirstExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleConnected and startTimeWait, dispatcher.go: who has sent its FIN first; ports.PortManager: accepted connections reserve no port of the ephemeral range; handleTimeWaitSegments, connect.go, for SYNs that find TIME-WAIT", cases: []Want{
			{Case: "50 connections, the client closes first: in TIME-WAIT on client and server are", Observed: "50 and 0"},
			{Case: "50 connections, the client closes first: ports that the client has lost", Observed: "50"},
			{Case: "50 connections, the client closes first: one more is accepted and reads", Observed: "hello, then EOF"},
			{Case: "50 connections, the server closes first: in TIME-WAIT on client and server are", Observed: "0 and 50"},
			{Case: "50 connections, the server closes first: ports that the client has lost", Observed: "0"},
			{Case: "50 connections, the server closes first: one more is accepted and reads", Observed: "hello, then EOF"},
			{Case: "a client with 4 ports, 1ms apart, the server closes first: connected, and in TIME-WAIT on the server are", Observed: "50, 4"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, figure 12, and section 3.6.1, MUST-13", silent: "ports are up to the implementation", cases: []Want{
			{Case: "50 connections, the client closes first: in TIME-WAIT on client and server are", Observed: "50 and 0"},
			{Case: "50 connections, the client closes first: one more is accepted and reads", Observed: "hello, then EOF"},
			{Case: "50 connections, the server closes first: in TIME-WAIT on client and server are", Observed: "0 and 50"},
			{Case: "50 connections, the server closes first: one more is accepted and reads", Observed: "hello, then EOF"},
		}},
		{profile: linux, source: "Linux 6.18.44", silent: "not measured with as many connections"},
	}
}
