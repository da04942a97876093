package scenarios

// ceilingExpected is what the profiles expect of C-78.
func ceilingExpected() []saying {
	return []saying{
		{profile: netstack, source: "startTimeWait, dispatcher.go, and PortManager.PickEphemeralPort, ports.go", cases: []Want{
			{Case: "TIME-WAIT of 1m0s, as of Linux, as many connects as ports in that time: refused of 90", Observed: "0"},
			{Case: "TIME-WAIT of 1m0s, as of Linux, 2% more in that time: refused of 90", Observed: "2"},
			{Case: "TIME-WAIT of 1m0s, as of Linux, twice as many in that time: refused of 90", Observed: "30"},
			{Case: "TIME-WAIT of 30s, as of FreeBSD and macOS, as many connects as ports in that time: refused of 90", Observed: "0"},
			{Case: "TIME-WAIT of 30s, as of FreeBSD and macOS, 2% more in that time: refused of 90", Observed: "2"},
			{Case: "TIME-WAIT of 30s, as of FreeBSD and macOS, twice as many in that time: refused of 90", Observed: "30"},
			{Case: "TIME-WAIT of 4m0s, as of RFC 9293, as many connects as ports in that time: refused of 90", Observed: "0"},
			{Case: "TIME-WAIT of 4m0s, as of RFC 9293, 2% more in that time: refused of 90", Observed: "2"},
			{Case: "TIME-WAIT of 4m0s, as of RFC 9293, twice as many in that time: refused of 90", Observed: "30"},
		}},
	}
}
