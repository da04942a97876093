package scenarios

// fourNumbersExpected is what the profiles expect of C-82.
func fourNumbersExpected() []saying {
	return []saying{
		{profile: netstack, source: "transportEndpoints.findEndpointLocked, transport_demuxer.go, in package stack; Endpoint.registerEndpoint, endpoint.go", cases: []Want{
			{Case: "what each writes is read by", Observed: "0 by 0, 1 by 1, 2 by 2, 3 by 3, 4 by 4"},
			{Case: "one is reset: states of all", Observed: "1 CLOSED, 4 ESTABLISHED"},
			{Case: "one is in TIME-WAIT on the server: what the others write is read by", Observed: "1 by 1, 2 by 2, 3 by 3, 4 by 4"},
			{Case: "the same four numbers again", Observed: "bind: EADDRINUSE"},
			{Case: "the same four numbers again, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.1", silent: "the RFC has no SO_REUSEADDR, and keeps only the pair of sockets", cases: []Want{
			{Case: "what each writes is read by", Observed: "0 by 0, 1 by 1, 2 by 2, 3 by 3, 4 by 4"},
			{Case: "one is reset: states of all", Observed: "1 CLOSED, 4 ESTABLISHED"},
			{Case: "one is in TIME-WAIT on the server: what the others write is read by", Observed: "1 by 1, 2 by 2, 3 by 3, 4 by 4"},
		}},
	}
}
