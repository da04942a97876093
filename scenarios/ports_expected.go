package scenarios

// ephemeralPortsExpected is what the profiles expect of C-07.
func ephemeralPortsExpected() []saying {
	return []saying{
		{profile: netstack, source: "ports.PortManager.PickEphemeralPort, pkg/tcpip/ports, and Endpoint.connect, endpoint.go: a port is in use for one destination; ErrNoPortAvailable becomes EADDRNOTAVAIL", cases: []Want{
			{Case: "1 ports, 2 dials more than that at once", Observed: "1 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "4 ports, 2 dials more than that at once", Observed: "4 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "16 ports, 2 dials more than that at once", Observed: "16 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "64 ports, 2 dials more than that at once", Observed: "64 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "4 ports, dials at 0s, 10s, 20s and 30s, two more at 59.999999999s", Observed: "connect: EADDRNOTAVAIL, connect: EADDRNOTAVAIL"},
			{Case: "4 ports, dials at 0s, 10s, 20s and 30s, two more at 1m0s", Observed: "connected, connect: EADDRNOTAVAIL"},
			{Case: "5 ports, a dial every 10s for 10 minutes", Observed: "50 connected, 10 connect: EADDRNOTAVAIL"},
			{Case: "6 ports, a dial every 10s for 10 minutes", Observed: "60 connected"},
			{Case: "no port is left, to another port of the server", Observed: "connected"},
			{Case: "no port is left, to another server", Observed: "connected"},
			{Case: "4 ports, 6 dials, the server closes first", Observed: "6 connected"},
			{Case: "4 ports, 6 dials, SO_LINGER of 0", Observed: "6 connected"},
			{Case: "4 ports, 6 dials, nobody closes", Observed: "4 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "4 ports, free towards the server and towards another after 3 dials", Observed: "1 and 4"},
			{Case: "the whole range, free after 3 dials", Observed: "28229"},
			{Case: "no port is left: the error is EADDRNOTAVAIL, temporary or a time-out", Observed: "yes, no, no"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.1", silent: "the RFC speaks of pairs of sockets; out of which range ports are chosen is up to the implementation"},
		{profile: linux, source: "measured on Linux 6.18.44 (M27: a range of 4 ports, 6 dials, another port of the server)", silent: "not measured", cases: []Want{
			{Case: "4 ports, 2 dials more than that at once", Observed: "4 connected, 2 connect: EADDRNOTAVAIL"},
			{Case: "no port is left, to another port of the server", Observed: "connected"},
		}},
	}
}
