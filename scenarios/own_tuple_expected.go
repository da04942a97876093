package scenarios

// ownTupleExpected is what the profiles expect of C-13.
func ownTupleExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.connect and ports.PortManager: a bound port is never reused; ErrPortInUse becomes EADDRNOTAVAIL", cases: []Want{
			{Case: "again after 0s", Observed: "bind: EADDRINUSE"},
			{Case: "again after 0s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 1s", Observed: "bind: EADDRINUSE"},
			{Case: "again after 1s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 59.999999999s", Observed: "bind: EADDRINUSE"},
			{Case: "again after 59.999999999s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 1m0s", Observed: "connected"},
			{Case: "again after 1m0s, with SO_REUSEADDR", Observed: "connected"},
			{Case: "the same port to another port of the server", Observed: "bind: EADDRINUSE"},
			{Case: "the same port to another port of the server, with SO_REUSEADDR", Observed: "connected"},
			{Case: "a port of the system's choice", Observed: "connected"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M26)", silent: "not measured", cases: []Want{
			{Case: "again after 0s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "the same port to another port of the server, with SO_REUSEADDR", Observed: "connected"},
		}},
	}
}
