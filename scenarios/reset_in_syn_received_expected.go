package scenarios

// resetInSynReceivedExpected is what the profiles expect of C-12.
func resetInSynReceivedExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synRcvdState, connect.go: any RST in the window ends it, also where RFC 5961 would have it challenged; SYN,ACKs are sent as often as SYNs", cases: []Want{
			{Case: "RST with RCV.NXT-1: sockets of the server", Observed: "SYN-RECEIVED, held"},
			{Case: "RST with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT: sockets of the server", Observed: "nothing"},
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+5: sockets of the server", Observed: "nothing"},
			{Case: "RST with RCV.NXT+5: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+2^30: sockets of the server", Observed: "SYN-RECEIVED, held"},
			{Case: "RST with RCV.NXT+2^30: answer", Observed: "nothing"},
			{Case: "no RST: SYN,ACKs of the next 5 minutes", Observed: "6"},
			{Case: "RST: SYN,ACKs of the next 5 minutes", Observed: "0"},
			{Case: "RST, then the ACK of the handshake: answer", Observed: "RST"},
			{Case: "RST, then a new connection from the same port: it reads", Observed: "hello, then EOF"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.3.2, figure 5, note 1, and section 3.10.7.4, second", silent: "RFC 5961, which would challenge it, is optional; how often a SYN,ACK is sent is left open", cases: []Want{
			{Case: "RST with RCV.NXT-1: sockets of the server", Observed: "SYN-RECEIVED, held"},
			{Case: "RST with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT: sockets of the server", Observed: "nothing"},
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+2^30: sockets of the server", Observed: "SYN-RECEIVED, held"},
			{Case: "RST with RCV.NXT+2^30: answer", Observed: "nothing"},
			{Case: "RST: SYN,ACKs of the next 5 minutes", Observed: "0"},
			{Case: "RST, then the ACK of the handshake: answer", Observed: "RST"},
			{Case: "RST, then a new connection from the same port: it reads", Observed: "hello, then EOF"},
		}},
		{profile: linux, source: "tcp_synack_retries, Documentation/networking/ip-sysctl.rst: 5; TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "RST with RCV.NXT-1: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT: sockets of the server", Observed: "nothing"},
			{Case: "RST with RCV.NXT: answer", Observed: "nothing"},
			{Case: "RST with RCV.NXT+5: answer", Observed: "ACK", Known: "nothing", Reason: "in SYN-RECEIVED Linux challenges a RST that is not exact, netstack takes any in the window"},
			{Case: "RST with RCV.NXT+2^30: answer", Observed: "nothing"},
			{Case: "no RST: SYN,ACKs of the next 5 minutes", Observed: "5", Known: "6", Reason: "tcp_synack_retries is 5; netstack takes the number that it has for SYNs"},
			{Case: "RST, then the ACK of the handshake: answer", Observed: "RST"},
			{Case: "RST, then a new connection from the same port: it reads", Observed: "hello, then EOF"},
		}},
	}
}
