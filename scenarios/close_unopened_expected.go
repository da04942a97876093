package scenarios

// closeUnopenedExpected is what the profiles expect of C-53.
func closeUnopenedExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.closeNoShutdownLocked, handshakeFailed and closePendingAcceptableConnectionsLocked, endpoint.go and connect.go; protocol.HandleUnknownDestinationPacket, protocol.go", cases: []Want{
			{Case: "Close in SYN-SENT: segments of the next 5 minutes", Observed: "nothing"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: answer", Observed: "RST"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST", Observed: "SEG.ACK"},
			{Case: "Close in SYN-SENT, a RST comes 1s later: answer", Observed: "nothing"},
			{Case: "Close in LISTEN, a handshake is under way: the peer gets", Observed: "nothing"},
			{Case: "Close in LISTEN, then a SYN: answer", Observed: "RST,ACK"},
			{Case: "Close in LISTEN, then the last ACK of a handshake: answer", Observed: "RST"},
			{Case: "Close in LISTEN, a connection was not accepted yet: segments", Observed: "server RST,ACK"},
			{Case: "Close in LISTEN, a connection was not accepted yet: its client reads", Observed: "ECONNRESET"},
			{Case: "Close in LISTEN, a connection was accepted: segments", Observed: "client PSH,ACK, server ACK"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.4 and section 3.5.2, group 1", silent: "the RFC has no listener that keeps connections", cases: []Want{
			{Case: "Close in SYN-SENT: segments of the next 5 minutes", Observed: "nothing"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: answer", Observed: "RST"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST", Observed: "SEG.ACK"},
			{Case: "Close in SYN-SENT, a RST comes 1s later: answer", Observed: "nothing"},
			{Case: "Close in LISTEN, then a SYN: answer", Observed: "RST,ACK"},
			{Case: "Close in LISTEN, then the last ACK of a handshake: answer", Observed: "RST"},
			{Case: "Close in LISTEN, a connection was accepted: segments", Observed: "client PSH,ACK, server ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M30, M41); TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "Close in SYN-SENT: segments of the next 5 minutes", Observed: "nothing"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: answer", Observed: "RST"},
			{Case: "Close in SYN-SENT, the SYN,ACK comes 1s later: sequence number of the RST", Observed: "SEG.ACK"},
			{Case: "Close in SYN-SENT, a RST comes 1s later: answer", Observed: "nothing"},
			{Case: "Close in LISTEN, a handshake is under way: the peer gets", Observed: "nothing"},
			{Case: "Close in LISTEN, then a SYN: answer", Observed: "RST,ACK"},
			{Case: "Close in LISTEN, then the last ACK of a handshake: answer", Observed: "RST"},
			{Case: "Close in LISTEN, a connection was not accepted yet: segments", Observed: "server RST,ACK"},
		}},
	}
}
