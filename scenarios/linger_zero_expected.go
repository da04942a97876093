package scenarios

// lingerZeroExpected is what the profiles expect of C-09.
func lingerZeroExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.closeLocked, endpoint.go; in FIN-WAIT-1 the RST is beyond the FIN that was lost, and is challenged (RFC 5961, section 3.2)", cases: []Want{
			{Case: "segments of the close", Observed: "client RST,ACK"},
			{Case: "states of the closer", Observed: "CLOSED"},
			{Case: "in TIME-WAIT is, when the other side has closed too", Observed: "nobody"},
			{Case: "what the other side reads", Observed: "ECONNRESET"},
			{Case: "what the other side's first write says", Observed: "ECONNRESET"},
			{Case: "data that was lost on the way, close without SO_LINGER: the other side reads", Observed: "hello, then EOF"},
			{Case: "data that was lost on the way, close with SO_LINGER 0: the other side reads", Observed: "ECONNRESET"},
			{Case: "data behind a full window, close with SO_LINGER 0: arrived", Observed: "a part, then ECONNRESET"},
			{Case: "segments of the close in FIN-WAIT-1", Observed: "client RST,ACK, server ACK, client RST"},
			{Case: "segments of the close in FIN-WAIT-2", Observed: "client RST,ACK"},
			{Case: "segments of the close in CLOSE-WAIT", Observed: "client RST,ACK"},
			{Case: "answer to the close in CLOSING", Observed: "nothing"},
			{Case: "answer to the close in LAST-ACK", Observed: "nothing"},
			{Case: "segments of the close in TIME-WAIT", Observed: "nothing"},
			{Case: "TIME-WAIT lasted, closed 30s after it began", Observed: "1m0s"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.5: <SEQ=SND.NXT><CTL=RST>; section 3.6 for close without ABORT; RFC 5961, section 3.2, for FIN-WAIT-1", silent: "section 3.10.5 and note 3 of section 3.3.2 disagree on whether who sends a RST is in TIME-WAIT; what a write says, and what becomes of data that was not read, is left open", cases: []Want{
			{Case: "segments of the close", Observed: "client RST", Known: "client RST,ACK", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "what the other side reads", Observed: "ECONNRESET"},
			{Case: "data that was lost on the way, close without SO_LINGER: the other side reads", Observed: "hello, then EOF"},
			{Case: "data that was lost on the way, close with SO_LINGER 0: the other side reads", Observed: "ECONNRESET"},
			{Case: "segments of the close in FIN-WAIT-1", Observed: "client RST, server ACK, client RST", Known: "client RST,ACK, server ACK, client RST", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "segments of the close in FIN-WAIT-2", Observed: "client RST", Known: "client RST,ACK", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
			{Case: "segments of the close in CLOSE-WAIT", Observed: "client RST", Known: "client RST,ACK", Reason: "the RFC sends a RST alone, netstack and Linux with an acknowledgement"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M11: one RST,ACK, no TIME-WAIT; M34: the other side); tcp_need_reset, net/ipv4/tcp.c, for the other states", silent: "not measured", cases: []Want{
			{Case: "segments of the close", Observed: "client RST,ACK"},
			{Case: "states of the closer", Observed: "CLOSED"},
			{Case: "in TIME-WAIT is, when the other side has closed too", Observed: "nobody"},
			{Case: "what the other side reads", Observed: "ECONNRESET"},
			{Case: "segments of the close in FIN-WAIT-2", Observed: "client RST,ACK"},
			{Case: "segments of the close in CLOSE-WAIT", Observed: "client RST,ACK"},
		}},
	}
}
