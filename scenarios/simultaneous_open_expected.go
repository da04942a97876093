package scenarios

// simultaneousOpenExpected is what the profiles expect of C-55.
func simultaneousOpenExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synSentState, connect.go: a SYN without ACK leads to SYN-RECEIVED", cases: []Want{
			{Case: "states of the client", Observed: "SYN-SENT → SYN-RECEIVED → ESTABLISHED"},
			{Case: "connect of the client says", Observed: "no error"},
			{Case: "states of the server", Observed: "SYN-SENT → SYN-RECEIVED → ESTABLISHED"},
			{Case: "connect of the server says", Observed: "no error"},
			{Case: "segments", Observed: "client SYN, server SYN, server SYN,ACK, client SYN,ACK, client ACK, server ACK"},
			{Case: "data in both directions", Observed: "ping, then EOF; pong, then EOF"},
			{Case: "one SYN is lost and sent again: connects say", Observed: "no error; no error"},
			{Case: "a peer's SYN in SYN-SENT: answer", Observed: "SYN,ACK"},
			{Case: "a peer's SYN in SYN-SENT, then RST: connect says", Observed: "nothing, then connect: ECONNREFUSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5, figure 7, MUST-10, and section 3.10.7.4, second", silent: "whether the SYN-ACKs are acknowledged once more is not clear from the text", cases: []Want{
			{Case: "states of the client", Observed: "SYN-SENT → SYN-RECEIVED → ESTABLISHED"},
			{Case: "connect of the client says", Observed: "no error"},
			{Case: "states of the server", Observed: "SYN-SENT → SYN-RECEIVED → ESTABLISHED"},
			{Case: "connect of the server says", Observed: "no error"},
			{Case: "data in both directions", Observed: "ping, then EOF; pong, then EOF"},
			{Case: "one SYN is lost and sent again: connects say", Observed: "no error; no error"},
			{Case: "a peer's SYN in SYN-SENT: answer", Observed: "SYN,ACK"},
			{Case: "a peer's SYN in SYN-SENT, then RST: connect says", Observed: "nothing, then connect: ECONNREFUSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", silent: "not measured, or it takes long", cases: []Want{
			{Case: "a peer's SYN in SYN-SENT: answer", Observed: "SYN,ACK"},
			{Case: "a peer's SYN in SYN-SENT, then RST: connect says", Observed: "nothing, then connect: ECONNRESET", Known: "nothing, then connect: ECONNREFUSED", Reason: "netstack says ECONNREFUSED for any RST before ESTABLISHED, Linux in SYN-SENT only"},
		}},
	}
}
