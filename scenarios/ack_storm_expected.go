package scenarios

// ackStormExpected is what the profiles expect of N-07.
func ackStormExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleTimeWaitSegment, rcv.go: sendAck without allowOutOfWindowAck; in ESTABLISHED maybeSendOutOfWindowAck, snd.go", cases: []Want{
			{Case: "both in TIME-WAIT, sequence numbers are shifted on the way: ACKs in 10s", Observed: "200"},
			{Case: "both in TIME-WAIT, nothing is shifted: ACKs in 10s", Observed: "1"},
			{Case: "both in ESTABLISHED, sequence numbers are shifted on the way: ACKs in 10s", Observed: "3"},
			{Case: "both in ESTABLISHED, nothing is shifted: ACKs in 10s", Observed: "1"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first", silent: "how often is up to the implementation, which RFC 5961, section 7, asks to throttle it", cases: []Want{
			{Case: "both in TIME-WAIT, nothing is shifted: ACKs in 10s", Observed: "1"},
			{Case: "both in ESTABLISHED, nothing is shifted: ACKs in 10s", Observed: "1"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M10)", silent: "its limit in TIME-WAIT is 500 ms (M4), and with two such ends it was not measured", cases: []Want{
			{Case: "both in TIME-WAIT, nothing is shifted: ACKs in 10s", Observed: "1"},
		}},
	}
}
