package scenarios

// threePeersExpected is what the profiles expect of C-44.
func threePeersExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.keepaliveTimerExpired, connect.go: whatever arrives starts the count anew (resetKeepaliveTimer)", cases: []Want{
			{Case: "alive: read says after 5 minutes", Observed: "still waiting"},
			{Case: "alive: the first minute's segments", Observed: "client ACK, server ACK, client ACK, server ACK, client ACK, server ACK"},
			{Case: "rebooted: read says after 5 minutes", Observed: "ECONNRESET after 20s"},
			{Case: "rebooted: the first minute's segments", Observed: "client ACK, server RST"},
			{Case: "dead: read says after 5 minutes", Observed: "ETIMEDOUT after 50s"},
			{Case: "dead: the first minute's segments", Observed: "client ACK, client ACK, client ACK"},
			{Case: "cut off for a minute: read says after 5 minutes", Observed: "ETIMEDOUT after 50s"},
			{Case: "cut off for a minute: the first minute's segments", Observed: "client ACK, client ACK, client ACK"},
			{Case: "cut off for 35s: read says after 5 minutes", Observed: "still waiting"},
			{Case: "cut off for 35s: the first minute's segments", Observed: "client ACK, client ACK, client ACK, server ACK, client ACK, server ACK"},
			{Case: "alive, of every two segments to it one is lost: read says after 5 minutes", Observed: "still waiting"},
			{Case: "alive, of every two segments to it one is lost: the first minute's segments", Observed: "client ACK, client ACK, server ACK, client ACK, client ACK, server ACK"},
			{Case: "alive, the first two answers are lost: read says after 5 minutes", Observed: "still waiting"},
			{Case: "alive, the first two answers are lost: the first minute's segments", Observed: "client ACK, server ACK, client ACK, server ACK, client ACK, server ACK, client ACK, server ACK"},
			{Case: "data arrives between probes: the next probe is, after the data", Observed: "20s ACK, 40s ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.4, MUST-29, and section 3.5.2", silent: "how many probes without an answer mean that the peer is dead is up to the implementation", cases: []Want{
			{Case: "alive: read says after 5 minutes", Observed: "still waiting"},
			{Case: "alive: the first minute's segments", Observed: "client ACK, server ACK, client ACK, server ACK, client ACK, server ACK"},
			{Case: "rebooted: read says after 5 minutes", Observed: "ECONNRESET after 20s"},
			{Case: "rebooted: the first minute's segments", Observed: "client ACK, server RST"},
			{Case: "alive, of every two segments to it one is lost: read says after 5 minutes", Observed: "still waiting"},
			{Case: "alive, the first two answers are lost: read says after 5 minutes", Observed: "still waiting"},
		}},
	}
}
