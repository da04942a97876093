package scenarios

// lossyCloseExpected is what the profiles expect of C-23.
func lossyCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "sender.retransmitTimerExpired, snd.go; a peer that has sent its FIN acknowledges the other with it where the plain ACK was lost", cases: []Want{
			{Case: "the first FIN lost once: segments", Observed: "client FIN,ACK, client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "the first FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the first FIN lost once: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the first FIN lost twice: segments", Observed: "client FIN,ACK, client FIN,ACK, client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "the first FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the first FIN lost twice: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the ACK of the first FIN lost once: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "the ACK of the first FIN lost once: states", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the first FIN lost once: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the ACK of the first FIN lost twice: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "the ACK of the first FIN lost twice: states", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the first FIN lost twice: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the second FIN lost once: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, server FIN,ACK, client ACK"},
			{Case: "the second FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the second FIN lost once: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the second FIN lost twice: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, server FIN,ACK, server FIN,ACK, client ACK"},
			{Case: "the second FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the second FIN lost twice: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the ACK of the second FIN lost once: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "the ACK of the second FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the second FIN lost once: TIME-WAIT lasted", Observed: "1m1s"},
			{Case: "the ACK of the second FIN lost twice: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "the ACK of the second FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the second FIN lost twice: TIME-WAIT lasted", Observed: "1m3s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6 and figure 12", silent: "the RFC leaves open when segments are sent again; its 2 MSL are 4 min", cases: []Want{
			{Case: "the first FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the first FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the first FIN lost once: states", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the first FIN lost twice: states", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the second FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the second FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the second FIN lost once: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "the ACK of the second FIN lost twice: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, CLOSE-WAIT → LAST-ACK → CLOSED"},
		}},
	}
}
