package scenarios

// threeSegmentCloseExpected is what the profiles expect of C-05.
func threeSegmentCloseExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go: in FIN-WAIT-1 a FIN leads to TIME-WAIT if it acknowledges the FIN, otherwise to CLOSING", cases: []Want{
			{Case: "the peer's FIN acknowledges the FIN: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN acknowledges the FIN: answer", Observed: "ACK"},
			{Case: "the peer's FIN acknowledges the FIN: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: answer", Observed: "ACK"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the peer's FIN does not acknowledge the FIN: states of the active closer", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN does not acknowledge the FIN: answer", Observed: "ACK"},
			{Case: "the peer's FIN does not acknowledge the FIN: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "two hosts, the first acknowledgement is lost: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "two hosts, the first acknowledgement is lost: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.3.2, figure 5, note 2, section 3.10.7.4, eighth, and section 3.6.1, MUST-13", cases: []Want{
			{Case: "the peer's FIN acknowledges the FIN: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN acknowledges the FIN: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the peer's FIN acknowledges the FIN: answer", Observed: "ACK"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: answer", Observed: "ACK"},
			{Case: "the peer's FIN does not acknowledge the FIN: states of the active closer", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN does not acknowledge the FIN: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "the peer's FIN does not acknowledge the FIN: answer", Observed: "ACK"},
			{Case: "two hosts, the first acknowledgement is lost: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
			{Case: "two hosts, the first acknowledgement is lost: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M32); TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "the peer's FIN acknowledges the FIN: answer", Observed: "ACK"},
			{Case: "the peer's FIN acknowledges the FIN and carries data: answer", Observed: "ACK"},
			{Case: "the peer's FIN does not acknowledge the FIN: states of the active closer", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN does not acknowledge the FIN: answer", Observed: "ACK"},
			{Case: "the peer's FIN does not acknowledge the FIN: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: freebsd, source: "snippets time-wait-via-fin-wait-1 and time-wait-via-closing", silent: "the scripts say nothing of it", cases: []Want{
			{Case: "the peer's FIN acknowledges the FIN: states of the active closer", Observed: "FIN-WAIT-1 → TIME-WAIT → CLOSED"},
			{Case: "the peer's FIN does not acknowledge the FIN: states of the active closer", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
		}},
	}
}
