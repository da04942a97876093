package scenarios

// repeatedCloseExpected is what the profiles expect of C-54.
func repeatedCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.Shutdown, endpoint.go; the fixture's handles refuse what is closed", cases: []Want{
			{Case: "Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseWrite, CloseWrite: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite, CloseWrite, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseWrite, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "Close, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseRead, CloseWrite, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseRead, CloseWrite, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseWrite in TIME-WAIT says", Observed: "ENOTCONN"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.4", silent: "the RFC leaves the interface to its users open", cases: []Want{
			{Case: "Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseWrite, CloseWrite: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite, CloseWrite, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseWrite, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseWrite, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "Close, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "Close, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
			{Case: "CloseRead, CloseWrite, Close: segments", Observed: "client FIN,ACK, server ACK"},
			{Case: "CloseRead, CloseWrite, Close, on the passive side: segments", Observed: "server FIN,ACK, client ACK"},
		}},
	}
}
