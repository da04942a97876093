package scenarios

// exitsExpected is what the profiles expect of N-01.
func exitsExpected() []saying {
	return []saying{
		{profile: netstack, source: "transitionToStateCloseLocked, resetConnectionLocked and startTimeWait, endpoint.go, connect.go and dispatcher.go; the limit of TIME-WAITs is a model of the fixture", cases: []Want{
			{Case: "both close: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, 2MSL timer"},
			{Case: "it closes second: states, ended by", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED, no timer"},
			{Case: "SO_LINGER of 0: states, ended by", Observed: "CLOSED, RST"},
			{Case: "ABORT: states, ended by", Observed: "CLOSED, RST"},
			{Case: "Close with data that was not read: states, ended by", Observed: "CLOSED, RST"},
			{Case: "a RST arrives: states, ended by", Observed: "CLOSED, RST"},
			{Case: "a RST arrives in FIN-WAIT-2: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, RST"},
			{Case: "data arrives after Close: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, RST"},
			{Case: "the other side never closes: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, FIN-WAIT-2 timer"},
			{Case: "the other side vanishes before the FIN: states, ended by", Observed: "FIN-WAIT-1 → CLOSED, retransmission timer"},
			{Case: "TCP_USER_TIMEOUT: states, ended by", Observed: "CLOSED, retransmission timer"},
			{Case: "data is never acknowledged: states, ended by", Observed: "CLOSED, retransmission timer"},
			{Case: "keep-alives are not answered: states, ended by", Observed: "CLOSED, keep-alive timer"},
			{Case: "no room for TIME-WAIT: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, no timer"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.3.2, figure 5, section 3.6.1, SHLD-3, section 3.10.5 and section 3.10.8", silent: "section 3.10.5 and note 3 of section 3.3.2 disagree on whether who sends a RST is in TIME-WAIT; FIN-WAIT-2 has no time-out, and keep-alives no fixed consequence", cases: []Want{
			{Case: "both close: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, 2MSL timer"},
			{Case: "it closes second: states, ended by", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED, no timer"},
			{Case: "a RST arrives: states, ended by", Observed: "CLOSED, RST"},
			{Case: "a RST arrives in FIN-WAIT-2: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, RST"},
			{Case: "the other side vanishes before the FIN: states, ended by", Observed: "FIN-WAIT-1 → CLOSED, retransmission timer"},
			{Case: "TCP_USER_TIMEOUT: states, ended by", Observed: "CLOSED, retransmission timer"},
			{Case: "data is never acknowledged: states, ended by", Observed: "CLOSED, retransmission timer"},
			{Case: "no room for TIME-WAIT: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED, 2MSL timer", Known: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, no timer", Reason: "MUST-13 has no exception; the limit is a setting of Linux"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11, M12, M15, M17, M19, M20, M21, M34)", silent: "not measured", cases: []Want{
			{Case: "SO_LINGER of 0: states, ended by", Observed: "CLOSED, RST"},
			{Case: "Close with data that was not read: states, ended by", Observed: "CLOSED, RST"},
			{Case: "a RST arrives: states, ended by", Observed: "CLOSED, RST"},
			{Case: "data arrives after Close: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, RST"},
			{Case: "the other side never closes: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, FIN-WAIT-2 timer"},
			{Case: "the other side vanishes before the FIN: states, ended by", Observed: "FIN-WAIT-1 → CLOSED, retransmission timer"},
			{Case: "TCP_USER_TIMEOUT: states, ended by", Observed: "CLOSED, retransmission timer"},
			{Case: "no room for TIME-WAIT: states, ended by", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → CLOSED, no timer"},
		}},
	}
}
