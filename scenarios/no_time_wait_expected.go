package scenarios

// noTimeWaitExpected is what the profiles expect of C-24.
func noTimeWaitExpected() []saying {
	return []saying{
		{profile: netstack, source: "protocol.HandleUnknownDestinationPacket, protocol.go; in LAST-ACK Endpoint.handleReset, connect.go, leaves ECONNRESET to the reader, although the FIN has come before. That there is no room is a model of the fixture", cases: []Want{
			{Case: "TIME-WAIT of 60s: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "TIME-WAIT of 60s: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "TIME-WAIT of 60s: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "TIME-WAIT of 60s: the passive closer reads", Observed: "EOF"},
			{Case: "TIME-WAIT of 0s: segments", Observed: "server FIN,ACK, client RST"},
			{Case: "TIME-WAIT of 0s: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "TIME-WAIT of 0s: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "TIME-WAIT of 0s: the passive closer reads", Observed: "ECONNRESET"},
			{Case: "no room for TIME-WAIT: segments", Observed: "server FIN,ACK, client RST"},
			{Case: "no room for TIME-WAIT: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "no room for TIME-WAIT: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "no room for TIME-WAIT: the passive closer reads", Observed: "ECONNRESET"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.2, group 1, and section 3.10.7.4, second", silent: "the RFC leaves open how long a retransmission time-out is, and what a socket says", cases: []Want{
			{Case: "TIME-WAIT of 60s: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "TIME-WAIT of 60s: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "TIME-WAIT of 0s: segments", Observed: "server FIN,ACK, client RST"},
			{Case: "TIME-WAIT of 0s: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "no room for TIME-WAIT: segments", Observed: "server FIN,ACK, client RST"},
			{Case: "no room for TIME-WAIT: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7, M21, M35, M40); TIME-WAIT has no setting there", silent: "not measured", cases: []Want{
			{Case: "TIME-WAIT of 60s: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "TIME-WAIT of 60s: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
			{Case: "no room for TIME-WAIT: segments", Observed: "server FIN,ACK, client RST"},
		}},
	}
}
