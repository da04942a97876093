package scenarios

// timestampEchoExpected is what the profiles expect of C-81.
func timestampEchoExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.updateRecentTimestamp, endpoint.go, called by sender.handleRcvdSegment, snd.go, and receiver.handleTimeWaitSegment, rcv.go", cases: []Want{
			{Case: "the next bytes, 1s newer: the answer echoes", Observed: "TSval of the SYN+1000"},
			{Case: "the next bytes, 1ms newer: the answer echoes", Observed: "TSval of the SYN+1"},
			{Case: "the next bytes, equal: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "the next bytes, 1s older: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "old bytes, 1s newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "old bytes, 1ms newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "old bytes, equal: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "old bytes, 1s older: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1ms newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, equal: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s older: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s newer: the answer to what fills the gap echoes", Observed: "TSval of the SYN"},
			{Case: "TIME-WAIT, the FIN again 1s newer: the answer echoes", Observed: "TSval of the SYN+1000"},
			{Case: "TIME-WAIT, the FIN again 1s older: the answer echoes", Observed: "TSval of the SYN"},
		}},
		{profile: rfc9293, source: "RFC 7323, section 4.3, rule 2", silent: "whether a segment that is not acceptable is asked for its timestamp first is not clear from the rule", cases: []Want{
			{Case: "the next bytes, 1s newer: the answer echoes", Observed: "TSval of the SYN+1000"},
			{Case: "the next bytes, 1ms newer: the answer echoes", Observed: "TSval of the SYN+1"},
			{Case: "the next bytes, equal: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "the next bytes, 1s older: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1ms newer: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, equal: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s older: the answer echoes", Observed: "TSval of the SYN"},
			{Case: "bytes beyond a gap, 1s newer: the answer to what fills the gap echoes", Observed: "TSval of the SYN"},
		}},
	}
}
