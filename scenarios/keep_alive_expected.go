package scenarios

// deadIdlePeerExpected is what the profiles expect of C-43.
func deadIdlePeerExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.keepaliveTimerExpired and resetKeepaliveTimer, connect.go; timerHandler sends nothing", cases: []Want{
			{Case: "1s, 1s, 2: sent", Observed: "1s ACK, 2s ACK"},
			{Case: "1s, 1s, 2: read says", Observed: "ETIMEDOUT after 3s"},
			{Case: "1s, 2s, 3: sent", Observed: "1s ACK, 3s ACK, 5s ACK"},
			{Case: "1s, 2s, 3: read says", Observed: "ETIMEDOUT after 7s"},
			{Case: "the system's defaults: sent", Observed: "2h0m0s ACK, 2h1m15s ACK, 2h2m30s ACK, 2h3m45s ACK, 2h5m0s ACK, 2h6m15s ACK, 2h7m30s ACK, 2h8m45s ACK, 2h10m0s ACK"},
			{Case: "the system's defaults: read says", Observed: "ETIMEDOUT after 2h11m15s"},
			{Case: "Go's defaults: sent", Observed: "15s ACK, 30s ACK, 45s ACK, 1m0s ACK, 1m15s ACK, 1m30s ACK, 1m45s ACK, 2m0s ACK, 2m15s ACK"},
			{Case: "Go's defaults: read says", Observed: "ETIMEDOUT after 2m30s"},
			{Case: "without keep-alives: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "without keep-alives: sent in 30 days", Observed: "nothing"},
			{Case: "a probe's sequence number", Observed: "SND.NXT-1, 0 bytes"},
			{Case: "states of the side that gave up", Observed: "CLOSED"},
			{Case: "what ended it", Observed: "keep-alive timer"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.4, MUST-25 and SHLD-12", silent: "the RFC leaves the times to the application, but for an idle time of two hours at least", cases: []Want{
			{Case: "without keep-alives: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "without keep-alives: sent in 30 days", Observed: "nothing"},
			{Case: "a probe's sequence number", Observed: "SND.NXT-1, 0 bytes"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M18)", silent: "measured with 1 s, 1 s and 2 probes only", cases: []Want{
			{Case: "1s, 1s, 2: sent", Observed: "1s ACK, 2s ACK, 3s RST,ACK", Known: "1s ACK, 2s ACK", Reason: "netstack gives up without a word"},
			{Case: "1s, 1s, 2: read says", Observed: "ETIMEDOUT after 3s"},
			{Case: "a probe's sequence number", Observed: "SND.NXT-1, 0 bytes"},
		}},
	}
}
