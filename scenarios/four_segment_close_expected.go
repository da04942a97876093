package scenarios

// fourSegmentCloseExpected is what the profiles expect of C-01.
func fourSegmentCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go", cases: []Want{
			{Case: "client closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "client closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "client closes first: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "server closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "server closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "server closes first: segments", Observed: "server FIN,ACK, client ACK, client FIN,ACK, server ACK"},
			{Case: "what the passive closer reads", Observed: "EOF"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, figure 12; section 3.10.3 for the reader, who is told that the connection is closing", cases: []Want{
			{Case: "client closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "client closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "client closes first: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "server closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "server closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "server closes first: segments", Observed: "server FIN,ACK, client ACK, client FIN,ACK, server ACK"},
			{Case: "what the passive closer reads", Observed: "EOF"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7, M14, M15, M17: FIN-WAIT-1, FIN-WAIT-2, TIME-WAIT; M34, M35: CLOSE-WAIT, LAST-ACK)", silent: "the whole exchange was not recorded", cases: []Want{
			{Case: "client closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "client closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "server closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "server closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
		}},
	}
}
