package scenarios_test

// beyondMutations are changes that the scenarios of what netstack does beside the
// standard (N-01 and on) notice.
var beyondMutations = []netstackMutation{
	{
		"ABORT closes with a FIN", "endpoint.go",
		"case state.connected():\n\t\te.resetConnectionLocked(&tcpip.ErrAborted{})", "case state.connected() && e.rcv == nil:\n\t\te.resetConnectionLocked(&tcpip.ErrAborted{})",
		"",
		matching("N-01 ABORT*", "N-10 ABORT in ESTABLISHED*"),
		nil,
	},
	{
		"an acknowledgement of the FIN counts although its segment is behind a gap", "rcv.go",
		"if segLen > 0 || s.flags.Contains(header.TCPFlagFin) {",
		"if s.flags.Contains(header.TCPFlagAck) && s.ackNumber == r.ep.snd.SndNxt {\n\t\t\tswitch r.ep.EndpointState() {\n\t\t\tcase StateFinWait1:\n\t\t\t\tr.ep.setEndpointState(StateFinWait2)\n\t\t\tcase StateClosing:\n\t\t\t\tr.ep.setEndpointState(StateTimeWait)\n\t\t\tcase StateLastAck:\n\t\t\t\tr.ep.transitionToStateCloseLocked()\n\t\t\t}\n\t\t}\n\t\tif segLen > 0 || s.flags.Contains(header.TCPFlagFin) {",
		"",
		matching("N-08 FIN-WAIT-1, data behind a gap: state", "N-08 FIN-WAIT-1, a FIN behind a gap: state", "N-08 *with RCV.NXT+1: state"),
		nil,
	},
	{
		"an acknowledgement of the FIN does not count", "rcv.go",
		"case StateFinWait1:\n\t\t\tr.ep.setEndpointState(StateFinWait2)", "case StateFinWait1:\n\t\t\tif r.ep == nil {\n\t\t\t\tr.ep.setEndpointState(StateFinWait2)\n\t\t\t}",
		"",
		matching("N-08 FIN-WAIT-1, an ACK of the FIN with RCV.NXT: state"),
		nil,
	},
}
