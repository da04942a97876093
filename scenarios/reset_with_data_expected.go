package scenarios

// resetWithDataExpected is what the profiles expect of C-57.
func resetWithDataExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleReset, connect.go, and handshake.synRcvdState: nobody looks at the data", cases: []Want{
			{Case: "SYN-RECEIVED, RST with data", Observed: "nothing, then gone"},
			{Case: "ESTABLISHED, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-1, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-2, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSE-WAIT, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSING, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "LAST-ACK, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "SYN-RECEIVED, RST,ACK with data", Observed: "nothing, then gone"},
			{Case: "ESTABLISHED, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-1, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-2, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSE-WAIT, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSING, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "LAST-ACK, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "what is read after data and a RST with data", Observed: "hello, then ECONNRESET"},
			{Case: "SYN-SENT, RST,ACK with data: connect says", Observed: "nothing, then connect: ECONNREFUSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5.3, SHLD-2, and section 3.10.7.4, second", cases: []Want{
			{Case: "SYN-RECEIVED, RST with data", Observed: "nothing, then gone"},
			{Case: "ESTABLISHED, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-1, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-2, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSE-WAIT, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSING, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "LAST-ACK, RST with data", Observed: "nothing, then CLOSED"},
			{Case: "SYN-RECEIVED, RST,ACK with data", Observed: "nothing, then gone"},
			{Case: "ESTABLISHED, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-1, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "FIN-WAIT-2, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSE-WAIT, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "CLOSING, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "LAST-ACK, RST,ACK with data", Observed: "nothing, then CLOSED"},
			{Case: "what is read after data and a RST with data", Observed: "hello, then ECONNRESET"},
			{Case: "SYN-SENT, RST,ACK with data: connect says", Observed: "nothing, then connect: ECONNREFUSED"},
		}},
	}
}
