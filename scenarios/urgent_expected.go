package scenarios

// urgentAloneExpected is what the profiles expect of T-03.
func urgentAloneExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleSegmentLocked, connect.go: without RST, SYN and ACK nothing is done; receiver.handleTimeWaitSegment, rcv.go, drops what has no ACK", cases: []Want{
			{Case: "CLOSE-WAIT, URG", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, URG and 5 bytes", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSING, URG", Observed: "nothing, then CLOSING"},
			{Case: "CLOSING, URG and 5 bytes", Observed: "nothing, then CLOSING"},
			{Case: "LAST-ACK, URG", Observed: "nothing, then LAST-ACK"},
			{Case: "LAST-ACK, URG and 5 bytes", Observed: "nothing, then LAST-ACK"},
			{Case: "TIME-WAIT, URG", Observed: "nothing, then TIME-WAIT"},
			{Case: "TIME-WAIT, URG and 5 bytes", Observed: "nothing, then TIME-WAIT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, fifth: without an ACK the segment is dropped", cases: []Want{
			{Case: "CLOSE-WAIT, URG", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, URG and 5 bytes", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSING, URG", Observed: "nothing, then CLOSING"},
			{Case: "CLOSING, URG and 5 bytes", Observed: "nothing, then CLOSING"},
			{Case: "LAST-ACK, URG", Observed: "nothing, then LAST-ACK"},
			{Case: "LAST-ACK, URG and 5 bytes", Observed: "nothing, then LAST-ACK"},
			{Case: "TIME-WAIT, URG", Observed: "nothing, then TIME-WAIT"},
			{Case: "TIME-WAIT, URG and 5 bytes", Observed: "nothing, then TIME-WAIT"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", cases: []Want{
			{Case: "CLOSE-WAIT, URG", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, URG and 5 bytes", Observed: "nothing, then CLOSE-WAIT"},
			{Case: "CLOSING, URG", Observed: "nothing, then CLOSING"},
			{Case: "CLOSING, URG and 5 bytes", Observed: "nothing, then CLOSING"},
			{Case: "LAST-ACK, URG", Observed: "nothing, then LAST-ACK"},
			{Case: "LAST-ACK, URG and 5 bytes", Observed: "nothing, then LAST-ACK"},
			{Case: "TIME-WAIT, URG", Observed: "nothing, then TIME-WAIT"},
			{Case: "TIME-WAIT, URG and 5 bytes", Observed: "ACK, then TIME-WAIT", Known: "nothing, then TIME-WAIT", Reason: "Linux acknowledges data in TIME-WAIT even without an ACK, netstack asks for one first"},
		}},
	}
}
