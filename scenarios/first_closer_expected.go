package scenarios

// firstCloserExpected is what the profiles expect of C-29.
func firstCloserExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go, and Endpoint.registerEndpoint, endpoint.go", cases: []Want{
			{Case: "20 connections, client closes first: in TIME-WAIT on client and server", Observed: "20 and 0"},
			{Case: "20 connections, client closes first: free ports of the client", Observed: "10"},
			{Case: "20 connections, client closes first: another host connects", Observed: "connected"},
			{Case: "20 connections, client closes first: connects of the client until one is refused", Observed: "10, then connect: EADDRNOTAVAIL"},
			{Case: "20 connections, server closes first: in TIME-WAIT on client and server", Observed: "0 and 20"},
			{Case: "20 connections, server closes first: free ports of the client", Observed: "30"},
			{Case: "20 connections, server closes first: another host connects", Observed: "connected"},
			{Case: "20 connections, server closes first: connects of the client until one is refused", Observed: "30, then connect: EADDRNOTAVAIL"},
			{Case: "20 connections, both close at once: in TIME-WAIT on client and server", Observed: "20 and 20"},
			{Case: "20 connections, both close at once: free ports of the client", Observed: "10"},
			{Case: "20 connections, both close at once: another host connects", Observed: "connected"},
			{Case: "20 connections, both close at once: connects of the client until one is refused", Observed: "10, then connect: EADDRNOTAVAIL"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, figures 12 and 13, and section 3.6.1, MUST-13", silent: "the RFC does not say how local ports are chosen", cases: []Want{
			{Case: "20 connections, client closes first: in TIME-WAIT on client and server", Observed: "20 and 0"},
			{Case: "20 connections, client closes first: another host connects", Observed: "connected"},
			{Case: "20 connections, server closes first: in TIME-WAIT on client and server", Observed: "0 and 20"},
			{Case: "20 connections, server closes first: another host connects", Observed: "connected"},
			{Case: "20 connections, both close at once: in TIME-WAIT on client and server", Observed: "20 and 20"},
			{Case: "20 connections, both close at once: another host connects", Observed: "connected"},
		}},
	}
}
