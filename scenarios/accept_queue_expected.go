package scenarios

// acceptQueueExpected is what the profiles expect of C-50.
func acceptQueueExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.handleListenSegment, accept.go: ListenOverflowSynDrop; handshake.synRcvdState, connect.go: an ACK without room is dropped; the SYN-ACK's timer, 127 s, tells nobody", cases: []Want{
			{Case: "backlog 0, 8 dials: at once", Observed: "1 no error, 7 still waiting"},
			{Case: "backlog 1, 8 dials: at once", Observed: "2 no error, 6 still waiting"},
			{Case: "backlog 4, 8 dials: at once", Observed: "5 no error, 3 still waiting"},
			{Case: "connections from the ports 2001, 2002 and 2003: accepted in the order", Observed: "2001, 2002, 2003"},
			{Case: "queue full: answer to a SYN", Observed: "client SYN"},
			{Case: "queue full for ever: connect says", Observed: "connect: ETIMEDOUT after 2m7s"},
			{Case: "queue full for 2s: connect says", Observed: "no error after 3s"},
			{Case: "queue full, last ACK: states of client and server", Observed: "ESTABLISHED and SYN-RECEIVED"},
			{Case: "queue full, last ACK: the server sends in the next 10 minutes", Observed: "1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK, 1m3s SYN,ACK"},
			{Case: "queue full, last ACK, which answers a cookie: states of client and server", Observed: "ESTABLISHED and gone"},
			{Case: "queue full, last ACK, accepted 2s later: the server reads", Observed: "hello, then EOF"},
			{Case: "queue full, last ACK, never accepted: the client reads", Observed: "still waiting, and the server's side is gone"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, fifth", silent: "the RFC knows no queues", cases: []Want{
			{Case: "queue full, last ACK: states of client and server", Observed: "ESTABLISHED and ESTABLISHED", Known: "ESTABLISHED and SYN-RECEIVED", Reason: "the ACK is dropped, as by Linux"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M29, with tcp_abort_on_overflow off); tcp_synack_retries and the backlog as in Documentation/networking/ip-sysctl.rst and listen(2)", silent: "not measured", cases: []Want{
			{Case: "backlog 0, 8 dials: at once", Observed: "1 no error, 7 still waiting"},
			{Case: "backlog 1, 8 dials: at once", Observed: "2 no error, 6 still waiting"},
			{Case: "backlog 4, 8 dials: at once", Observed: "5 no error, 3 still waiting"},
			{Case: "queue full: answer to a SYN", Observed: "client SYN"},
			{Case: "queue full, last ACK: states of client and server", Observed: "ESTABLISHED and SYN-RECEIVED"},
			{Case: "queue full, last ACK: the server sends in the next 10 minutes", Observed: "1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK", Known: "1s SYN,ACK, 3s SYN,ACK, 7s SYN,ACK, 15s SYN,ACK, 31s SYN,ACK, 1m3s SYN,ACK", Reason: "netstack has one number of attempts for both sides, 6; Linux's for SYN-ACKs is 5"},
		}},
	}
}
