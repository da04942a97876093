package scenarios

// blackHoleExpected is what the profiles expect of C-46.
func blackHoleExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.retransmitHandlerLocked, connect.go, and backoffTimer, timer.go; TSval is that of the first SYN, and so is the round-trip time that is taken from its echo", cases: []Want{
			{Case: "latency of 10ms, SYN lost never: lost data is sent again after", Observed: "200ms"},
			{Case: "latency of 10ms, SYN lost once: lost data is sent again after", Observed: "3.06s"},
			{Case: "latency of 10ms, SYN lost twice: lost data is sent again after", Observed: "9.06s"},
			{Case: "latency of 10ms, SYN lost 3 times: lost data is sent again after", Observed: "21.06s"},
			{Case: "SYNs", Observed: "0s SYN, 1s SYN, 3s SYN, 7s SYN, 15s SYN, 31s SYN, 1m3s SYN"},
			{Case: "connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "connect says after 126.999999999s", Observed: "still waiting"},
			{Case: "connect says after 2m59.999999999s", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "sequence numbers of the SYNs", Observed: "one"},
			{Case: "timestamps of the SYNs", Observed: "stand still"},
			{Case: "connect with a time-out of 10s says", Observed: "i/o timeout after 10s"},
			{Case: "the host comes back after 30s: connect says", Observed: "no error after 31s"},
			{Case: "the host comes back after 30s and nobody listens: connect says", Observed: "connect: ECONNREFUSED after 31s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.3, MUST-23; RFC 7323, section 3.2; RFC 6298, sections 2.4 and 5.7", silent: "the RFC leaves the number of SYNs to the implementation", cases: []Want{
			{Case: "latency of 10ms, SYN lost never: lost data is sent again after", Observed: "1s", Known: "200ms", Reason: "the least time-out is 200 ms, as on Linux"},
			{Case: "latency of 10ms, SYN lost once: lost data is sent again after", Observed: "3s", Known: "3.06s", Reason: "SYNs that are sent again have the timestamp of the first, so that the round-trip time seems to be the time since then"},
			{Case: "latency of 10ms, SYN lost twice: lost data is sent again after", Observed: "3s", Known: "9.06s", Reason: "SYNs that are sent again have the timestamp of the first, so that the round-trip time seems to be the time since then"},
			{Case: "latency of 10ms, SYN lost 3 times: lost data is sent again after", Observed: "3s", Known: "21.06s", Reason: "SYNs that are sent again have the timestamp of the first, so that the round-trip time seems to be the time since then"},
			{Case: "connect says after 126.999999999s", Observed: "still waiting"},
			{Case: "connect says after 2m59.999999999s", Observed: "still waiting", Known: "connect: ETIMEDOUT after 2m7s", Reason: "netstack gives up after 127 s, as Linux did for years"},
			{Case: "sequence numbers of the SYNs", Observed: "one"},
			{Case: "timestamps of the SYNs", Observed: "follow the clock", Known: "stand still", Reason: "netstack computes the options of the SYN once"},
			{Case: "the host comes back after 30s: connect says", Observed: "no error after 31s"},
			{Case: "the host comes back after 30s and nobody listens: connect says", Observed: "connect: ECONNREFUSED after 31s"},
		}},
	}
}
