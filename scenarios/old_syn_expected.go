package scenarios

// oldSYNExpected is what the profiles expect of C-19.
func oldSYNExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: a segment without an ACK is dropped", cases: []Want{
			{Case: "SYN with RCV.NXT-1000: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "again in the same instant: answer", Observed: "nothing"},
			{Case: "again after 1s: answer", Observed: "nothing"},
			{Case: "again at the end of TIME-WAIT: answer", Observed: "SYN,ACK"},
			{Case: "then one with RCV.NXT+1: answer", Observed: "SYN,ACK"},
		}},
		{profile: rfc9293, source: "RFC 6191, section 2, which RFC 9293, section 3.6.1, SHLD-4, asks for; RFC 5961, section 4.2, would have it acknowledged", cases: []Want{
			{Case: "SYN with RCV.NXT-1000: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes: answer", Observed: "nothing"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "again in the same instant: answer", Observed: "nothing"},
			{Case: "again after 1s: answer", Observed: "nothing"},
			{Case: "again at the end of TIME-WAIT: answer", Observed: "SYN,ACK"},
			{Case: "then one with RCV.NXT+1: answer", Observed: "SYN,ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M4: an ACK, at most every 500 ms, and the timer goes on; M5); TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "SYN with RCV.NXT-1000: answer", Observed: "ACK", Known: "nothing", Reason: "netstack drops a SYN that does not reopen without an answer (RFC 6191), Linux acknowledges it (RFC 5961)"},
			{Case: "SYN with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes: answer", Observed: "ACK", Known: "nothing", Reason: "Linux acknowledges a SYN that it does not honour, netstack drops it"},
			{Case: "SYN with RCV.NXT-1000 and 5 bytes after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "again in the same instant: answer", Observed: "nothing"},
			{Case: "again after 1s: answer", Observed: "ACK", Known: "nothing", Reason: "netstack drops a SYN that does not reopen without an answer (RFC 6191), Linux acknowledges it (RFC 5961)"},
			{Case: "again at the end of TIME-WAIT: answer", Observed: "SYN,ACK"},
			{Case: "then one with RCV.NXT+1: answer", Observed: "SYN,ACK"},
		}},
		{profile: freebsd, source: "the scripts rcv-*-time-wait: a SYN above RCV.NXT is accepted, another dropped silently", silent: "not in the scripts", cases: []Want{
			{Case: "SYN with RCV.NXT-1000: answer", Observed: "nothing"},
			{Case: "again in the same instant: answer", Observed: "nothing"},
			{Case: "again after 1s: answer", Observed: "nothing"},
			{Case: "then one with RCV.NXT+1: answer", Observed: "SYN,ACK"},
		}},
	}
}
