package scenarios

// duplicateSYNsExpected is what the profiles expect of C-75.
func duplicateSYNsExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synRcvdState, connect.go: the SYN again is out of the window and is acknowledged, at most every 500 ms; another one in the window ends the attempt", cases: []Want{
			{Case: "SYN once: answers", Observed: "SYN,ACK"},
			{Case: "SYN once and no ACK: accepted", Observed: "0"},
			{Case: "SYN once and the ACK: accepted", Observed: "1"},
			{Case: "SYN twice: answers", Observed: "SYN,ACK, ACK"},
			{Case: "SYN twice and no ACK: accepted", Observed: "0"},
			{Case: "SYN twice and the ACK: accepted", Observed: "1"},
			{Case: "SYN 5 times: answers", Observed: "SYN,ACK, ACK"},
			{Case: "SYN 5 times and no ACK: accepted", Observed: "0"},
			{Case: "SYN 5 times and the ACK: accepted", Observed: "1"},
			{Case: "the SYN again after the handshake: answer", Observed: "ACK, then ESTABLISHED"},
			{Case: "in SYN-RECEIVED, a SYN with another sequence number: answer", Observed: "RST,ACK, then gone"},
			{Case: "in SYN-RECEIVED, a SYN with an older sequence number: answer", Observed: "ACK, then SYN-RECEIVED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, first and fourth", silent: "how many ACKs may be sent is up to the implementation (RFC 5961, section 7)", cases: []Want{
			{Case: "SYN once: answers", Observed: "SYN,ACK"},
			{Case: "SYN once and no ACK: accepted", Observed: "0"},
			{Case: "SYN once and the ACK: accepted", Observed: "1"},
			{Case: "SYN twice and no ACK: accepted", Observed: "0"},
			{Case: "SYN twice and the ACK: accepted", Observed: "1"},
			{Case: "SYN 5 times and no ACK: accepted", Observed: "0"},
			{Case: "SYN 5 times and the ACK: accepted", Observed: "1"},
			{Case: "the SYN again after the handshake: answer", Observed: "ACK, then ESTABLISHED"},
			{Case: "in SYN-RECEIVED, a SYN with another sequence number: answer", Observed: "nothing, then gone", Known: "RST,ACK, then gone", Reason: "netstack sends the RST of RFC 793; RFC 9293 returns to LISTEN without a word"},
			{Case: "in SYN-RECEIVED, a SYN with an older sequence number: answer", Observed: "ACK, then SYN-RECEIVED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", cases: []Want{
			{Case: "SYN once: answers", Observed: "SYN,ACK"},
			{Case: "SYN once and no ACK: accepted", Observed: "0"},
			{Case: "SYN once and the ACK: accepted", Observed: "1"},
			{Case: "SYN twice: answers", Observed: "SYN,ACK, SYN,ACK", Known: "SYN,ACK, ACK", Reason: "Linux sends the SYN,ACK again, netstack an ACK"},
			{Case: "SYN twice and no ACK: accepted", Observed: "0"},
			{Case: "SYN twice and the ACK: accepted", Observed: "1"},
			{Case: "SYN 5 times: answers", Observed: "SYN,ACK, SYN,ACK", Known: "SYN,ACK, ACK", Reason: "Linux sends the SYN,ACK again, netstack an ACK"},
			{Case: "SYN 5 times and no ACK: accepted", Observed: "0"},
			{Case: "SYN 5 times and the ACK: accepted", Observed: "1"},
			{Case: "the SYN again after the handshake: answer", Observed: "ACK, then ESTABLISHED"},
			{Case: "in SYN-RECEIVED, a SYN with another sequence number: answer", Observed: "RST,ACK, then gone"},
			{Case: "in SYN-RECEIVED, a SYN with an older sequence number: answer", Observed: "ACK, then SYN-RECEIVED"},
		}},
	}
}
