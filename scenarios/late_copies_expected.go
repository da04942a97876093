package scenarios

// lateCopiesExpected is what the profiles expect of N-04.
func lateCopiesExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleTimeWaitSegment, rcv.go; then handleListenSegment, accept.go, or replyWithReset, protocol.go", cases: []Want{
			{Case: "30s after the close, somebody listens: answer", Observed: "ACK"},
			{Case: "30s after the close, nobody listens: answer", Observed: "ACK"},
			{Case: "59.999999999s after the close, somebody listens: answer", Observed: "ACK"},
			{Case: "59.999999999s after the close, nobody listens: answer", Observed: "ACK"},
			{Case: "1m0s after the close, somebody listens: answer", Observed: "RST"},
			{Case: "1m0s after the close, nobody listens: answer", Observed: "RST"},
			{Case: "4m0s after the close, somebody listens: answer", Observed: "RST"},
			{Case: "4m0s after the close, nobody listens: answer", Observed: "RST"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first, section 3.10.7.1, section 3.10.7.2 and section 3.4.2: the MSL is 2 min", cases: []Want{
			{Case: "30s after the close, somebody listens: answer", Observed: "ACK"},
			{Case: "30s after the close, nobody listens: answer", Observed: "ACK"},
			{Case: "59.999999999s after the close, somebody listens: answer", Observed: "ACK"},
			{Case: "59.999999999s after the close, nobody listens: answer", Observed: "ACK"},
			{Case: "1m0s after the close, somebody listens: answer", Observed: "ACK", Known: "RST", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "1m0s after the close, nobody listens: answer", Observed: "ACK", Known: "RST", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "4m0s after the close, somebody listens: answer", Observed: "RST"},
			{Case: "4m0s after the close, nobody listens: answer", Observed: "RST"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M10: data that comes again in TIME-WAIT)", silent: "not measured after TIME-WAIT, which an old duplicate restarts", cases: []Want{
			{Case: "30s after the close, somebody listens: answer", Observed: "ACK"},
			{Case: "30s after the close, nobody listens: answer", Observed: "ACK"},
		}},
	}
}
