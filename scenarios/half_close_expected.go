package scenarios

// halfCloseExpected is what the profiles expect of C-08.
func halfCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.Shutdown and Endpoint.closeLocked, endpoint.go: the FIN-WAIT-2 timer starts on close only", cases: []Want{
			{Case: "states of the side that half-closes", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"},
			{Case: "what comes after the half-close is read as", Observed: "still here, then EOF"},
			{Case: "what the other side reads", Observed: "last words, then EOF"},
			{Case: "writing after the half-close", Observed: "EPIPE"},
			{Case: "data an hour after the half-close: segments", Observed: "server PSH,ACK, client ACK"},
			{Case: "state a day after the half-close", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "time left in FIN-WAIT-2 by its timer", Observed: "no end"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 1", silent: "the RFC leaves the interface to its users open", cases: []Want{
			{Case: "states of the side that half-closes", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"},
			{Case: "what comes after the half-close is read as", Observed: "still here, then EOF"},
			{Case: "what the other side reads", Observed: "last words, then EOF"},
			{Case: "time left in FIN-WAIT-2 by its timer", Observed: "no end"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M16)", silent: "not measured", cases: []Want{
			{Case: "state a day after the half-close", Observed: "FIN-WAIT-2 and CLOSE-WAIT"},
			{Case: "time left in FIN-WAIT-2 by its timer", Observed: "no end"},
		}},
	}
}
