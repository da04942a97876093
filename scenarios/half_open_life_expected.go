package scenarios

// halfOpenLifeExpected is what the profiles expect of C-76.
func halfOpenLifeExpected() []saying {
	return []saying{
		{profile: netstack, source: "newBackoffTimer, connect.go: one timer for SYNs and SYN-ACKs, from 1 s to 120 s; a listener that closes forgets them", cases: []Want{
			{Case: "SYN-ACKs", Observed: "0s SYN,ACK, 1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK, 1m3s SYN,ACK"},
			{Case: "in SYN-RECEIVED after 126.999999999s", Observed: "1"},
			{Case: "in SYN-RECEIVED after 127s", Observed: "0"},
			{Case: "the ACK after 2 minutes: answer", Observed: "nothing, established 1"},
			{Case: "the ACK after 3 minutes: answer", Observed: "RST, established 0"},
			{Case: "the SYN again after 3 minutes: answer", Observed: "SYN,ACK"},
			{Case: "the listener closes: sent", Observed: "nothing"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.1, and section 3.8.3", silent: "how often a SYN-ACK is sent is up to the implementation", cases: []Want{
			{Case: "the ACK after 3 minutes: answer", Observed: "RST, established 0"},
			{Case: "the SYN again after 3 minutes: answer", Observed: "SYN,ACK"},
		}},
		{profile: linux, source: "tcp_synack_retries, Documentation/networking/ip-sysctl.rst: 5, and 63 s in all", silent: "not measured", cases: []Want{
			{Case: "SYN-ACKs", Observed: "0s SYN,ACK, 1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK", Known: "0s SYN,ACK, 1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK, 1m3s SYN,ACK", Reason: "netstack has one number of attempts for both sides, 6; Linux's for SYN-ACKs is 5"},
			{Case: "in SYN-RECEIVED after 126.999999999s", Observed: "0", Known: "1", Reason: "the same"},
			{Case: "in SYN-RECEIVED after 127s", Observed: "0"},
		}},
	}
}
