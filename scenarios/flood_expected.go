package scenarios

// floodExpected is what the profiles expect of C-51.
func floodExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleListenSegment, listenContext.createCookie and isCookieValid, accept.go: the MSS is in the lowest numbers of a cookie, so that a few others are valid too; two ticks of 64 s", cases: []Want{
			{Case: "a cookie and an ACK of the right number-1", Observed: "RST, established 0"},
			{Case: "a cookie and an ACK of the right number+1", Observed: "nothing, established 1"},
			{Case: "a cookie and an ACK of the right number+100", Observed: "RST, established 0"},
			{Case: "10 SYNs, backlog 4: half-open", Observed: "4"},
			{Case: "10 SYNs, backlog 4: answers", Observed: "10 SYN,ACK"},
			{Case: "a flood goes on: another host's connect says", Observed: "no error"},
			{Case: "a flood goes on: options of the SYN-ACK to another host", Observed: "MSS, timestamps"},
			{Case: "no flood: options of the SYN-ACK to another host", Observed: "MSS, window scale, SACK permitted, timestamps"},
			{Case: "a cookie and its ACK: accepted", Observed: "nothing, established 1"},
			{Case: "a cookie and its ACK a minute later", Observed: "nothing, established 1"},
			{Case: "a cookie and its ACK 10 minutes later", Observed: "RST, established 0"},
			{Case: "the flood is over for 3 minutes: half-open", Observed: "0"},
		}},
	}
}
