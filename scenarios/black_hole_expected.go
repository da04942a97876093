package scenarios

// blackHoleExpected is what the profiles expect of C-46.
func blackHoleExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.start and backoffTimer, connect.go", cases: []Want{
			{Case: "SYNs are sent at", Observed: "0s, 1s, 3s, 7s, 15s, 31s, 1m3s"},
			{Case: "the application's error", Observed: "connect: ETIMEDOUT"},
			{Case: "given up after", Observed: "2m7s"},
			{Case: "the network heals after 10s: connected after", Observed: "15s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.3, MUST-23", silent: "the RFC leaves the pauses open", cases: []Want{
			{Case: "given up after", Observed: "3m0s or more", Known: "2m7s", Reason: "netstack sends seven SYNs, as Linux did before it had linear time-outs"},
		}},
	}
}
