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
	}
}
