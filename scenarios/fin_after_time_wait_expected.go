package scenarios

// finAfterTimeWaitExpected is what the profiles expect of T-01.
func finAfterTimeWaitExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: a FIN before RCV.NXT is acknowledged; receiver.handleRcvdSegmentClosing, rcv.go, leads from both states to TIME-WAIT", cases: []Want{
			{Case: "through FIN-WAIT-2, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through FIN-WAIT-2, the FIN again after 59.999999999s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through FIN-WAIT-2, the FIN again after 1m0s", Observed: "RST, then CLOSED"},
			{Case: "through FIN-WAIT-2, the FIN again after 1m12s", Observed: "RST, then CLOSED"},
			{Case: "through CLOSING, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through CLOSING, the FIN again after 59.999999999s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through CLOSING, the FIN again after 1m0s", Observed: "RST, then CLOSED"},
			{Case: "through CLOSING, the FIN again after 1m12s", Observed: "RST, then CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13, and section 3.4.2: the MSL is 2 min", cases: []Want{
			{Case: "through FIN-WAIT-2, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through FIN-WAIT-2, the FIN again after 59.999999999s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through FIN-WAIT-2, the FIN again after 1m0s", Observed: "ACK, then TIME-WAIT", Known: "RST, then CLOSED", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "through FIN-WAIT-2, the FIN again after 1m12s", Observed: "ACK, then TIME-WAIT", Known: "RST, then CLOSED", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "through CLOSING, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through CLOSING, the FIN again after 59.999999999s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through CLOSING, the FIN again after 1m0s", Observed: "ACK, then TIME-WAIT", Known: "RST, then CLOSED", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "through CLOSING, the FIN again after 1m12s", Observed: "ACK, then TIME-WAIT", Known: "RST, then CLOSED", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", silent: "a timer of Linux may be late, by 2 s here, so that nothing was measured at the very end of a minute", cases: []Want{
			{Case: "through FIN-WAIT-2, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through FIN-WAIT-2, the FIN again after 1m12s", Observed: "RST, then CLOSED"},
			{Case: "through CLOSING, the FIN again after 1s", Observed: "ACK, then TIME-WAIT"},
			{Case: "through CLOSING, the FIN again after 1m12s", Observed: "RST, then CLOSED"},
		}},
	}
}
