package scenarios

// repeatedFINExpected is what the profiles expect of T-04.
func repeatedFINExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegment, rcv.go: what is not acceptable is acknowledged, and its acknowledgement is not looked at", cases: []Want{
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT", Observed: "ACK, then CLOSING"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSING"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT", Observed: "ACK, then LAST-ACK"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then LAST-ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first: a segment that is not acceptable is answered with an ACK and dropped", cases: []Want{
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT", Observed: "ACK, then CLOSING"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSING"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT", Observed: "ACK, then LAST-ACK"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then LAST-ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", cases: []Want{
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSE-WAIT, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT", Observed: "nothing, then TIME-WAIT", Known: "ACK, then CLOSING", Reason: "Linux takes the acknowledgement of a FIN that comes again, netstack drops the whole segment"},
			{Case: "CLOSING, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then CLOSING"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT", Observed: "nothing, then CLOSED", Known: "ACK, then LAST-ACK", Reason: "Linux takes the acknowledgement of a FIN that comes again, netstack drops the whole segment"},
			{Case: "LAST-ACK, the FIN again acknowledging SND.NXT-1", Observed: "ACK, then LAST-ACK"},
		}},
	}
}
