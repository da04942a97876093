package scenarios

// oldReopeningExpected is what the profiles expect of C-62.
func oldReopeningExpected() []saying {
	return []saying{
		{profile: netstack, source: "handleTimeWait, dispatcher.go: the connection is CLOSED before the listener gets the SYN", cases: []Want{
			{Case: "the SYN,ACK is answered with a RST: what is left", Observed: "nothing"},
			{Case: "the SYN,ACK is answered with a RST: answer to the old FIN", Observed: "RST"},
			{Case: "the SYN,ACK is answered with a RST: answer to a SYN that is new", Observed: "SYN,ACK"},
			{Case: "the SYN,ACK is answered with a RST,ACK: what is left", Observed: "nothing"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to the old FIN", Observed: "RST"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to a SYN that is new", Observed: "SYN,ACK"},
			{Case: "the SYN,ACK is not answered: left after 1m is", Observed: "SYN-RECEIVED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6.1, MAY-2", silent: "how long a half-open connection is kept is left open", cases: []Want{
			{Case: "the SYN,ACK is answered with a RST: what is left", Observed: "TIME-WAIT", Known: "nothing", Reason: "netstack, Linux and FreeBSD forget the old connection when the SYN arrives"},
			{Case: "the SYN,ACK is answered with a RST: answer to the old FIN", Observed: "ACK", Known: "RST", Reason: "netstack, Linux and FreeBSD forget the old connection when the SYN arrives"},
			{Case: "the SYN,ACK is answered with a RST: answer to a SYN that is new", Observed: "SYN,ACK"},
			{Case: "the SYN,ACK is answered with a RST,ACK: what is left", Observed: "TIME-WAIT", Known: "nothing", Reason: "netstack, Linux and FreeBSD forget the old connection when the SYN arrives"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to the old FIN", Observed: "ACK", Known: "RST", Reason: "netstack, Linux and FreeBSD forget the old connection when the SYN arrives"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to a SYN that is new", Observed: "SYN,ACK"},
		}},
		{profile: linux, source: "tcp_timewait_state_process, net/ipv4/tcp_minisocks.c, which says so in a comment; tcp_synack_retries, Documentation/networking/ip-sysctl.rst: 5, and 63 s in all; TestLinux, on the same version, for what else is listed", silent: "not measured", cases: []Want{
			{Case: "the SYN,ACK is answered with a RST: what is left", Observed: "nothing"},
			{Case: "the SYN,ACK is answered with a RST: answer to the old FIN", Observed: "RST"},
			{Case: "the SYN,ACK is answered with a RST: answer to a SYN that is new", Observed: "SYN,ACK"},
			{Case: "the SYN,ACK is answered with a RST,ACK: what is left", Observed: "nothing"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to the old FIN", Observed: "RST"},
			{Case: "the SYN,ACK is answered with a RST,ACK: answer to a SYN that is new", Observed: "SYN,ACK"},
			{Case: "the SYN,ACK is not answered: left after 1m is", Observed: "SYN-RECEIVED"},
		}},
		{profile: freebsd, source: "the scripts rcv-*-time-wait: CLOSED", silent: "not in the scripts", cases: []Want{
			{Case: "the SYN,ACK is answered with a RST: what is left", Observed: "nothing"},
			{Case: "the SYN,ACK is answered with a RST,ACK: what is left", Observed: "nothing"},
		}},
	}
}
