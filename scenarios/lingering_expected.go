package scenarios

// lingeringExpected is what the profiles expect of C-77.
func lingeringExpected() []saying {
	return []saying{
		{profile: netstack, source: "a model of the fixture: netstack leaves SO_LINGER above 0 to its user", cases: []Want{
			{Case: "acknowledged at once: Close took", Observed: "0s"},
			{Case: "acknowledged after 40ms: Close took", Observed: "40ms"},
			{Case: "never acknowledged: Close took", Observed: "2s"},
			{Case: "never acknowledged: state when Close returns", Observed: "FIN-WAIT-1"},
			{Case: "SO_LINGER of 1s: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "SO_LINGER of 1s: in TIME-WAIT is", Observed: "client"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M13, M14)", silent: "not measured", cases: []Want{
			{Case: "acknowledged at once: Close took", Observed: "0s"},
			{Case: "never acknowledged: Close took", Observed: "2s"},
			{Case: "never acknowledged: state when Close returns", Observed: "FIN-WAIT-1"},
			{Case: "SO_LINGER of 1s: TIME-WAIT lasted", Observed: "1m0s"},
		}},
	}
}
