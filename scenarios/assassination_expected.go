package scenarios

// assassinationExpected is what the profiles expect of C-16.
func assassinationExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: a RST is dropped (RFC 1337, F1)", cases: []Want{
			{Case: "RST with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST with RCV.NXT+5: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST with RCV.NXT+2^30: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST,ACK with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "RST,ACK with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST,ACK with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST,ACK with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST,ACK with RCV.NXT+5: answer", Observed: "nothing"},
			{Case: "RST,ACK with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "RST,ACK with RCV.NXT+2^30: answer", Observed: "nothing"},
			{Case: "RST,ACK with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "an old duplicate arrives after 30s: segments that follow", Observed: "client ACK, server RST"},
			{Case: "an old duplicate arrives after 30s: sequence number of the RST", Observed: "RCV.NXT"},
			{Case: "an old duplicate arrives after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "an old duplicate arrives after 30s, then the FIN again: answer to the FIN", Observed: "ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, tcp_rfc1337=0 (M1, M3)", silent: "not measured", cases: []Want{
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "30s", Known: "1m0s", Reason: "netstack ignores RSTs in TIME-WAIT (RFC 1337, F1), as Linux does with tcp_rfc1337=1"},
			{Case: "RST with RCV.NXT+5: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: freebsd, source: "freebsd-net/tcp-testsuite, time-wait", silent: "not in the suite", cases: []Want{
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, second", silent: "RFC 1337 and RFC 9293 differ, and RFC 9293 leaves the rest open", cases: []Want{
			{Case: "RST with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "30s", Known: "1m0s", Reason: "netstack follows RFC 1337, section 3, F1, and ignores it"},
			{Case: "RST with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
	}
}
