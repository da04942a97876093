package scenarios

// portExhaustionExpected is what the profiles expect of C-07.
func portExhaustionExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.registerEndpoint, endpoint.go, and PortManager.PickEphemeralPort, ports.go in package ports", cases: []Want{
			{Case: "connects until one is refused", Observed: "30, then connect: EADDRNOTAVAIL"},
			{Case: "ports that they have", Observed: "40000 to 40029, 30 different, not in order"},
			{Case: "free ports towards the server", Observed: "0"},
			{Case: "connect to another port of the server", Observed: "connected"},
			{Case: "connect to another host", Observed: "connected"},
			{Case: "connect from a port outside of the range", Observed: "connected"},
			{Case: "another host connects", Observed: "connected"},
			{Case: "connect 59.999999999s after the first close", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "connect 1m0s after the first close", Observed: "connected"},
			{Case: "closed 1s apart, connects 1m2s after the first close until one is refused", Observed: "3, then connect: EADDRNOTAVAIL"},
			{Case: "the client closes first: free ports after 20 connections", Observed: "10"},
			{Case: "the server closes first: free ports after 20 connections", Observed: "30"},
			{Case: "the client closes with SO_LINGER 0: free ports after 20 connections", Observed: "30"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 with a range of 4 ports (M27)", silent: "not measured", cases: []Want{
			{Case: "connects until one is refused", Observed: "30, then connect: EADDRNOTAVAIL"},
			{Case: "connect to another port of the server", Observed: "connected"},
		}},
	}
}
