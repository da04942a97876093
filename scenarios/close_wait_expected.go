package scenarios

// closeWaitExpected is what the profiles expect of C-04.
func closeWaitExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go: no timer is started in CLOSE-WAIT; Endpoint.finWait2TimerExpired, connect.go, is what ends the other side, whose host then answers everything with a RST", cases: []Want{
			{Case: "sockets of the passive closer after 1m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 1m0s", Observed: "nothing"},
			{Case: "sockets of the passive closer after 2h0m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "nothing"},
			{Case: "sockets of the passive closer after 30 days", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "nothing"},
			{Case: "segments of the first 30 days", Observed: "nothing"},
			{Case: "it closes after 30s: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "it closes after 30s: states", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "it closes after 30 days: segments", Observed: "server FIN,ACK, client RST"},
			{Case: "it closes after 30 days: states", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "it writes after 30 days: the first write says", Observed: "no error"},
			{Case: "it writes after 30 days: the second write says", Observed: "EPIPE"},
			{Case: "it writes after 30 days: segments", Observed: "server PSH,ACK, client RST"},
			{Case: "with keep-alives every 15s, after 2m0s: sockets of the passive closer", Observed: "CLOSED, held"},
			{Case: "with keep-alives every 15s: in CLOSE-WAIT for", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 2, section 3.10.4 and section 3.10.8, which has no time-out for FIN-WAIT-2", silent: "the RFC leaves open what keep-alives are set to, and how errors are told to an application", cases: []Want{
			{Case: "sockets of the passive closer after 1m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 1m0s", Observed: "FIN-WAIT-2", Known: "nothing", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "sockets of the passive closer after 2h0m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "FIN-WAIT-2", Known: "nothing", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "sockets of the passive closer after 30 days", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "FIN-WAIT-2", Known: "nothing", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "segments of the first 30 days", Observed: "nothing"},
			{Case: "it closes after 30s: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "it closes after 30s: states", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "it closes after 30 days: segments", Observed: "server FIN,ACK, client ACK", Known: "server FIN,ACK, client RST", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "it closes after 30 days: states", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M15, M38, M39)", silent: "not measured", cases: []Want{
			{Case: "sockets of the passive closer after 1m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the passive closer after 2h0m0s", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 2h0m0s", Observed: "nothing"},
			{Case: "sockets of the passive closer after 30 days", Observed: "CLOSE-WAIT, held"},
			{Case: "sockets of the active closer after 30 days", Observed: "nothing"},
			{Case: "it writes after 30 days: the first write says", Observed: "no error"},
			{Case: "it writes after 30 days: the second write says", Observed: "EPIPE"},
			{Case: "it writes after 30 days: segments", Observed: "server PSH,ACK, client RST"},
			{Case: "with keep-alives every 15s, after 2m0s: sockets of the passive closer", Observed: "CLOSED, held"},
		}},
	}
}
