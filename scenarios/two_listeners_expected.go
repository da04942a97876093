package scenarios

// twoListenersExpected is what the profiles expect of C-56.
func twoListenersExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleListenSegment, accept.go: a SYN-ACK is answered with a RST; handshake.synRcvdState, connect.go, ends with it", cases: []Want{
			{Case: "segments", Observed: "SYN, server SYN,ACK, client RST"},
			{Case: "accepted on either side", Observed: "0 and 0"},
			{Case: "sockets that are left on either side", Observed: "LISTEN and LISTEN"},
			{Case: "nobody listens where the SYN came from: segments", Observed: "SYN, server SYN,ACK, client RST"},
			{Case: "nobody listens anywhere: segments", Observed: "SYN, server RST,ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.1, figure 11, and section 3.10.7.1", cases: []Want{
			{Case: "segments", Observed: "SYN, server SYN,ACK, client RST"},
			{Case: "accepted on either side", Observed: "0 and 0"},
			{Case: "sockets that are left on either side", Observed: "LISTEN and LISTEN"},
			{Case: "nobody listens where the SYN came from: segments", Observed: "SYN, server SYN,ACK, client RST"},
			{Case: "nobody listens anywhere: segments", Observed: "SYN, server RST,ACK"},
		}},
	}
}
