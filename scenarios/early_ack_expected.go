package scenarios

// earlyACKExpected is what the profiles expect of N-08.
func earlyACKExpected() []saying {
	return []saying{
		{profile: netstack, source: "receiver.consumeSegment, rcv.go: states change there, and only segments in sequence get there", cases: []Want{
			{Case: "FIN-WAIT-1, data behind a gap: state", Observed: "FIN-WAIT-1"},
			{Case: "FIN-WAIT-1, data behind a gap, then the gap is filled: state", Observed: "FIN-WAIT-2"},
			{Case: "FIN-WAIT-1, data in sequence: state", Observed: "FIN-WAIT-2"},
			{Case: "FIN-WAIT-1, a FIN behind a gap: state", Observed: "FIN-WAIT-1"},
			{Case: "FIN-WAIT-1, an ACK of the FIN with RCV.NXT: state", Observed: "FIN-WAIT-2"},
			{Case: "FIN-WAIT-1, an ACK of the FIN with RCV.NXT+1: state", Observed: "FIN-WAIT-1"},
			{Case: "CLOSING, an ACK of the FIN with RCV.NXT: state", Observed: "TIME-WAIT"},
			{Case: "LAST-ACK, an ACK of the FIN with RCV.NXT: state", Observed: "CLOSED"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.10.7.4, fifth and, for what is behind a gap, SHLD-31", silent: "for an empty segment behind a gap section 3.10.7.4 leaves open whether it is held", cases: []Want{
			{Case: "FIN-WAIT-1, data behind a gap: state", Observed: "FIN-WAIT-1"},
			{Case: "FIN-WAIT-1, data behind a gap, then the gap is filled: state", Observed: "FIN-WAIT-2"},
			{Case: "FIN-WAIT-1, data in sequence: state", Observed: "FIN-WAIT-2"},
			{Case: "FIN-WAIT-1, a FIN behind a gap: state", Observed: "FIN-WAIT-1"},
			{Case: "FIN-WAIT-1, an ACK of the FIN with RCV.NXT: state", Observed: "FIN-WAIT-2"},
			{Case: "CLOSING, an ACK of the FIN with RCV.NXT: state", Observed: "TIME-WAIT"},
			{Case: "LAST-ACK, an ACK of the FIN with RCV.NXT: state", Observed: "CLOSED"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M32: from CLOSING to TIME-WAIT; M35: from LAST-ACK to CLOSED)", silent: "not measured", cases: []Want{
			{Case: "CLOSING, an ACK of the FIN with RCV.NXT: state", Observed: "TIME-WAIT"},
			{Case: "LAST-ACK, an ACK of the FIN with RCV.NXT: state", Observed: "CLOSED"},
		}},
	}
}
