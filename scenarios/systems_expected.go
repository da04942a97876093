package scenarios

// systemProfilesExpected is what the profiles expect of C-78.
func systemProfilesExpected() []saying {
	return []saying{
		{profile: netstack, source: "ports.PortManager.PickEphemeralPort, pkg/tcpip/ports: each port once to a destination; getTimeWaitDuration, connect.go", cases: []Want{
			{Case: "Linux: ports to one server, TIME-WAIT, connections a second", Observed: "28232, 1m0s, 470.5"},
			{Case: "Linux, but 2 ports: connections in 10 minutes", Observed: "20"},
			{Case: "macOS: ports to one server, TIME-WAIT, connections a second", Observed: "16384, 30s, 546.1"},
			{Case: "macOS, but 2 ports: connections in 10 minutes", Observed: "40"},
			{Case: "Windows: ports to one server, TIME-WAIT, connections a second", Observed: "16384, 4m0s, 68.2"},
			{Case: "Windows, but 2 ports: connections in 10 minutes", Observed: "6"},
			{Case: "netstack: ports to one server, TIME-WAIT, connections a second", Observed: "49536, 1m0s, 825.6"},
			{Case: "netstack, but 2 ports: connections in 10 minutes", Observed: "20"},
			{Case: "RFC 9293's MSL, Linux's ports: ports to one server, TIME-WAIT, connections a second", Observed: "28232, 4m0s, 117.6"},
			{Case: "RFC 9293's MSL, Linux's ports, but 2 ports: connections in 10 minutes", Observed: "6"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.4.2: an MSL of 2 min", silent: "the RFC knows no range of ports, and of each system only what it says of the MSL", cases: []Want{
			{Case: "RFC 9293's MSL, Linux's ports: ports to one server, TIME-WAIT, connections a second", Observed: "28232, 4m0s, 117.6"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7 and M17: 60 s; M27: each port once to a destination; net.ipv4.ip_local_port_range is 32768 to 60999)", silent: "the other rows are not of Linux, or were not measured", cases: []Want{
			{Case: "Linux: ports to one server, TIME-WAIT, connections a second", Observed: "28232, 1m0s, 470.5"},
		}},
	}
}
