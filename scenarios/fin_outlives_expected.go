package scenarios

// finOutlivesExpected is what the profiles expect of N-03.
func finOutlivesExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleTimeWaitSegment, rcv.go, and getTimeWaitDuration, connect.go; retransmitTimerExpired, snd.go: 1 s, twice as long each time", cases: []Want{
			{Case: "0 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 0s, EOF"},
			{Case: "5 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 31s, EOF"},
			{Case: "6 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 1m3s, EOF"},
			{Case: "7 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "RST, 2m7s, ECONNRESET"},
			{Case: "the last ACK and 4 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 31s, EOF"},
			{Case: "the last ACK and 5 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "RST, 1m3s, ECONNRESET"},
			{Case: "the last ACK and 6 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "RST, 2m7s, ECONNRESET"},
			{Case: "7 of the last ACKs are lost, TIME-WAIT of 4m0s: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 2m7s, EOF"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, eighth, and section 3.4.2: the MSL is 2 min; RFC 6298, section 2.1 and section 5.5", cases: []Want{
			{Case: "0 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 0s, EOF"},
			{Case: "5 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 31s, EOF"},
			{Case: "6 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 1m3s, EOF"},
			{Case: "7 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 2m7s, EOF", Known: "RST, 2m7s, ECONNRESET", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "the last ACK and 4 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 31s, EOF"},
			{Case: "the last ACK and 5 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 1m3s, EOF", Known: "RST, 1m3s, ECONNRESET", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "the last ACK and 6 repetitions of the FIN are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 2m7s, EOF", Known: "RST, 2m7s, ECONNRESET", Reason: "netstack and Linux take 30 s for the MSL, and RFC 9293, section 3.4.2, takes 2 min"},
			{Case: "7 of the last ACKs are lost, TIME-WAIT of 4m0s: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 2m7s, EOF"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M35: LAST-ACK with the ACK lost)", silent: "its first time-out follows the round-trip time, and as many losses were not measured", cases: []Want{
			{Case: "0 of the last ACKs are lost: answer that arrives, LAST-ACK lasted, the passive closer reads", Observed: "ACK, 0s, EOF"},
		}},
	}
}
