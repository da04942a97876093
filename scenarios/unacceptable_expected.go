package scenarios

// unacceptableExpected is what the profiles expect of T-02.
func unacceptableExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: what has data or another number than RCV.NXT is acknowledged, whatever it acknowledges", cases: []Want{
			{Case: "5 bytes with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "FIN with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "5 bytes with RCV.NXT, acknowledging SND.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "5 bytes with RCV.NXT, acknowledging SND.NXT", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.2, group 3", silent: "the RFC ignores text behind a FIN, and does not say whether it is acknowledged", cases: []Want{
			{Case: "5 bytes with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "FIN with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "5 bytes with RCV.NXT, acknowledging SND.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", cases: []Want{
			{Case: "5 bytes with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "FIN with RCV.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "5 bytes with RCV.NXT, acknowledging SND.NXT+2^30", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
			{Case: "5 bytes with RCV.NXT, acknowledging SND.NXT", Observed: "ACK with SND.NXT and RCV.NXT, then TIME-WAIT"},
		}},
	}
}
