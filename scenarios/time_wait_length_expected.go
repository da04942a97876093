package scenarios

// timeWaitLengthExpected is what the profiles expect of C-02.
func timeWaitLengthExpected() []saying {
	return []saying{
		{profile: netstack, source: "startTimeWait, dispatcher.go; TCPTimeWaitTimeoutOption is read when TIME-WAIT begins", cases: []Want{
			{Case: "client closes first: in TIME-WAIT is", Observed: "client"},
			{Case: "server closes first: in TIME-WAIT is", Observed: "server"},
			{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
			{Case: "state after 1m0s", Observed: "CLOSED"},
			{Case: "TIME-WAIT lasted, tcp4", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, tcp6", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, with the handle still open", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", Observed: "1m0s"},
			{Case: "TIME-WAIT lasted, set to 0s", Observed: "0s"},
			{Case: "TIME-WAIT lasted, set to 1ns", Observed: "1ns"},
			{Case: "TIME-WAIT lasted, set to 30s", Observed: "30s"},
			{Case: "TIME-WAIT lasted, set to 2m0s", Observed: "2m0s"},
			{Case: "TIME-WAIT lasted, set to 4m0s", Observed: "4m0s"},
		}},
	}
}
