package scenarios

// segmentSizeExpected is what the profiles expect of C-74.
func segmentSizeExpected() []saying {
	return []saying{
		{profile: netstack, source: "maxPayloadSize, snd.go: the MSS less what the options of a segment can be at most, 40 bytes with timestamps and SACK", cases: []Want{
			{Case: "tcp4: sizes of 14,600 bytes", Observed: "10 of 1420, 1 of 400"},
			{Case: "tcp6: sizes of 14,600 bytes", Observed: "10 of 1400, 1 of 600"},
			{Case: "no MSS option: sizes of 3000 bytes", Observed: "5 of 536, 1 of 320"},
			{Case: "MSS option of 100: sizes of 3000 bytes", Observed: "30 of 100"},
			{Case: "MSS option of 536: sizes of 3000 bytes", Observed: "5 of 536, 1 of 320"},
			{Case: "MSS option of 1000: sizes of 3000 bytes", Observed: "3 of 1000"},
			{Case: "MSS option of 9000: sizes of 3000 bytes", Observed: "2 of 1460, 1 of 80"},
			{Case: "a window of 2 and a window scale of 7: size of 1000 bytes", Observed: "1 of 256"},
			{Case: "the fifth of ten is lost: sent again", Observed: "1 of 1420"},
			{Case: "the MSS options of both sides", Observed: "client 1460, server 1460"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.7.1, MUST-15 and MUST-16; RFC 7323, section 2.3, for the window", silent: "the RFC says how large segments may be, not how large they are; that the MSS is less by the options that are sent is up to the sender", cases: []Want{
			{Case: "no MSS option: sizes of 3000 bytes", Observed: "5 of 536, 1 of 320"},
			{Case: "MSS option of 100: sizes of 3000 bytes", Observed: "30 of 100"},
			{Case: "MSS option of 536: sizes of 3000 bytes", Observed: "5 of 536, 1 of 320"},
			{Case: "MSS option of 1000: sizes of 3000 bytes", Observed: "3 of 1000"},
			{Case: "MSS option of 9000: sizes of 3000 bytes", Observed: "2 of 1460, 1 of 80"},
			{Case: "a window of 2 and a window scale of 7: size of 1000 bytes", Observed: "1 of 256"},
			{Case: "the MSS options of both sides", Observed: "client 1460, server 1460"},
		}},
	}
}
