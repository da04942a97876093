package scenarios

// finTooLateExpected is what the profiles expect of C-83.
func finTooLateExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go; protocol.HandleUnknownDestinationPacket, protocol.go", cases: []Want{
			{Case: "the last ACK is lost: answer to the next FIN", Observed: "ACK"},
			{Case: "the last ACK is lost: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "the last ACK is lost: TIME-WAIT lasted", Observed: "1m1s"},
			{Case: "the last ACK is lost, and so is the FIN, 1 times: answer to the next FIN", Observed: "ACK"},
			{Case: "the last ACK is lost, and so is the FIN, 1 times: passive closer in LAST-ACK for", Observed: "3s"},
			{Case: "the last ACK is lost, and so is the FIN, 1 times: TIME-WAIT lasted", Observed: "1m3s"},
			{Case: "the last ACK is lost, and so is the FIN, 4 times: answer to the next FIN", Observed: "ACK"},
			{Case: "the last ACK is lost, and so is the FIN, 4 times: passive closer in LAST-ACK for", Observed: "31s"},
			{Case: "the last ACK is lost, and so is the FIN, 4 times: TIME-WAIT lasted", Observed: "1m31s"},
			{Case: "the last ACK is lost, and so is the FIN, 5 times: answer to the next FIN", Observed: "RST"},
			{Case: "the last ACK is lost, and so is the FIN, 5 times: passive closer in LAST-ACK for", Observed: "1m3s"},
			{Case: "the last ACK is lost, and so is the FIN, 5 times: TIME-WAIT lasted", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, eighth, and section 3.5.2, group 1", silent: "how long 2 MSL are is for C-02 to say, and how long a retransmission time-out is the RFC leaves open", cases: []Want{
			{Case: "the last ACK is lost: answer to the next FIN", Observed: "ACK"},
			{Case: "the last ACK is lost, and so is the FIN, 1 times: answer to the next FIN", Observed: "ACK"},
			{Case: "the last ACK is lost, and so is the FIN, 4 times: answer to the next FIN", Observed: "ACK"},
		}},
	}
}
