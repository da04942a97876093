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
		{profile: rfc9293, source: "RFC 9293, section 3.10.1: an OPEN of a connection that exists is an error, and there is one in TIME-WAIT; of other pairs it says nothing. Which error it is, is up to the interface", silent: "to bind a port is no operation of the RFC", cases: []Want{
			{Case: "again after 0s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 1s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 59.999999999s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "again after 1m0s, with SO_REUSEADDR", Observed: "connected"},
			{Case: "the same port to another port of the server", Observed: "connected", Known: "bind: EADDRINUSE", Reason: "a socket without SO_REUSEADDR wants the whole port, the RFC keeps only the pair"},
			{Case: "the same port to another port of the server, with SO_REUSEADDR", Observed: "connected"},
			{Case: "a port of the system's choice", Observed: "connected"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M23: the bind; M26: the connect, to the same port and to another; M27: a port of the system's choice)", silent: "not measured at other ages", cases: []Want{
			{Case: "again after 0s", Observed: "bind: EADDRINUSE"},
			{Case: "again after 0s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "the same port to another port of the server", Observed: "bind: EADDRINUSE"},
			{Case: "the same port to another port of the server, with SO_REUSEADDR", Observed: "connected"},
			{Case: "a port of the system's choice", Observed: "connected"},
		}},
	}
}
