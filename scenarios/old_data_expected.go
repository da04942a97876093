package scenarios

// oldDataExpected is what the profiles expect of C-18.
func oldDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: data, or a number that is not RCV.NXT, is acknowledged; neither restarts the timer", cases: []Want{
			{Case: "5 bytes with RCV.NXT-6: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT-6 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT-3: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT-3 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT+5: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT+2^30: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT-6: the answer's numbers", Observed: "SND.NXT, acknowledging RCV.NXT"},
			{Case: "10 such segments at once: answers", Observed: "10 times ACK"},
			{Case: "data comes again in TIME-WAIT: the application reads", Observed: "TIME-WAIT: hello, then EOF"},
			{Case: "data comes again in TIME-WAIT: segments that follow", Observed: "client ACK, server RST"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first, for segments outside of the window", silent: "in the window the fifth check restarts 2 MSL, for a FIN, and the seventh ignores the data; RFC 5961, section 7, would limit the answers", cases: []Want{
			{Case: "5 bytes with RCV.NXT-6: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT-6 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT+2^30: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "5 bytes with RCV.NXT-6: the answer's numbers", Observed: "SND.NXT, acknowledging RCV.NXT"},
			{Case: "data comes again in TIME-WAIT: the application reads", Observed: "TIME-WAIT: hello, then EOF"},
			{Case: "data comes again in TIME-WAIT: segments that follow", Observed: "client ACK, server RST"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M10: an old duplicate is acknowledged and restarts the timer; M40: the RST); tcp_timewait_state_process, net/ipv4/tcp_minisocks.c, for other numbers; TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "5 bytes with RCV.NXT-6: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT-6 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "5 bytes with RCV.NXT-3: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT-3 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "5 bytes with RCV.NXT: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "5 bytes with RCV.NXT+5: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "5 bytes with RCV.NXT+2^30: answer", Observed: "ACK"},
			{Case: "5 bytes with RCV.NXT+2^30 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "5 bytes with RCV.NXT-6: the answer's numbers", Observed: "SND.NXT, acknowledging RCV.NXT"},
			{Case: "10 such segments at once: answers", Observed: "10 times ACK"},
			{Case: "data comes again in TIME-WAIT: segments that follow", Observed: "client ACK, server RST"},
		}},
	}
}
