package scenarios

// orphansExpected is what the profiles expect of C-47.
func orphansExpected() []saying {
	return []saying{
		{profile: netstack, source: "sender.retransmitTimerExpired, snd.go: there is no other limit for orphans; timerHandler, connect.go, sends nothing", cases: []Want{
			{Case: "FIN-WAIT-1: FINs", Observed: "16 FIN,ACK"},
			{Case: "FIN-WAIT-1, at most 2 retransmissions: FINs", Observed: "3 FIN,ACK"},
			{Case: "FIN-WAIT-1: over after", Observed: "20m7s"},
			{Case: "FIN-WAIT-1: ended by", Observed: "retransmission timer"},
			{Case: "FIN-WAIT-1: RSTs", Observed: "nothing"},
			{Case: "CLOSING: FINs", Observed: "16 FIN,ACK"},
			{Case: "CLOSING, at most 2 retransmissions: FINs", Observed: "3 FIN,ACK"},
			{Case: "CLOSING: over after", Observed: "20m7s"},
			{Case: "CLOSING: ended by", Observed: "retransmission timer"},
			{Case: "CLOSING: RSTs", Observed: "nothing"},
			{Case: "LAST-ACK: FINs", Observed: "16 FIN,ACK"},
			{Case: "LAST-ACK, at most 2 retransmissions: FINs", Observed: "3 FIN,ACK"},
			{Case: "LAST-ACK: over after", Observed: "20m7s"},
			{Case: "LAST-ACK: ended by", Observed: "retransmission timer"},
			{Case: "LAST-ACK: RSTs", Observed: "nothing"},
			{Case: "FIN-WAIT-1: the FIN comes again after", Observed: "0s FIN,ACK, 1s FIN,ACK, 3s FIN,ACK, 7s FIN,ACK, 15s FIN,ACK, 31s FIN,ACK, 1m3s FIN,ACK, 2m7s FIN,ACK, 4m7s FIN,ACK, 6m7s FIN,ACK, 8m7s FIN,ACK, 10m7s FIN,ACK, 12m7s FIN,ACK, 14m7s FIN,ACK, 16m7s FIN,ACK, 18m7s FIN,ACK"},
			{Case: "FIN-WAIT-1, TCP_USER_TIMEOUT of 10s: over after", Observed: "10s"},
			{Case: "FIN-WAIT-1, the peer acknowledges the tenth FIN: state then", Observed: "FIN-WAIT-2"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 1, and section 3.10.8", silent: "the number of retransmissions is up to the implementation", cases: []Want{
			{Case: "FIN-WAIT-1: RSTs", Observed: "nothing"},
			{Case: "CLOSING: RSTs", Observed: "nothing"},
			{Case: "LAST-ACK: RSTs", Observed: "nothing"},
			{Case: "FIN-WAIT-1, TCP_USER_TIMEOUT of 10s: over after", Observed: "10s"},
			{Case: "FIN-WAIT-1, the peer acknowledges the tenth FIN: state then", Observed: "FIN-WAIT-2"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M20, with tcp_orphan_retries=2); tcp_orphan_retries in Documentation/networking/ip-sysctl.rst: 8 unless set", silent: "measured in FIN-WAIT-1 only", cases: []Want{
			{Case: "FIN-WAIT-1: FINs", Observed: "9 FIN,ACK", Known: "16 FIN,ACK", Reason: "Linux gives up orphans after tcp_orphan_retries, netstack after as many retransmissions as others"},
			{Case: "FIN-WAIT-1, at most 2 retransmissions: FINs", Observed: "3 FIN,ACK"},
			{Case: "FIN-WAIT-1: RSTs", Observed: "nothing"},
		}},
	}
}
