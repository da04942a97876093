package scenarios

// threeSegmentsExpected is what the profiles expect of C-28.
func threeSegmentsExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synSentState and synRcvdState, connect.go; deliverAccepted, dispatcher.go: accept returns with the ACK", cases: []Want{
			{Case: "10ms each way: connect and accept return", Observed: "connect no error after 20ms, accept no error after 30ms"},
			{Case: "segments", Observed: "client SYN, server SYN,ACK, client ACK"},
			{Case: "states of the server", Observed: "SYN-RECEIVED → ESTABLISHED"},
			{Case: "the third segment is late: states", Observed: "ESTABLISHED and SYN-RECEIVED"},
			{Case: "the third segment is late: accept", Observed: "still waiting, then no error"},
			{Case: "the third segment is lost, the client writes: accept", Observed: "no error"},
			{Case: "the third segment is lost, the client is silent: accept", Observed: "no error after 1s"},
			{Case: "the third segment is lost, the client closes: states of the server", Observed: "CLOSE-WAIT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5, figure 6, and section 3.10.7.4, fifth", silent: "when a SYN-ACK is sent again is up to the implementation", cases: []Want{
			{Case: "10ms each way: connect and accept return", Observed: "connect no error after 20ms, accept no error after 30ms"},
			{Case: "segments", Observed: "client SYN, server SYN,ACK, client ACK"},
			{Case: "states of the server", Observed: "SYN-RECEIVED → ESTABLISHED"},
			{Case: "the third segment is late: states", Observed: "ESTABLISHED and SYN-RECEIVED"},
			{Case: "the third segment is late: accept", Observed: "still waiting, then no error"},
			{Case: "the third segment is lost, the client writes: accept", Observed: "no error"},
			{Case: "the third segment is lost, the client closes: states of the server", Observed: "CLOSE-WAIT"},
		}},
	}
}
