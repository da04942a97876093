package scenarios

// bareACKExpected is what the profiles expect of C-67.
func bareACKExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: an ACK with RCV.NXT is ignored, another answered; neither restarts the timer, and nothing limits the answers", cases: []Want{
			{Case: "ACK with RCV.NXT-1000: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT+5: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT-1: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT+1: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT+1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "10 ACKs with RCV.NXT-1 at once: answers", Observed: "10 times ACK"},
			{Case: "ACK with RCV.NXT-1, again after 1s: answer", Observed: "ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first, for numbers outside of the window", silent: "in the window the fifth check acknowledges and restarts 2 MSL, but speaks of a FIN; RFC 5961, section 7, would limit the answers", cases: []Want{
			{Case: "ACK with RCV.NXT-1000: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ACK with RCV.NXT-1, again after 1s: answer", Observed: "ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M9: with RCV.NXT no answer, and the timer restarts); tcp_timewait_state_process, net/ipv4/tcp_minisocks.c, for other numbers: an ACK, at most every 500 ms, and the timer restarts; TestLinux, on the same version, for what else is listed", cases: []Want{
			{Case: "ACK with RCV.NXT-1000: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1000 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "ACK with RCV.NXT-1: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "ACK with RCV.NXT: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "ACK with RCV.NXT+5: answer", Observed: "ACK"},
			{Case: "ACK with RCV.NXT+5 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT-1: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT-1 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT+1: answer", Observed: "nothing"},
			{Case: "ACK with RCV.NXT, acknowledging SND.NXT+1 after 30s: TIME-WAIT lasted", Observed: "1m30s", Known: "1m0s", Reason: "Linux restarts the timer for every segment with an ACK"},
			{Case: "10 ACKs with RCV.NXT-1 at once: answers", Observed: "ACK", Known: "10 times ACK", Reason: "Linux answers such segments at most every 500 ms, netstack limits it in other states only"},
			{Case: "ACK with RCV.NXT-1, again after 1s: answer", Observed: "ACK"},
		}},
	}
}
