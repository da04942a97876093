package scenarios

// restartExpected is what the profiles expect of C-14.
func restartExpected() []saying {
	return []saying{
		{profile: netstack, source: "destToCounter.intersectionFlags, pkg/tcpip/ports: all sockets of a port must have SO_REUSEADDR; accepted ones have it from their listener", cases: []Want{
			{Case: "TIME-WAIT is left, SO_REUSEADDR on neither", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on the new socket", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on the old socket", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on both", Observed: "listens"},
			{Case: "CLOSE-WAIT is left, SO_REUSEADDR on neither", Observed: "bind: EADDRINUSE"},
			{Case: "CLOSE-WAIT is left, SO_REUSEADDR on the new socket", Observed: "bind: EADDRINUSE"},
			{Case: "CLOSE-WAIT is left, SO_REUSEADDR on the old socket", Observed: "bind: EADDRINUSE"},
			{Case: "CLOSE-WAIT is left, SO_REUSEADDR on both", Observed: "listens"},
			{Case: "ESTABLISHED is left, SO_REUSEADDR on neither", Observed: "bind: EADDRINUSE"},
			{Case: "ESTABLISHED is left, SO_REUSEADDR on the new socket", Observed: "bind: EADDRINUSE"},
			{Case: "ESTABLISHED is left, SO_REUSEADDR on the old socket", Observed: "bind: EADDRINUSE"},
			{Case: "ESTABLISHED is left, SO_REUSEADDR on both", Observed: "listens"},
			{Case: "FIN-WAIT-2 is left, SO_REUSEADDR on neither", Observed: "bind: EADDRINUSE"},
			{Case: "FIN-WAIT-2 is left, SO_REUSEADDR on the new socket", Observed: "bind: EADDRINUSE"},
			{Case: "FIN-WAIT-2 is left, SO_REUSEADDR on the old socket", Observed: "bind: EADDRINUSE"},
			{Case: "FIN-WAIT-2 is left, SO_REUSEADDR on both", Observed: "listens"},
			{Case: "CLOSE-WAIT is left, SO_REUSEADDR on both: the old connection reads", Observed: "hello, then EOF"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.1", silent: "the RFC opens connections; ports, listeners beside each other and options of sockets are up to the interface"},
		{profile: linux, source: "measured on Linux 6.18.44 (M22, M23)", silent: "not measured", cases: []Want{
			{Case: "TIME-WAIT is left, SO_REUSEADDR on neither", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on the new socket", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on the old socket", Observed: "bind: EADDRINUSE"},
			{Case: "TIME-WAIT is left, SO_REUSEADDR on both", Observed: "listens"},
		}},
	}
}
