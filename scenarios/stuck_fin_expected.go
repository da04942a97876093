package scenarios

// stuckFINExpected is what the profiles expect of C-48.
func stuckFINExpected() []saying {
	return []saying{
		{profile: netstack, source: "sender.retransmitTimerExpired and sendZeroWindowProbe, snd.go: probes repeat the byte before SND.UNA, and unackZeroWindowProbes counts those without an answer; afterwards the congestion window is one segment", cases: []Want{
			{Case: "state after close", Observed: "FIN-WAIT-1"},
			{Case: "probes are answered for an hour: state then", Observed: "FIN-WAIT-1"},
			{Case: "probes are answered: sent when", Observed: "1s ACK, 3s ACK, 7s ACK, 15s ACK, 31s ACK, 1m3s ACK, 2m7s ACK, 4m7s ACK, 6m7s ACK, 8m7s ACK"},
			{Case: "probes are answered: what they are", Observed: "10 zero-window probes"},
			{Case: "probes are answered, and the window opens after an hour: sent", Observed: "ACK, PSH,ACK, FIN,ACK"},
			{Case: "probes are answered, and the window opens after an hour: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"},
			{Case: "probes are not answered: over after", Observed: "20m7s, retransmission timer"},
			{Case: "probes are not answered: sent", Observed: "15 zero-window probes"},
			{Case: "the peer closes too: state", Observed: "CLOSING"},
			{Case: "the peer resets: state", Observed: "gone"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.6.1, MUST-36 and MUST-37, section 3.10.4, and section 3.10.7.4 for the FIN", silent: "the times of probes are up to the implementation, but for the first, after the retransmission time-out, and that they double", cases: []Want{
			{Case: "state after close", Observed: "FIN-WAIT-1"},
			{Case: "probes are answered for an hour: state then", Observed: "FIN-WAIT-1"},
			{Case: "probes are answered, and the window opens after an hour: states", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT"},
			{Case: "the peer closes too: state", Observed: "CLOSING"},
			{Case: "the peer resets: state", Observed: "gone"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44, which TestLinux runs behind a TUN device", silent: "not measured, or it takes long", cases: []Want{
			{Case: "state after close", Observed: "FIN-WAIT-1"},
			{Case: "the peer resets: state", Observed: "gone"},
		}},
	}
}
