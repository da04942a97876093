package scenarios

// reusePortExpected is what the profiles expect of N-06.
func reusePortExpected() []saying {
	return []saying{
		{profile: netstack, source: "ports.PortManager.reserveSpecificPortLocked and addrToDevice.isAvailable, pkg/tcpip/ports: a connection's flags are looked at without those that can be shared", cases: []Want{
			{Case: "TIME-WAIT, old socket with nothing, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with nothing, new one with both", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with SO_REUSEADDR, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with SO_REUSEADDR, new one with both", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with SO_REUSEPORT, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with SO_REUSEPORT, new one with both", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with both, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "TIME-WAIT, old socket with both, new one with both", Observed: "listens"},
			{Case: "LISTEN, old socket with SO_REUSEPORT, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "LISTEN, old socket with SO_REUSEPORT, new one with both", Observed: "listens"},
			{Case: "LISTEN, old socket with both, new one with SO_REUSEPORT", Observed: "listens"},
			{Case: "LISTEN, old socket with both, new one with both", Observed: "listens"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.1", silent: "options of sockets are up to the interface"},
		{profile: linux, source: "inet_csk_get_port, net/ipv4/inet_connection_sock.c", silent: "not measured", cases: []Want{
			{Case: "TIME-WAIT, old socket with nothing, new one with SO_REUSEPORT", Observed: "bind: EADDRINUSE", Known: "listens", Reason: "netstack asks for no SO_REUSEPORT on what is in TIME-WAIT"},
		}},
	}
}
