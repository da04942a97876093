package scenarios_test

// beyondMutations are changes for the scenarios about netstack's behaviour beyond the
// standard (N-01 and later).
var beyondMutations = []netstackMutation{
	{
		"ABORT sends no RST", "endpoint.go",
		"case state.connected():\n\t\te.resetConnectionLocked(&tcpip.ErrAborted{})", "case state.connected():\n\t\te.resetConnectionLocked(&tcpip.ErrTimeout{})",
		"",
		matching("N-01 ABORT*", "N-10 ABORT in ESTABLISHED*"),
		nil,
	},
	{
		"an acknowledgement of the FIN counts although its segment is behind a gap", "rcv.go",
		"if segLen > 0 || s.flags.Contains(header.TCPFlagFin) {",
		"if s.flags.Contains(header.TCPFlagAck) && s.ackNumber == r.ep.snd.SndNxt {\n\t\t\tif r.ep.EndpointState() == StateFinWait1 {\n\t\t\t\tr.ep.setEndpointState(StateFinWait2)\n\t\t\t}\n\t\t}\n\t\tif segLen > 0 || s.flags.Contains(header.TCPFlagFin) {",
		"",
		matching("N-08 FIN-WAIT-1, data behind a gap: state", "N-08 FIN-WAIT-1, a FIN behind a gap: state", "N-08 FIN-WAIT-1, an ACK of the FIN with RCV.NXT+1: state"),
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

// alsoCaught are observations of the same scenarios that fail under mutations of the
// other files, by the name of the mutation.
var alsoCaught = map[string][]string{
	"a connection is aborted half a second after it began":    {"C-73 no close: a check every 10s*", "N-01 the other side vanishes*", "N-01 TCP_USER_TIMEOUT*", "N-01 data is never*", "N-01 keep-alives*"},
	"LAST-ACK leads to TIME-WAIT":                             {"N-08 LAST-ACK, an ACK of the FIN with RCV.NXT: state"},
	"ports are used up whatever the destination":              {"C-07 no port is left, to another server"},
	"the end of the stream is an error":                       {"C-70 the server closes after the check*", "C-73 SO_LINGER 1: the server reads"},
	"SO_LINGER 0 is ignored":                                  {"N-01 SO_LINGER of 0*"},
	"no RST is believed":                                      {"N-01 a RST arrives*"},
	"SO_REUSEPORT is ignored":                                 {"N-06 TIME-WAIT, *new one with SO_REUSEPORT", "N-06 TIME-WAIT, old socket with nothing, new one with both", "N-06 TIME-WAIT, old socket with SO_REUSEPORT, new one with both", "N-06 LISTEN, old socket with SO_REUSEPORT, *SO_REUSEPORT", "N-06 LISTEN, old socket with SO_REUSEPORT, *both", "N-06 LISTEN, old socket with both, *SO_REUSEPORT", "N-06 LISTEN, old socket with both, *both"},
	"a SYN that does not reopen is acknowledged, as by Linux": {"N-09 *answer to an old SYN"},
	"the accept queue is never full":                          {"N-09 the queue is full: answer to the SYN"},
	"SO_LINGER 0 sends a RST in CLOSING and LAST-ACK too":     {"N-10 SO_LINGER 0 in CLOSING*", "N-10 SO_LINGER 0 in LAST-ACK*"},
	"SO_LINGER 0 ends TIME-WAIT":                              {"N-10 SO_LINGER 0 in TIME-WAIT*"},
}
