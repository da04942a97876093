package scenarios

// resetInZeroWindowExpected is what the profiles expect of C-49.
func resetInZeroWindowExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.acceptable, rcv.go, and header.Acceptable: with a window of zero only RCV.NXT; receiver.handleRcvdSegment, rcv.go, counts the data of a segment only, not its FIN", cases: []Want{
			{Case: "RST with RCV.NXT-1", Observed: "nothing, then ESTABLISHED"},
			{Case: "RST with RCV.NXT", Observed: "nothing, then CLOSED"},
			{Case: "RST with RCV.NXT+1", Observed: "nothing, then ESTABLISHED"},
			{Case: "a byte of data", Observed: "ACK, then ESTABLISHED"},
			{Case: "FIN", Observed: "ACK, then CLOSE-WAIT"},
			{Case: "ACK of data that was sent", Observed: "nothing"},
			{Case: "no ACK of data that was sent", Observed: "5 retransmissions"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.4, MUST-66, and section 3.10.7.4, first and second", cases: []Want{
			{Case: "RST with RCV.NXT-1", Observed: "nothing, then ESTABLISHED"},
			{Case: "RST with RCV.NXT", Observed: "nothing, then CLOSED"},
			{Case: "RST with RCV.NXT+1", Observed: "nothing, then ESTABLISHED"},
			{Case: "a byte of data", Observed: "ACK, then ESTABLISHED"},
			{Case: "FIN", Observed: "ACK, then ESTABLISHED", Known: "ACK, then CLOSE-WAIT", Reason: "netstack takes a FIN for an empty segment, which is acceptable"},
			{Case: "ACK of data that was sent", Observed: "nothing"},
			{Case: "no ACK of data that was sent", Observed: "5 retransmissions"},
		}},
	}
}
