package scenarios

// icmpErrorsExpected is what the profiles expect of C-58.
func icmpErrorsExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.HandleError and onICMPError, endpoint.go: it ends an attempt to connect; established, it is remembered, and takes the place of ETIMEDOUT (timerHandler, connect.go). Time Exceeded, Source Quench and Parameter Problem are not handed to TCP (icmp.go of network/ipv4)", cases: []Want{
			{Case: "SYN-SENT, network unreachable: connect says", Observed: "connect: ENETUNREACH after 500ms"},
			{Case: "ESTABLISHED, network unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, host unreachable: connect says", Observed: "connect: EHOSTUNREACH after 500ms"},
			{Case: "ESTABLISHED, host unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, protocol unreachable: connect says", Observed: "connect: ENOPROTOOPT after 500ms"},
			{Case: "ESTABLISHED, protocol unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, port unreachable: connect says", Observed: "connect: ECONNREFUSED after 500ms"},
			{Case: "ESTABLISHED, port unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, source quench: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, source quench: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, time exceeded: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, time exceeded: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, parameter problem: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, parameter problem: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "TIME-WAIT, port unreachable for its last ACK: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "ESTABLISHED, host unreachable, and the peer is gone: read says", Observed: "EHOSTUNREACH after 20m7s"},
			{Case: "FIN-WAIT-1, port unreachable for the FIN: state then", Observed: "FIN-WAIT-1"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.9.2.2, MUST-55, MUST-56 and SHLD-26", silent: "hard errors should end the connection, but the same section knows of systems that do not; how connect fails is open", cases: []Want{
			{Case: "SYN-SENT, network unreachable: connect says", Observed: "connect: ETIMEDOUT after 2m7s", Known: "connect: ENETUNREACH after 500ms", Reason: "netstack takes soft errors for hard ones until the connection is established, as RFC 5461, section 4, says of others"},
			{Case: "ESTABLISHED, network unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, host unreachable: connect says", Observed: "connect: ETIMEDOUT after 2m7s", Known: "connect: EHOSTUNREACH after 500ms", Reason: "netstack takes soft errors for hard ones until the connection is established, as RFC 5461, section 4, says of others"},
			{Case: "ESTABLISHED, host unreachable: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, source quench: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, source quench: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, time exceeded: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, time exceeded: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
			{Case: "SYN-SENT, parameter problem: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "ESTABLISHED, parameter problem: a minute later", Observed: "hello, then EOF, CLOSE-WAIT"},
		}},
	}
}
