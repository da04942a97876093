package scenarios

// simultaneousCloseExpected is what the profiles expect of C-06.
func simultaneousCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go; where a FIN is lost, handleRcvdSegmentClosing takes the bare ACK behind it for data that arrives after close, and resets", cases: []Want{
			{Case: "states of the client", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the client lasted", Observed: "1m0s"},
			{Case: "states of the server", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the server lasted", Observed: "1m0s"},
			{Case: "in TIME-WAIT are", Observed: "server and client"},
			{Case: "segments", Observed: "client FIN,ACK, server FIN,ACK, server ACK, client ACK"},
			{Case: "one FIN is lost once: segments", Observed: "client FIN,ACK, server FIN,ACK, client ACK, server RST,ACK"},
			{Case: "one FIN is lost once: states of its sender", Observed: "FIN-WAIT-1 → CLOSING → CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, figure 13; section 3.10.7.4: a segment that begins beyond RCV.NXT is kept or sent again, and resets nothing", silent: "in which order retransmissions follow the RFC leaves open", cases: []Want{
			{Case: "states of the client", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the client lasted", Observed: "1m0s"},
			{Case: "states of the server", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the server lasted", Observed: "1m0s"},
			{Case: "in TIME-WAIT are", Observed: "server and client"},
			{Case: "segments", Observed: "client FIN,ACK, server FIN,ACK, server ACK, client ACK"},
			{Case: "one FIN is lost once: states of its sender", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED", Known: "FIN-WAIT-1 → CLOSING → CLOSED", Reason: "netstack takes the ACK behind the lost FIN for data that arrives after close, and resets"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M32: CLOSING, then 60 s of TIME-WAIT)", silent: "not measured", cases: []Want{
			{Case: "states of the client", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the client lasted", Observed: "1m0s"},
			{Case: "states of the server", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "TIME-WAIT of the server lasted", Observed: "1m0s"},
			{Case: "in TIME-WAIT are", Observed: "server and client"},
		}},
		{profile: freebsd, source: "snippets/time-wait-via-closing", silent: "the script has one side and no loss", cases: []Want{
			{Case: "states of the client", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "states of the server", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
		}},
	}
}
