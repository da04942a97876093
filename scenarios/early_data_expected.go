package scenarios

// earlyDataExpected is what the profiles expect of C-80.
func earlyDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleListenSegment, accept.go, and handshake.synSentState, connect.go: what else is on a SYN is ignored; handshake.synRcvdState hands the third segment on", cases: []Want{
			{Case: "SYN with data, then the third segment: the server reads", Observed: "nothing"},
			{Case: "SYN with data, then the data again: the server reads", Observed: "hello"},
			{Case: "third segment with data: the server reads", Observed: "hello"},
			{Case: "third segment with data and FIN: the server reads", Observed: "hello, then EOF"},
			{Case: "SYN,ACK with data: the client reads", Observed: "nothing"},
			{Case: "SYN with FIN: answer", Observed: "SYN,ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.2, section 3.10.7.3, and section 3.10.7.4, seventh", silent: "how much of the data a SYN-ACK acknowledges is up to the implementation", cases: []Want{
			{Case: "SYN with data, then the third segment: the server reads", Observed: "hello", Known: "nothing", Reason: "netstack ignores data on a SYN, as Linux does without TCP Fast Open"},
			{Case: "SYN with data, then the data again: the server reads", Observed: "hello"},
			{Case: "third segment with data: the server reads", Observed: "hello"},
			{Case: "third segment with data and FIN: the server reads", Observed: "hello, then EOF"},
			{Case: "SYN,ACK with data: the client reads", Observed: "hello", Known: "nothing", Reason: "netstack ignores data on a SYN-ACK, so that it has to be sent again"},
		}},
		{profile: linux, source: "tcp(7): data on a SYN is for TCP Fast Open, which is off for servers unless asked for; TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "SYN with data, then the third segment: the server reads", Observed: "nothing"},
			{Case: "SYN with data, then the data again: the server reads", Observed: "hello"},
			{Case: "third segment with data: the server reads", Observed: "hello"},
			{Case: "third segment with data and FIN: the server reads", Observed: "hello, then EOF"},
			{Case: "SYN,ACK with data: the client reads", Observed: "nothing"},
			{Case: "SYN with FIN: answer", Observed: "nothing", Known: "SYN,ACK", Reason: "Linux drops a SYN with FIN"},
		}},
	}
}
