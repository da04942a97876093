package scenarios

// quietTimeExpected is what the profiles expect of C-60.
func quietTimeExpected() []saying {
	return []saying{
		{profile: netstack, source: "a new stack has no endpoints, another secret for initial sequence numbers, and no quiet time", cases: []Want{
			{Case: "no reboot: answer to a SYN with RCV.NXT-1000", Observed: "nothing"},
			{Case: "no reboot: answer to the old FIN", Observed: "ACK"},
			{Case: "no reboot: old data in a connection with the same numbers: the application reads", Observed: "no connection"},
			{Case: "the server reboots: answer to a SYN with RCV.NXT-1000", Observed: "SYN,ACK"},
			{Case: "the server reboots: answer to the old FIN", Observed: "RST"},
			{Case: "the server reboots: old data in a connection with the same numbers: the application reads", Observed: "old data"},
			{Case: "no reboot: the client connects from the port of its TIME-WAIT", Observed: "connect: EADDRNOTAVAIL"},
			{Case: "the client reboots: the client connects from the port of its TIME-WAIT", Observed: "after 0s"},
			{Case: "the client reboots: its initial sequence numbers before and after", Observed: "far apart"},
		}},
		{profile: rfc9293, source: "RFC 9293, sections 3.4.2 and 3.4.3: no sequence numbers are assigned for a MSL; RFC 6191, section 2, and section 3.10.7.4 without a reboot", silent: "how a host tells its application to wait, and whether it keeps its secret, is left open", cases: []Want{
			{Case: "no reboot: answer to a SYN with RCV.NXT-1000", Observed: "nothing"},
			{Case: "no reboot: answer to the old FIN", Observed: "ACK"},
			{Case: "no reboot: old data in a connection with the same numbers: the application reads", Observed: "no connection"},
			{Case: "the server reboots: answer to a SYN with RCV.NXT-1000", Observed: "nothing", Known: "SYN,ACK", Reason: "netstack keeps no quiet time"},
			{Case: "the server reboots: answer to the old FIN", Observed: "RST"},
			{Case: "the server reboots: old data in a connection with the same numbers: the application reads", Observed: "no connection", Known: "old data", Reason: "netstack keeps no quiet time"},
			{Case: "no reboot: the client connects from the port of its TIME-WAIT", Observed: "connect: EADDRNOTAVAIL"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M4, M7, M26), without a reboot", silent: "not measured", cases: []Want{
			{Case: "no reboot: answer to a SYN with RCV.NXT-1000", Observed: "ACK", Known: "nothing", Reason: "netstack drops a SYN that does not reopen without an answer (RFC 6191), Linux acknowledges it (RFC 5961)"},
			{Case: "no reboot: answer to the old FIN", Observed: "ACK"},
			{Case: "no reboot: the client connects from the port of its TIME-WAIT", Observed: "connect: EADDRNOTAVAIL"},
		}},
	}
}
