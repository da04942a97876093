package scenarios

// oldACKExpected is what the profiles expect of C-22.
func oldACKExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synSentState, connect.go: a RST with SEG.ACK, and the SYN again after 2 µs; handshake.synRcvdState takes any RST in the window", cases: []Want{
			{Case: "segments until there is a connection", Observed: "client SYN, server SYN,ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "half-open connections of the server before the old ACK", Observed: "1"},
			{Case: "half-open connections of the server after it", Observed: "0"},
			{Case: "connected", Observed: "after 2µs"},
			{Case: "connected, had the ACK not come", Observed: "after 1s"},
			{Case: "the server reads what the client then writes", Observed: "hello"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.3, first; section 3.10.7.4, second, for the RST; RFC 6298, section 2, for the SYN again", silent: "when the SYN comes again after the RST is left open", cases: []Want{
			{Case: "half-open connections of the server before the old ACK", Observed: "1"},
			{Case: "half-open connections of the server after it", Observed: "1", Known: "0", Reason: "in SYN-RECEIVED netstack takes any RST in the window, RFC 5961, section 3.2, only one with RCV.NXT"},
			{Case: "connected, had the ACK not come", Observed: "after 1s"},
			{Case: "the server reads what the client then writes", Observed: "hello"},
		}},
	}
}
