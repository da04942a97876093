package scenarios

// reloadExpected is what the profiles expect of C-69.
func reloadExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.closePendingAcceptableConnectionsLocked, endpoint.go: those in the queue are reset, half-open ones forgotten", cases: []Want{
			{Case: "1 in the queue, the listener closes: sent", Observed: "1 RST,ACK"},
			{Case: "3 in the queue, the listener closes: sent", Observed: "3 RST,ACK"},
			{Case: "in the queue, the listener closes: the client reads", Observed: "ECONNRESET"},
			{Case: "in the queue, with data and FIN of the client, the listener closes: the client reads", Observed: "ECONNRESET"},
			{Case: "accepted, then the listener closes: what both say to each other", Observed: "ping, then EOF; pong, then EOF"},
			{Case: "half-open, the listener closes, then the ACK: answer", Observed: "RST"},
			{Case: "the listener closes: answer to a SYN", Observed: "connect: ECONNREFUSED"},
			{Case: "a new listener before the old one closes, with SO_REUSEPORT: connect says", Observed: "no error"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M41); TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "1 in the queue, the listener closes: sent", Observed: "1 RST,ACK"},
			{Case: "half-open, the listener closes, then the ACK: answer", Observed: "RST"},
		}},
	}
}
