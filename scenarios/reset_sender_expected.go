package scenarios

// resetSenderExpected is what the profiles expect of C-61.
func resetSenderExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.resetConnectionLocked, connect.go: the tuple is given back at once", cases: []Want{
			{Case: "SO_LINGER of 0: states of the sender", Observed: "CLOSED"},
			{Case: "SO_LINGER of 0: sockets of the sender", Observed: "nothing"},
			{Case: "SO_LINGER of 0: connecting again from the same port at once", Observed: "connected"},
			{Case: "data that was not read: states of the sender", Observed: "CLOSED"},
			{Case: "data that was not read: sockets of the sender", Observed: "nothing"},
			{Case: "data that was not read: connecting again from the same port at once", Observed: "connected"},
			{Case: "data after Close: states of the sender", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "data after Close: sockets of the sender", Observed: "nothing"},
			{Case: "data after Close: connecting again from the same port at once", Observed: "connected"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.3.2, figure 5, note 3, and section 3.5.2", silent: "the RFC leaves open what a socket says", cases: []Want{
			{Case: "SO_LINGER of 0: states of the sender", Observed: "TIME-WAIT → CLOSED", Known: "CLOSED", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
			{Case: "SO_LINGER of 0: sockets of the sender", Observed: "TIME-WAIT", Known: "nothing", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
			{Case: "data that was not read: states of the sender", Observed: "TIME-WAIT → CLOSED", Known: "CLOSED", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
			{Case: "data that was not read: sockets of the sender", Observed: "TIME-WAIT", Known: "nothing", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
			{Case: "data after Close: states of the sender", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED", Known: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
			{Case: "data after Close: sockets of the sender", Observed: "TIME-WAIT", Known: "nothing", Reason: "note 3 has TIME-WAIT follow, while ABORT of section 3.10.5 deletes the TCB; netstack does the latter, as Linux does"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11, M12, M15)", silent: "not measured", cases: []Want{
			{Case: "SO_LINGER of 0: states of the sender", Observed: "CLOSED"},
			{Case: "SO_LINGER of 0: sockets of the sender", Observed: "nothing"},
			{Case: "data that was not read: states of the sender", Observed: "CLOSED"},
			{Case: "data that was not read: sockets of the sender", Observed: "nothing"},
			{Case: "data after Close: states of the sender", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "data after Close: sockets of the sender", Observed: "nothing"},
		}},
	}
}
