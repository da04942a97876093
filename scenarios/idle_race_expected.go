package scenarios

// idleRaceExpected is what the profiles expect of C-72.
func idleRaceExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegmentClosing, rcv.go: data after Close; handleReset, connect.go: a RST in CLOSE-WAIT is EOF to a reader", cases: []Want{
			{Case: "request 50ms before the time-out: write says, read says, requests served", Observed: "no error, answer, 1"},
			{Case: "request 21ms before the time-out: write says, read says, requests served", Observed: "no error, answer, 1"},
			{Case: "request 19ms before the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
			{Case: "request 1ms before the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
			{Case: "request 1ms after the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
			{Case: "request 19ms after the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
			{Case: "request 21ms after the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
			{Case: "request long before, the server ends without an answer: write says, read says, requests served", Observed: "no error, EOF, 1"},
			{Case: "request 19ms before the time-out: segments", Observed: "client PSH,ACK, server FIN,ACK, server RST,ACK, client ACK, server RST"},
			{Case: "the client closes after 4s, and so before the server: request on a new connection", Observed: "no error, answer, 1"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, and section 3.6.1, SHLD-3", silent: "what a write says, and what is read after a RST in CLOSE-WAIT, is left open", cases: []Want{
			{Case: "request 50ms before the time-out: write says, read says, requests served", Observed: "no error, answer, 1"},
			{Case: "request 21ms before the time-out: write says, read says, requests served", Observed: "no error, answer, 1"},
			{Case: "the client closes after 4s, and so before the server: request on a new connection", Observed: "no error, answer, 1"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M38: a write to a side that has closed succeeds, then a read says EOF)", silent: "not measured", cases: []Want{
			{Case: "request 21ms after the time-out: write says, read says, requests served", Observed: "no error, EOF, 0"},
		}},
	}
}
