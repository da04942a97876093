package scenarios

// reuseExpected is what the profiles expect of C-39.
func reuseExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.connect, endpoint.go: TCPTimeWaitReuseOption, and 1 s since recentTSTime, which is 0 without timestamps", cases: []Want{
			{Case: "tcp_tw_reuse=0, to server:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to server:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to server:80 again after 1s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 1s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, to server:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, to server:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, to server:80 again after 1s", Observed: "connected"},
			{Case: "tcp_tw_reuse=1, to 127.0.0.1:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, to 127.0.0.1:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, to 127.0.0.1:80 again after 1s", Observed: "connected"},
			{Case: "tcp_tw_reuse=2, to server:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to server:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to server:80 again after 1s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to 127.0.0.1:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to 127.0.0.1:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to 127.0.0.1:80 again after 1s", Observed: "connected"},
			{Case: "tcp_tw_reuse=1, from the port by name, after 1s", Observed: "bind: EADDRINUSE"},
			{Case: "tcp_tw_reuse=1, to another port of the server, at once", Observed: "connected"},
			{Case: "tcp_tw_reuse=1, the server does not speak timestamps, at once: the server gets", Observed: "SYN"},
			{Case: "tcp_tw_reuse=1, with SO_REUSEADDR on both sockets, after 1s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=1, after 1s: states of the connection that gave way", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1", silent: "the RFC speaks of SYNs that arrive, not of ports that a host chooses"},
		{profile: linux, source: "measured on Linux 6.18.44 (M27: no port towards one destination, another is not concerned; M28: loopback, at once and after 1.2 s); Documentation/networking/ip-sysctl.rst: timestamps are needed", silent: "not measured", cases: []Want{
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 999.999999ms", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=0, to 127.0.0.1:80 again after 1s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to server:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to 127.0.0.1:80 again after 0s", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "tcp_tw_reuse=2, to 127.0.0.1:80 again after 1s", Observed: "connected"},
			{Case: "tcp_tw_reuse=1, to another port of the server, at once", Observed: "connected"},
			{Case: "tcp_tw_reuse=1, the server does not speak timestamps, at once: the server gets", Observed: "nothing", Known: "SYN", Reason: "netstack does not ask for timestamps"},
		}},
	}
}
