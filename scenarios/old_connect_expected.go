package scenarios

// oldConnectExpected is what the profiles expect of C-27.
func oldConnectExpected() []saying {
	return []saying{
		{profile: netstack, source: "handshake.synSentState, connect.go: a RST and the SYN again after 2 µs; handshake.synRcvdState: another SYN is answered with a RST and ends the half-open connection", cases: []Want{
			{Case: "SYN 90, RST 91, SYN 100: answers", Observed: "SYN,ACK → SYN,ACK"},
			{Case: "SYN 90, RST 91: half-open is", Observed: "nothing"},
			{Case: "SYN 90, RST 91, SYN 100: accepted", Observed: "1"},
			{Case: "SYN 90, RST 91, SYN 100: the application reads", Observed: "hello"},
			{Case: "SYN 90, SYN 100: answers", Observed: "SYN,ACK → RST,ACK"},
			{Case: "10 SYNs with 90, then the ACK: accepted before and after", Observed: "0, 1"},
			{Case: "two hosts: segments", Observed: "client SYN, server SYN,ACK, client RST, client SYN, server SYN,ACK, client ACK"},
			{Case: "two hosts: connected", Observed: "after 2µs"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.5, figure 8; section 3.10.7.4, fourth: in SYN-RECEIVED another SYN leads back to LISTEN", silent: "when the SYN comes again after the RST is left open", cases: []Want{
			{Case: "SYN 90, RST 91, SYN 100: answers", Observed: "SYN,ACK → SYN,ACK"},
			{Case: "SYN 90, RST 91: half-open is", Observed: "nothing"},
			{Case: "SYN 90, RST 91, SYN 100: accepted", Observed: "1"},
			{Case: "SYN 90, RST 91, SYN 100: the application reads", Observed: "hello"},
			{Case: "SYN 90, SYN 100: answers", Observed: "SYN,ACK → nothing", Known: "SYN,ACK → RST,ACK", Reason: "netstack resets the new SYN where the RFC leaves it to be sent again"},
			{Case: "10 SYNs with 90, then the ACK: accepted before and after", Observed: "0, 1"},
			{Case: "two hosts: segments", Observed: "client SYN, server SYN,ACK, client RST, client SYN, server SYN,ACK, client ACK"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M31, M42: a RST, and the SYN again at once); TestLinux, on the same version, for what else is listed", silent: "not measured, or it takes long", cases: []Want{
			{Case: "SYN 90, RST 91, SYN 100: answers", Observed: "SYN,ACK → SYN,ACK"},
			{Case: "SYN 90, RST 91: half-open is", Observed: "nothing"},
			{Case: "SYN 90, RST 91, SYN 100: the application reads", Observed: "hello"},
			{Case: "SYN 90, SYN 100: answers", Observed: "SYN,ACK → RST,ACK"},
			{Case: "two hosts: segments", Observed: "client SYN, server SYN,ACK, client RST, client SYN, server SYN,ACK, client ACK"},
		}},
	}
}
