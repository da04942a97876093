package scenarios

// hopsExpected is what the profiles expect of C-59.
func hopsExpected() []saying {
	return []saying{
		{profile: netstack, source: "network/ipv4 sends with a time to live of 64; Time Exceeded is not handed to TCP (icmp.go of network/ipv4)", cases: []Want{
			{Case: "63 routers: connect says", Observed: "no error"},
			{Case: "64 routers: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "a loop of routers for 10s: read then", Observed: "hello, then EOF"},
			{Case: "a loop of routers for 10s: the sender gets of ICMP meanwhile", Observed: "4 messages about 4 segments"},
			{Case: "a loop of routers for 10s: state of the sender meanwhile", Observed: "ESTABLISHED"},
			{Case: "a loop of routers for good: the sender is told", Observed: "ETIMEDOUT after 20m7s"},
			{Case: "segments with a time to live of 2, two routers: answer", Observed: "nothing, then ESTABLISHED"},
			{Case: "segments with a time to live of 3, two routers: answer", Observed: "ACK, then ESTABLISHED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.9.2.2, MUST-56", silent: "the time to live and the number of attempts are up to the implementation", cases: []Want{
			{Case: "a loop of routers for 10s: read then", Observed: "hello, then EOF"},
			{Case: "a loop of routers for 10s: state of the sender meanwhile", Observed: "ESTABLISHED"},
			{Case: "segments with a time to live of 2, two routers: answer", Observed: "nothing, then ESTABLISHED"},
			{Case: "segments with a time to live of 3, two routers: answer", Observed: "ACK, then ESTABLISHED"},
		}},
	}
}
