package scenarios

// tuplesExpected is what the profiles expect of N-02.
func tuplesExpected() []saying {
	return []saying{
		{profile: netstack, source: "transportDemuxer and Endpoint.connect, endpoint.go: connections are found by both addresses and both ports; ErrPortInUse becomes EADDRNOTAVAIL", cases: []Want{
			{Case: "3 clients from the same port: what the server reads of each", Observed: "alice: alice; bob: bob; carol: carol"},
			{Case: "3 clients from the same port, one resets: states of the server's ends", Observed: "ESTABLISHED, CLOSED, ESTABLISHED"},
			{Case: "3 clients from the same port, one is in TIME-WAIT: another connects from there", Observed: "connected"},
			{Case: "one client from one port to two ports of the server", Observed: "connected and connected"},
			{Case: "one client from one port to two addresses of the server", Observed: "connected and connected"},
			{Case: "one client from one port twice to the same port", Observed: "connected and connect: EADDRNOTAVAIL"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.4, and section 3.10.1: which error it is that a connection exists, is up to the interface", cases: []Want{
			{Case: "3 clients from the same port: what the server reads of each", Observed: "alice: alice; bob: bob; carol: carol"},
			{Case: "3 clients from the same port, one resets: states of the server's ends", Observed: "ESTABLISHED, CLOSED, ESTABLISHED"},
			{Case: "3 clients from the same port, one is in TIME-WAIT: another connects from there", Observed: "connected"},
			{Case: "one client from one port to two ports of the server", Observed: "connected and connected"},
			{Case: "one client from one port to two addresses of the server", Observed: "connected and connected"},
			{Case: "one client from one port twice to the same port", Observed: "connected and connect: EADDRNOTAVAIL"},
		}},
		{profile: linux, source: "Linux 6.18.44", silent: "not measured"},
	}
}
