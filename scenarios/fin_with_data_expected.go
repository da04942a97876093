package scenarios

// finWithDataExpected is what the profiles expect of C-66.
func finWithDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: only a FIN with RCV.NXT-1 restarts the timer, and what has data begins below", cases: []Want{
			{Case: "FIN alone again: answer", Observed: "ACK"},
			{Case: "FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN with 100 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 100 bytes again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FIN with 1000 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 1000 bytes again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "of FIN with 100 bytes, the FIN alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "of FIN with 100 bytes, the bytes alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the bytes alone again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FIN without ACK again: answer", Observed: "nothing"},
			{Case: "FIN without ACK again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first and eighth: any FIN again restarts 2 MSL", cases: []Want{
			{Case: "FIN alone again: answer", Observed: "ACK"},
			{Case: "FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN with 100 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 100 bytes again after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "netstack restarts the timer only for a FIN without data"},
			{Case: "FIN with 1000 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 1000 bytes again after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "netstack restarts the timer only for a FIN without data"},
			{Case: "of FIN with 100 bytes, the FIN alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "of FIN with 100 bytes, the bytes alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the bytes alone again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FIN without ACK again: answer", Observed: "ACK", Known: "nothing", Reason: "netstack drops what has no ACK in TIME-WAIT"},
			{Case: "FIN without ACK again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7: a FIN alone; M8: with 100 bytes; M10: the bytes alone); TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "FIN alone again: answer", Observed: "ACK"},
			{Case: "FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN with 100 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 100 bytes again after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "netstack restarts the timer only for a FIN without data"},
			{Case: "FIN with 1000 bytes again: answer", Observed: "ACK"},
			{Case: "FIN with 1000 bytes again after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "netstack restarts the timer only for a FIN without data"},
			{Case: "of FIN with 100 bytes, the FIN alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the FIN alone again after 30s: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "of FIN with 100 bytes, the bytes alone again: answer", Observed: "ACK"},
			{Case: "of FIN with 100 bytes, the bytes alone again after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "FIN without ACK again: answer", Observed: "ACK", Known: "nothing", Reason: "netstack drops in TIME-WAIT what has no ACK"},
			{Case: "FIN without ACK again after 30s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: freebsd, source: "the scripts rcv-*-time-wait: without an ACK it is dropped", silent: "the scripts do not follow the timer", cases: []Want{
			{Case: "FIN without ACK again: answer", Observed: "nothing"},
		}},
	}
}
