package scenarios_test

// netstackTargetMutations are additional mutations for the scenarios of TC8.
var netstackTargetMutations = []netstackMutation{
	{
		"ABORT closes with a FIN in all states", "endpoint.go",
		"isResetState := s == StateEstablished || s == StateCloseWait || s == StateFinWait1 || s == StateFinWait2 || s == StateSynRecv",
		"isResetState := s == StateSynRecv",
		"",
		matching("T-05 ESTABLISHED: *", "T-05 FIN-WAIT-?: *", "T-05 CLOSE-WAIT: *"),
		nil,
	},
	{
		"ABORT resets in all states", "endpoint.go",
		"isResetState := s == StateEstablished || s == StateCloseWait || s == StateFinWait1 || s == StateFinWait2 || s == StateSynRecv",
		"isResetState := s != StateListen",
		"",
		append([]string{"T-05 TIME-WAIT: sent"}, matching("T-05 CLOSING*", "T-05 LAST-ACK*")...),
		nil,
	},
	{
		"a segment without ACK is answered with one", "connect.go",
		"} else if s.flags.Contains(header.TCPFlagAck) {\n\t\t// Patch the window size in the segment according to the",
		"} else if !s.flags.Contains(header.TCPFlagAck) {\n\t\te.snd.sendAck()\n\t} else {\n\t\t// Patch the window size in the segment according to the",
		"",
		matching("T-03 CLOSE-WAIT*", "T-03 CLOSING*", "T-03 LAST-ACK*"),
		nil,
	},
	{
		"a FIN outside of the window is not acknowledged", "rcv.go",
		"if !r.acceptable(segSeq, segLen) {\n\t\tr.ep.snd.maybeSendOutOfWindowAck(s)\n",
		"if !r.acceptable(segSeq, segLen) {\n\t\tif !s.flags.Contains(header.TCPFlagFin) {\n\t\t\tr.ep.snd.maybeSendOutOfWindowAck(s)\n\t\t}\n",
		"",
		matching("T-04 *"),
		nil,
	},
}
