package scenarios

// finTimeoutExpected is what the profiles expect of C-37.
func finTimeoutExpected() []saying {
	return []saying{
		{profile: netstack, source: "startTimeWait, dispatcher.go, has TCPTimeWaitTimeoutOption, and stops the timer of FIN-WAIT-2, which has TCPLingerTimeoutOption or TCP_LINGER2", cases: []Want{
			{Case: "tcp_fin_timeout of 0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 5s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 2m0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 5s, the other side closes 4s later: FIN-WAIT-2 and TIME-WAIT lasted", Observed: "4s and 1m0s"},
			{Case: "tcp_fin_timeout of 5s when TIME-WAIT has begun: it lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of -1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 2m0s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MUST-13, which knows neither setting and no exception", cases: []Want{
			{Case: "tcp_fin_timeout of 0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 5s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 2m0s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 5s, the other side closes 4s later: FIN-WAIT-2 and TIME-WAIT lasted", Observed: "4s and 1m0s"},
			{Case: "tcp_fin_timeout of 5s when TIME-WAIT has begun: it lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of -1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 5s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "TCP_LINGER2 of 2m0s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M17)", silent: "not measured", cases: []Want{
			{Case: "tcp_fin_timeout of 5s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "tcp_fin_timeout of 5s, the other side closes 4s later: FIN-WAIT-2 and TIME-WAIT lasted", Observed: "4s and 1m0s"},
			{Case: "TCP_LINGER2 of 5s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
	}
}
