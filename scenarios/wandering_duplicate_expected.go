package scenarios

// wanderingDuplicateExpected is what the profiles expect of C-20.
func wanderingDuplicateExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegment, rcv.go: the sequence number alone makes a segment acceptable; there is no PAWS and no check of the acknowledgement", cases: []Want{
			{Case: "1000 bytes with RCV.NXT, no timestamps, and the acknowledgement of the old connection: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and the acknowledgement of the old connection: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and an acknowledgement that fits: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and an acknowledgement that fits: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and the acknowledgement of the old connection: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and the acknowledgement of the old connection: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and an acknowledgement that fits: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and an acknowledgement that fits: answer", Observed: "ACK"},
			{Case: "two hosts, the port again after 4m34.877906944s, the old data arrives: the application reads", Observed: "old data"},
			{Case: "then the client writes \"new data, and more\": the application reads in all", Observed: "old data, and more"},
			{Case: "two hosts, the port again after 4m35s, the old data arrives: the application reads", Observed: "nothing"},
		}},
		{profile: rfc9293, source: "RFC 1337, section 2.2, H1; RFC 7323, section 5.3, R1; RFC 5961, section 5.2", silent: "which numbers come round, and when, is left open", cases: []Want{
			{Case: "1000 bytes with RCV.NXT, no timestamps, and the acknowledgement of the old connection: the application reads", Observed: "nothing", Known: "1000 bytes", Reason: "netstack does not look at the acknowledgement number of a segment before it takes its data"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and the acknowledgement of the old connection: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and an acknowledgement that fits: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, no timestamps, and an acknowledgement that fits: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and the acknowledgement of the old connection: the application reads", Observed: "nothing", Known: "1000 bytes", Reason: "netstack has no PAWS"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and the acknowledgement of the old connection: answer", Observed: "ACK"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and an acknowledgement that fits: the application reads", Observed: "nothing", Known: "1000 bytes", Reason: "netstack has no PAWS"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and an acknowledgement that fits: answer", Observed: "ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M40: without timestamps 1000 bytes of garbage, with timestamps nothing)", silent: "not measured", cases: []Want{
			{Case: "1000 bytes with RCV.NXT, no timestamps, and an acknowledgement that fits: the application reads", Observed: "1000 bytes"},
			{Case: "1000 bytes with RCV.NXT, a timestamp 2m older, and an acknowledgement that fits: the application reads", Observed: "nothing", Known: "1000 bytes", Reason: "netstack has no PAWS"},
		}},
	}
}
