package scenarios

// secondCloseExpected is what the profiles expect of C-54.
func secondCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.shutdownLocked, endpoint.go: where the sending side is closed already nothing happens", cases: []Want{
			{Case: "Close 1s after Close: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite 1s after Close: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite 1s after CloseWrite: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close 1s after CloseWrite: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close 1s after CloseRead: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite 1s after CloseRead: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close in CLOSE-WAIT: segments of the close", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close in CLOSE-WAIT: state afterwards", Observed: "CLOSED"},
			{Case: "Close in LAST-ACK after CloseWrite: segments of the close", Observed: "nothing"},
			{Case: "Close in LAST-ACK after CloseWrite: state afterwards", Observed: "LAST-ACK"},
			{Case: "Close in TIME-WAIT after CloseWrite: segments of the close", Observed: "nothing"},
			{Case: "Close in TIME-WAIT after CloseWrite: state afterwards", Observed: "TIME-WAIT"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.4", silent: "the RFC has no call that closes the receiving side alone", cases: []Want{
			{Case: "Close 1s after Close: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite 1s after Close: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite 1s after CloseWrite: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close 1s after CloseWrite: segments of both", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close in CLOSE-WAIT: segments of the close", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close in CLOSE-WAIT: state afterwards", Observed: "CLOSED"},
			{Case: "Close in LAST-ACK after CloseWrite: segments of the close", Observed: "nothing"},
			{Case: "Close in LAST-ACK after CloseWrite: state afterwards", Observed: "LAST-ACK"},
			{Case: "Close in TIME-WAIT after CloseWrite: segments of the close", Observed: "nothing"},
			{Case: "Close in TIME-WAIT after CloseWrite: state afterwards", Observed: "TIME-WAIT"},
		}},
	}
}
