package scenarios

// lingerWaitExpected is what the profiles expect of C-77.
func lingerWaitExpected() []saying {
	return []saying{
		{profile: netstack, source: "netstack's endpoint knows SO_LINGER of 0 only: that Close waits is a model of the fixture, after Linux's", cases: []Want{
			{Case: "the other side acknowledges at once, SO_LINGER of 2: Close", Observed: "took 0s, no error, in FIN-WAIT-2"},
			{Case: "the other side acknowledges after 80ms, SO_LINGER of 2: Close", Observed: "took 80ms, no error, in FIN-WAIT-2"},
			{Case: "the FIN is lost once, SO_LINGER of 2: Close", Observed: "took 1s, no error, in FIN-WAIT-2"},
			{Case: "the acknowledgement is lost once, SO_LINGER of 2: Close", Observed: "took 1s, no error, in FIN-WAIT-2"},
			{Case: "the other side is silent, SO_LINGER of 2: Close", Observed: "took 2s, no error, in FIN-WAIT-1"},
			{Case: "nothing was acknowledged in time: the other side reads in the end", Observed: "hello, then EOF"},
			{Case: "the other side resets after 1s, SO_LINGER of 5: Close", Observed: "took 1s, no error, in CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.4", silent: "the RFC knows no SO_LINGER, and has CLOSE return at once", cases: []Want{}},
		{profile: linux, source: "measured on Linux 6.18.44 (M14)", silent: "not measured", cases: []Want{
			{Case: "the other side is silent, SO_LINGER of 2: Close", Observed: "took 2s, no error, in FIN-WAIT-1"},
		}},
	}
}
