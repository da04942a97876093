package scenarios

// reopenExpected is what the profiles expect of C-15.
func reopenExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go, and Endpoint.handleTimeWaitSegments, connect.go: only a SYN above RCV.NXT is handed to a listener, all others are dropped; sequence numbers begin with the clock divided by 64 ns", cases: []Want{
			{Case: "SYN with RCV.NXT-1000: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1000: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT+1: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT+1: state of the old connection", Observed: "CLOSED"},
			{Case: "SYN with RCV.NXT+1000: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT+1000: state of the old connection", Observed: "CLOSED"},
			{Case: "SYN with RCV.NXT+2^31-1: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT+2^31-1: state of the old connection", Observed: "CLOSED"},
			{Case: "SYN with RCV.NXT+2^31+1: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT+2^31+1: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT+1 after 0s in TIME-WAIT: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT+1 after 59.999999999s in TIME-WAIT: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT, TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SYN with RCV.NXT+1 and nobody listens: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT+1 and nobody listens: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "the new connection reads", Observed: "hello, then EOF"},
			{Case: "the host's new sequence numbers, 1s later, begin", Observed: "above the old ones"},
			{Case: "the host's new sequence numbers, at the same instant, begin", Observed: "below the end of the old ones"},
			{Case: "a host that connects again from the same port, 1s later", Observed: "connected"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M4, M5)", silent: "not measured", cases: []Want{
			{Case: "SYN with RCV.NXT-1: answer", Observed: "ACK", Known: "nothing", Reason: "netstack drops a SYN that does not reopen; Linux acknowledges, as RFC 5961 has it elsewhere"},
			{Case: "SYN with RCV.NXT-1: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT+1: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT+1: state of the old connection", Observed: "CLOSED"},
		}},
		{profile: freebsd, source: "freebsd-net/tcp-testsuite, time-wait", silent: "not in the suite", cases: []Want{
			{Case: "SYN with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1: state of the old connection", Observed: "TIME-WAIT"},
			{Case: "SYN with RCV.NXT+1: answer", Observed: "SYN,ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MAY-2; RFC 6191, section 2", silent: "the RFC leaves it open", cases: []Want{
			{Case: "SYN with RCV.NXT+1: answer", Observed: "SYN,ACK"},
			{Case: "SYN with RCV.NXT-1: state of the old connection", Observed: "TIME-WAIT"},
		}},
	}
}
