package scenarios

// keepAliveTimeWaitExpected is what the profiles expect of N-05.
func keepAliveTimeWaitExpected() []saying {
	return []saying{
		{profile: netstack, source: "keepaliveTimerExpired and startTimeWait, connect.go and dispatcher.go: the timer is not stopped, and handleTimeWaitSegments takes no answer to a probe into account; a fixture stops it", cases: []Want{
			{Case: "as a fixture has it, 10s, 10s, 3: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "as a fixture has it, 10s, 10s, 3: ended by", Observed: "2MSL timer"},
			{Case: "as a fixture has it, 10s, 10s, 3: segments in TIME-WAIT", Observed: "nothing"},
			{Case: "as a fixture has it, 30s, 30s, 2: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "left to itself, 10s, 10s, 3: TIME-WAIT lasted", Observed: "40s"},
			{Case: "left to itself, 10s, 10s, 3: ended by", Observed: "keep-alive timer"},
			{Case: "left to itself, 10s, 10s, 3: segments in TIME-WAIT", Observed: "client ACK, server RST, client ACK, server RST, client ACK, server RST"},
			{Case: "left to itself, 30s, 30s, 2: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13", silent: "how long 2 MSL are is for C-02 to say, and of probes in TIME-WAIT the RFC says nothing"},
		{profile: linux, source: "measured on Linux 6.18.44 (M7: 60 s); net/ipv4/tcp_minisocks.c: what is in TIME-WAIT has the 2MSL timer alone", silent: "not measured", cases: []Want{
			{Case: "as a fixture has it, 10s, 10s, 3: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "as a fixture has it, 10s, 10s, 3: ended by", Observed: "2MSL timer"},
			{Case: "as a fixture has it, 10s, 10s, 3: segments in TIME-WAIT", Observed: "nothing"},
			{Case: "as a fixture has it, 30s, 30s, 2: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "left to itself, 10s, 10s, 3: TIME-WAIT lasted", Observed: "1m0s", Known: "40s", Reason: "netstack does not stop the keep-alive timer in TIME-WAIT"},
			{Case: "left to itself, 10s, 10s, 3: ended by", Observed: "2MSL timer", Known: "keep-alive timer", Reason: "netstack does not stop the keep-alive timer in TIME-WAIT"},
			{Case: "left to itself, 30s, 30s, 2: TIME-WAIT lasted", Observed: "1m0s"},
		}},
	}
}
