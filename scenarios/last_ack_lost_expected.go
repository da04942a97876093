package scenarios

// lastAckLostExpected is what the profiles expect of C-03.
func lastAckLostExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleTimeWaitSegment, rcv.go: only a FIN without data restarts the timer; LAST-ACK ends with retransmissions after 1 s, 2 s, 4 s", cases: []Want{
			{Case: "last ACK lost once: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost once: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "last ACK lost once: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost twice: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost twice: passive closer in LAST-ACK for", Observed: "3s"},
			{Case: "last ACK lost twice: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost 3 times: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost 3 times: passive closer in LAST-ACK for", Observed: "7s"},
			{Case: "last ACK lost 3 times: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "FIN twice, 0s apart: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FIN twice, 1ns apart: TIME-WAIT lasted", Observed: "1m0.000000001s"},
			{Case: "FIN twice, 30s apart: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN twice, 59.999999999s apart: TIME-WAIT lasted", Observed: "1m59.999999999s"},
			{Case: "FIN again after TIME-WAIT: answer", Observed: "RST"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, fifth and eighth; RFC 6298, sections 2.4 and 5.5: 1 s, doubled each time; section 3.10.7.1 for CLOSED", cases: []Want{
			{Case: "last ACK lost once: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost once: passive closer in LAST-ACK for", Observed: "1s"},
			{Case: "last ACK lost once: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost twice: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost twice: passive closer in LAST-ACK for", Observed: "3s"},
			{Case: "last ACK lost twice: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost 3 times: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost 3 times: passive closer in LAST-ACK for", Observed: "7s"},
			{Case: "last ACK lost 3 times: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "FIN twice, 0s apart: TIME-WAIT lasted", Observed: "1m0s"},
			{Case: "FIN twice, 1ns apart: TIME-WAIT lasted", Observed: "1m0.000000001s"},
			{Case: "FIN twice, 30s apart: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN twice, 59.999999999s apart: TIME-WAIT lasted", Observed: "1m59.999999999s"},
			{Case: "FIN again after TIME-WAIT: answer", Observed: "RST"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M7: the FIN is acknowledged and the timer back at 60 s; M35: LAST-ACK; M40: a FIN for a connection that is no more)", silent: "retransmissions come after 310 ms and not 1 s, and times finer than 1 ms were not measured", cases: []Want{
			{Case: "last ACK lost once: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost once: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost twice: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost twice: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "last ACK lost 3 times: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
			{Case: "last ACK lost 3 times: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
			{Case: "FIN twice, 30s apart: TIME-WAIT lasted", Observed: "1m30s"},
			{Case: "FIN again after TIME-WAIT: answer", Observed: "RST"},
		}},
		{profile: freebsd, source: "the scripts rcv-*-closed: a segment for a connection that is no more is answered with a RST", silent: "the scripts do not follow the timer", cases: []Want{
			{Case: "FIN again after TIME-WAIT: answer", Observed: "RST"},
		}},
	}
}
