package scenarios

// isnExpected is what the profiles expect of C-33.
func isnExpected() []saying {
	return []saying{
		{profile: netstack, source: "generateSecureISN, connect.go: SHA-256 of the addresses, the ports and a secret, and the clock divided by 64 ns", cases: []Want{
			{Case: "the same addresses and ports after 0s: up by", Observed: "0"},
			{Case: "the same addresses and ports after 63ns: up by", Observed: "0"},
			{Case: "the same addresses and ports after 64ns: up by", Observed: "1"},
			{Case: "the same addresses and ports after 4µs: up by", Observed: "62"},
			{Case: "the same addresses and ports after 4ms: up by", Observed: "62500"},
			{Case: "the same addresses and ports after 1s: up by", Observed: "15625000"},
			{Case: "the same addresses and ports after 4m34.87790688s: up by", Observed: "4294967295"},
			{Case: "the same addresses and ports after 4m34.877906944s: up by", Observed: "0"},
			{Case: "another port of the client at the same instant", Observed: "far apart"},
			{Case: "another port of the server at the same instant", Observed: "far apart"},
			{Case: "another address of the client at the same instant", Observed: "far apart"},
			{Case: "the server's number and the client's", Observed: "far apart"},
			{Case: "20 connections from different ports, how many numbers", Observed: "20"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.4.1, MUST-8 and SHLD-1", silent: "the clock counts at least once every roughly 4 µs, and how often exactly is left open", cases: []Want{
			{Case: "the same addresses and ports after 0s: up by", Observed: "0"},
			{Case: "another port of the client at the same instant", Observed: "far apart"},
			{Case: "another port of the server at the same instant", Observed: "far apart"},
			{Case: "another address of the client at the same instant", Observed: "far apart"},
			{Case: "the server's number and the client's", Observed: "far apart"},
			{Case: "20 connections from different ports, how many numbers", Observed: "20"},
		}},
	}
}
