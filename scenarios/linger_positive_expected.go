package scenarios

// lingerPositiveExpected is what the profiles expect of C-38.
func lingerPositiveExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.closeLocked, endpoint.go, asks for SO_LINGER of 0 only; startTimeWait, dispatcher.go, does not ask", cases: []Want{
			{Case: "no SO_LINGER: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 0: TIME-WAIT lasted", Observed: "never in TIME-WAIT"},
			{Case: "SO_LINGER of 1: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 2: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 60: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 120: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 1: segments of the close", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "SO_LINGER of 1 on the passive closer: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13, which knows no SO_LINGER and no exception; section 3.6, figure 12", silent: "SO_LINGER of 0 is ABORT; section 3.10.5 and note 3 of section 3.3.2 disagree on whether who sends a RST is in TIME-WAIT", cases: []Want{
			{Case: "no SO_LINGER: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 1: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 2: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 60: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 120: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 1: segments of the close", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "SO_LINGER of 1 on the passive closer: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11, M13)", silent: "not measured", cases: []Want{
			{Case: "SO_LINGER of 0: TIME-WAIT lasted", Observed: "never in TIME-WAIT"},
			{Case: "SO_LINGER of 1: TIME-WAIT lasted", Observed: "1m0s"},
		}},
	}
}
