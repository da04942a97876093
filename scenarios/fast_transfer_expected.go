package scenarios

// fastTransferExpected is what the profiles expect of C-34.
func fastTransferExpected() []saying {
	return []saying{
		{profile: netstack, source: "generateSecureISN, connect.go, counts 64 ns, and receiver.handleTimeWaitSegment, rcv.go, wants more than RCV.NXT. SYNs are sent after 1 s, 3 s, 7 s, 15 s, 31 s and 63 s with the same number", cases: []Want{
			{Case: "64 KiB at once, the port again after 0s: connected", Observed: "after 1m3s"},
			{Case: "64 KiB at once, the port again after 1ms: connected", Observed: "after 1m3s"},
			{Case: "64 KiB at once, the port again after 4.194431ms: connected", Observed: "after 1m3s"},
			{Case: "64 KiB at once, the port again after 4.194432ms: connected", Observed: "after 1m3s"},
			{Case: "64 KiB at once, the port again after 4.194496ms: connected", Observed: "after 0s"},
			{Case: "64 KiB at once, the port again at once: segments", Observed: "client SYN, client SYN, client SYN, client SYN, client SYN, client SYN, client SYN, server SYN,ACK, client ACK"},
			{Case: "nothing sent, the port again after 128ns: connected", Observed: "after 1m3s"},
			{Case: "nothing sent, the port again after 192ns: connected", Observed: "after 0s"},
			{Case: "64 KiB at once, given up after 500ms and dialled again: connected", Observed: "after 0s"},
			{Case: "a connection of 137s, nothing sent, the port again at once: connected", Observed: "after 0s"},
			{Case: "a connection of 138s, nothing sent, the port again at once: connected", Observed: "after 1m3s"},
		}},
		{profile: rfc9293, source: "RFC 6191, section 2, which RFC 9293, section 3.6.1, SHLD-4, asks for: the timestamps count milliseconds", silent: "with the same timestamp and no higher number RFC 6191 drops the SYN; what becomes of the next one is up to its timestamp", cases: []Want{
			{Case: "64 KiB at once, the port again after 1ms: connected", Observed: "after 0s", Known: "after 1m3s", Reason: "netstack compares sequence numbers alone, RFC 6191 timestamps first"},
			{Case: "64 KiB at once, the port again after 4.194431ms: connected", Observed: "after 0s", Known: "after 1m3s", Reason: "netstack compares sequence numbers alone, RFC 6191 timestamps first"},
			{Case: "64 KiB at once, the port again after 4.194432ms: connected", Observed: "after 0s", Known: "after 1m3s", Reason: "netstack compares sequence numbers alone, RFC 6191 timestamps first"},
			{Case: "64 KiB at once, the port again after 4.194496ms: connected", Observed: "after 0s"},
			{Case: "nothing sent, the port again after 192ns: connected", Observed: "after 0s"},
			{Case: "64 KiB at once, given up after 500ms and dialled again: connected", Observed: "after 0s"},
			{Case: "a connection of 137s, nothing sent, the port again at once: connected", Observed: "after 0s"},
			{Case: "a connection of 138s, nothing sent, the port again at once: connected", Observed: "after 0s", Known: "after 1m3s", Reason: "netstack compares sequence numbers alone, RFC 6191 timestamps first"},
		}},
	}
}
