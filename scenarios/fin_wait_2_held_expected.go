package scenarios

// finWait2HeldExpected is what the profiles expect of C-36.
func finWait2HeldExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go, and Endpoint.closeNoShutdownLocked, endpoint.go: the timer is for endpoints that the application has closed; Endpoint.keepaliveTimerExpired, connect.go", cases: []Want{
			{Case: "sockets of the active closer after 1m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "FIN-WAIT-2, held"},
			{Case: "segments of the first 30 days", Observed: "nothing"},
			{Case: "host's time-out of 5s: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "TCP_LINGER2 of 5s: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "the other side closes after 30 days: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "the other side closes after 30 days: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the other side crashed: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "the other side crashed, keep-alives every 15s: FIN-WAIT-2 lasted", Observed: "2m30s"},
			{Case: "the other side crashed, keep-alives every 15s: the active closer reads", Observed: "ETIMEDOUT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 1, and section 3.10.8", silent: "the RFC leaves open what keep-alives are set to", cases: []Want{
			{Case: "sockets of the active closer after 1m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "FIN-WAIT-2, held"},
			{Case: "segments of the first 30 days", Observed: "nothing"},
			{Case: "host's time-out of 5s: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "TCP_LINGER2 of 5s: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "the other side closes after 30 days: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "the other side closes after 30 days: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the other side crashed: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M16); tcp_fin_timeout, Documentation/networking/ip-sysctl.rst: for connections that no application has", silent: "not measured", cases: []Want{
			{Case: "sockets of the active closer after 1m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "FIN-WAIT-2, held"},
			{Case: "segments of the first 30 days", Observed: "nothing"},
			{Case: "host's time-out of 5s: sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2, held"},
		}},
	}
}
