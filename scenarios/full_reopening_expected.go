package scenarios

// fullReopeningExpected is what the profiles expect of N-09.
func fullReopeningExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleTimeWaitSegments, connect.go, ends TIME-WAIT before handleListenSegment, accept.go, drops the SYN", cases: []Want{
			{Case: "room in the queue: answer to the SYN", Observed: "SYN,ACK"},
			{Case: "room in the queue: state of the old connection", Observed: "CLOSED"},
			{Case: "room in the queue: answer to the old FIN afterwards", Observed: "ACK"},
			{Case: "room in the queue: answer to an old SYN", Observed: "nothing"},
			{Case: "the queue is full: answer to the SYN", Observed: "nothing"},
			{Case: "the queue is full: state of the old connection", Observed: "CLOSED"},
			{Case: "the queue is full: answer to the old FIN afterwards", Observed: "nothing"},
			{Case: "the queue is full: answer to an old SYN", Observed: "nothing"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MAY-2 and MUST-13", silent: "queues are up to the implementation, and old SYNs are for C-19", cases: []Want{
			{Case: "room in the queue: answer to the SYN", Observed: "SYN,ACK"},
			{Case: "room in the queue: state of the old connection", Observed: "CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M4, M5)", silent: "with a full queue not measured", cases: []Want{
			{Case: "room in the queue: answer to the SYN", Observed: "SYN,ACK"},
			{Case: "room in the queue: state of the old connection", Observed: "CLOSED"},
			{Case: "room in the queue: answer to an old SYN", Observed: "ACK", Known: "nothing", Reason: "netstack drops it, as RFC 6191 says"},
		}},
	}
}
