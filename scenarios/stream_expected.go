package scenarios

// streamExpected is what the profiles expect of C-79.
func streamExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.handleRcvdSegment, rcv.go: a FIN that waits for data counts as acknowledged already (its length is 0) and is thrown away", cases: []Want{
			{Case: "segments as they are: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments each twice: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments each once more a second later: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the second overtakes the first: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments every two in the wrong order: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the second lost: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the first three lost: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the last changed on the way: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "the FIN overtakes the data: state of the reader before the data", Observed: "ESTABLISHED"},
			{Case: "the FIN overtakes the data: state of the reader with the data", Observed: "ESTABLISHED"},
			{Case: "the FIN overtakes the data: EOF after", Observed: "EOF after 200ms"},
			{Case: "the FIN overtakes the data: FINs", Observed: "2 FIN,ACK"},
			{Case: "data overtakes data: read with the first", Observed: "hello"},
			{Case: "data beyond what is expected: answer", Observed: "ACK"},
			{Case: "data without ACK: read", Observed: "nothing"},
			{Case: "data that overlaps what has come: read", Observed: "abcdef"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.4, and section 3.10.7.4, SHLD-31; RFC 5681, section 4.2, for the answer to data out of order", cases: []Want{
			{Case: "segments as they are: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments each twice: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments each once more a second later: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the second overtakes the first: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments every two in the wrong order: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the second lost: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the first three lost: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "segments the last changed on the way: read", Observed: "one,two,three,four,five, then EOF"},
			{Case: "the FIN overtakes the data: state of the reader before the data", Observed: "ESTABLISHED"},
			{Case: "the FIN overtakes the data: state of the reader with the data", Observed: "CLOSE-WAIT", Known: "ESTABLISHED", Reason: "netstack throws a FIN away that arrived early, although it keeps early data"},
			{Case: "the FIN overtakes the data: EOF after", Observed: "EOF", Known: "EOF after 200ms", Reason: "netstack waits for the FIN to be sent again"},
			{Case: "the FIN overtakes the data: FINs", Observed: "1 FIN,ACK", Known: "2 FIN,ACK", Reason: "netstack waits for the FIN to be sent again"},
			{Case: "data overtakes data: read with the first", Observed: "hello"},
			{Case: "data beyond what is expected: answer", Observed: "ACK"},
			{Case: "data without ACK: read", Observed: "nothing"},
			{Case: "data that overlaps what has come: read", Observed: "abcdef"},
		}},
	}
}
