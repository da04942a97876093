package scenarios

// timeWaitBucketsExpected is what the profiles expect of C-68.
func timeWaitBucketsExpected() []saying {
	return []saying{
		{profile: netstack, source: "netstack has no such limit: this is a model of the fixture, MaxTimeWaitBuckets; without it startTimeWait, dispatcher.go", cases: []Want{
			{Case: "no limit, 4 connections: in TIME-WAIT are", Observed: "4"},
			{Case: "limit of 2, 4 connections: in TIME-WAIT are", Observed: "2"},
			{Case: "limit of 4, 4 connections: in TIME-WAIT are", Observed: "4"},
			{Case: "limit lowered to 2 with 8 in TIME-WAIT, 4 more connections: in TIME-WAIT are", Observed: "8"},
			{Case: "limit lowered to 2 with 8 in TIME-WAIT: TIME-WAIT of the first lasted", Observed: "1m0s"},
			{Case: "beyond the limit: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "beyond the limit: segments of the close", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "once those have ended, 4 more connections with a limit of 2: in TIME-WAIT are", Observed: "2"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13", cases: []Want{
			{Case: "no limit, 4 connections: in TIME-WAIT are", Observed: "4"},
			{Case: "limit of 2, 4 connections: in TIME-WAIT are", Observed: "4", Known: "2", Reason: "MUST-13 has no exception; the limit is a setting of Linux"},
			{Case: "limit of 4, 4 connections: in TIME-WAIT are", Observed: "4"},
			{Case: "limit lowered to 2 with 8 in TIME-WAIT: TIME-WAIT of the first lasted", Observed: "1m0s"},
			{Case: "limit lowered to 2 with 8 in TIME-WAIT, 4 more connections: in TIME-WAIT are", Observed: "12", Known: "8", Reason: "MUST-13 has no exception; the limit is a setting of Linux"},
			{Case: "beyond the limit: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT", Known: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED", Reason: "MUST-13 has no exception; the limit is a setting of Linux"},
			{Case: "beyond the limit: segments of the close", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "once those have ended, 4 more connections with a limit of 2: in TIME-WAIT are", Observed: "4", Known: "2", Reason: "MUST-13 has no exception; the limit is a setting of Linux"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M21)", silent: "not measured", cases: []Want{
			{Case: "limit lowered to 2 with 8 in TIME-WAIT, 4 more connections: in TIME-WAIT are", Observed: "8"},
			{Case: "beyond the limit: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
		}},
	}
}
