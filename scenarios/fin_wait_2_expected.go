package scenarios

// finWait2Expected is what the profiles expect of C-35.
func finWait2Expected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.closeNoShutdownLocked and receiver.consumeSegment: TCPLingerTimeoutOption, of which TCP_LINGER2 is cut at 120 s", cases: []Want{
			{Case: "closed: time left in FIN-WAIT-2", Observed: "1m0s"},
			{Case: "closed: FIN-WAIT-2 lasted", Observed: "1m0s"},
			{Case: "closed: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED"},
			{Case: "closed a minute after the half-close: FIN-WAIT-2 lasted", Observed: "2m0s"},
			{Case: "the FIN comes 1ns too late: answer", Observed: "RST"},
			{Case: "the FIN comes in the last moment: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
			{Case: "the FIN comes in the last moment: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FinWait2Timeout of 1s: FIN-WAIT-2 lasted", Observed: "1s"},
			{Case: "FinWait2Timeout of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FinWait2Timeout of 2m0s: FIN-WAIT-2 lasted", Observed: "2m0s"},
			{Case: "FinWait2Timeout of 2m0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FinWait2Timeout of 10m0s: FIN-WAIT-2 lasted", Observed: "10m0s"},
			{Case: "FinWait2Timeout of 10m0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s: FIN-WAIT-2 lasted", Observed: "5s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.3.2, figure 5", silent: "the RFC has no timer in FIN-WAIT-2", cases: []Want{
			{Case: "closed: time left in FIN-WAIT-2", Observed: "no end", Known: "1m0s", Reason: "netstack, as Linux, gives up after tcp_fin_timeout where the application has closed"},
			{Case: "the FIN comes in the last moment: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M15, M17)", silent: "not measured", cases: []Want{
			{Case: "closed: time left in FIN-WAIT-2", Observed: "1m0s"},
			{Case: "the FIN comes 1ns too late: answer", Observed: "RST"},
			{Case: "the FIN comes in the last moment: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s: FIN-WAIT-2 lasted", Observed: "5s"},
		}},
	}
}
