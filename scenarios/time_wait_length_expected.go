package scenarios

// timeWaitLengthExpected is what the profiles expect of C-02.
func timeWaitLengthExpected() []saying {
	return []saying{
		{profile: netstack, source: "startTimeWait, dispatcher.go; TCPTimeWaitTimeoutOption is read when TIME-WAIT begins", cases: []Want{
			{Case: "client closes first: in TIME-WAIT is", Observed: "client"},
			{Case: "server closes first: in TIME-WAIT is", Observed: "server"},
			{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "TIME-WAIT lasted, tcp4", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, tcp6", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, with the handle still open", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, set to 0s", Observed: "0s"},
			{Case: "TIME-WAIT lasted, set to 1ns", Observed: "1ns"},
			{Case: "TIME-WAIT lasted, set to 30s", Observed: "30s"},
			{Case: "TIME-WAIT lasted, set to 2m0s", Observed: "2m0s"},
			{Case: "TIME-WAIT lasted, set to 4m0s", Observed: "4m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13: 2 MSL; section 3.4.2: the MSL is 2 min", silent: "the RFC knows one MSL, and no setting", cases: []Want{
			{Case: "client closes first: in TIME-WAIT is", Observed: "client"},
			{Case: "server closes first: in TIME-WAIT is", Observed: "server"},
			{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
			{Case: "state after 1m0s", Observed: "TIME-WAIT", Known: "CLOSED", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "TIME-WAIT lasted, tcp4", Observed: "4m0s", Known: "1m0s", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "TIME-WAIT lasted, tcp6", Observed: "4m0s", Known: "1m0s", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "TIME-WAIT lasted, with the handle still open", Observed: "4m0s", Known: "1m0s", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", Observed: "4m0s", Known: "1m0s", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "TIME-WAIT lasted, set to 4m0s", Observed: "4m0s"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7, M17: 60 s; M25, M27: the server or the client, whichever closes first)", silent: "not measured; the length is a constant of Linux and cannot be set", cases: []Want{
			{Case: "client closes first: in TIME-WAIT is", Observed: "client"},
			{Case: "server closes first: in TIME-WAIT is", Observed: "server"},
			{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "TIME-WAIT lasted, tcp4", Observed: "1m0s"},
		}},
		{profile: freebsd, source: "TCPTV_MSL, 30 s, is what net.inet.tcp.msl begins with; TIME-WAIT lasts 2 MSL", silent: "not measured", cases: []Want{
			{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "TIME-WAIT lasted, tcp4", Observed: "1m0s"},
		}},
	}
}
