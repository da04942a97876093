package scenarios

// finWait2OrphanExpected is what the profiles expect of C-35.
func finWait2OrphanExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go, or Endpoint.closeNoShutdownLocked, endpoint.go, starts the timer; Endpoint.finWait2TimerExpired, connect.go, ends it. TCP_LINGER2 is cut at MaxTCPLingerTimeout, 120 s", cases: []Want{
			{Case: "states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "segments", Observed: "nothing"},
			{Case: "state after 59.999999999s", Observed: "FIN-WAIT-2"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "Close 1h0m0s after CloseWrite: FIN-WAIT-2 lasted", Observed: "1h1m0s"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 0s", Observed: "0s"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 1ns", Observed: "1ns"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 5s", Observed: "5s"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 2m0s", Observed: "2m0s"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 4m0s", Observed: "4m0s"},
			{Case: "FIN-WAIT-2 lasted, TCP_LINGER2 of -1s", Observed: "0s"},
			{Case: "FIN-WAIT-2 lasted, TCP_LINGER2 of 5s", Observed: "5s"},
			{Case: "FIN-WAIT-2 lasted, TCP_LINGER2 of 2m0s", Observed: "2m0s"},
			{Case: "FIN-WAIT-2 lasted, TCP_LINGER2 of 4m0s", Observed: "2m0s"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: answer to the FIN", Observed: "ACK"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 6.5s: answer to the FIN", Observed: "RST"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 6.5s: TIME-WAIT lasted", Observed: "never in TIME-WAIT"},
			{Case: "data that is sent after it: answer", Observed: "RST"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.8", silent: "the RFC knows none of these settings", cases: []Want{
			{Case: "states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2", Known: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "segments", Observed: "nothing"},
			{Case: "state after 59.999999999s", Observed: "FIN-WAIT-2"},
			{Case: "state after 1m0s", Observed: "FIN-WAIT-2", Known: "CLOSED", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack ends it 60 s after Close, as Linux does"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: answer to the FIN", Observed: "ACK"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 6.5s: answer to the FIN", Observed: "ACK", Known: "RST", Reason: "RFC 9293 has no timer for FIN-WAIT-2; netstack has TCP_LINGER2, as Linux has"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M15, M17)", silent: "not measured", cases: []Want{
			{Case: "states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "state after 59.999999999s", Observed: "FIN-WAIT-2"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "FIN-WAIT-2 lasted, host's time-out of 5s", Observed: "5s"},
			{Case: "FIN-WAIT-2 lasted, TCP_LINGER2 of 5s", Observed: "5s"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: answer to the FIN", Observed: "ACK"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 4s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 6.5s: answer to the FIN", Observed: "RST"},
			{Case: "TCP_LINGER2 of 5s, the other side closes after 6.5s: TIME-WAIT lasted", Observed: "never in TIME-WAIT"},
		}},
	}
}
