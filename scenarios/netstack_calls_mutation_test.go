package scenarios_test

// callsMutations are changes for the scenarios about calls beside Close, and about
// connections over IPv6.
var callsMutations = []netstackMutation{
	{
		"SHUT_RD resets the connection, whatever is unread", "endpoint.go",
		"	return e.shutdownLocked(flags)\n}",
		"	if flags == tcpip.ShutdownRead && e.EndpointState().connected() {\n\t\te.resetConnectionLocked(&tcpip.ErrConnectionAborted{})\n\t\treturn nil\n\t}\n\treturn e.shutdownLocked(flags)\n}",
		"",
		nil,
		nil,
	},

	{
		"an accepted connection from port 1500 is in CLOSE-WAIT", "endpoint.go",
		"	if peerAddr != nil {\n\t\t*peerAddr = n.getRemoteAddress()\n\t}\n\treturn n, n.waiterQueue, nil",
		"	if n.TransportEndpointInfo.ID.RemotePort == 1500 {\n\t\tn.LockUser()\n\t\tn.setEndpointState(StateCloseWait)\n\t\tn.UnlockUser()\n\t}\n\tif peerAddr != nil {\n\t\t*peerAddr = n.getRemoteAddress()\n\t}\n\treturn n, n.waiterQueue, nil",
		"",
		nil,
		nil,
	},

	{
		"there is no user timeout", "endpoint.go",
		"e.userTimeout = time.Duration(*v)", "e.userTimeout = time.Duration(*v) * 0",
		"",
		nil,
		nil,
	},
	{
		"shutdown of a connection attempt is refused", "endpoint.go",
		"	if e.EndpointState().connecting() {\n\t\t// When calling shutdown(2)", "	if e.EndpointState() == StateClose {\n\t\t// When calling shutdown(2)",
		"",
		nil,
		nil,
	},
	{
		"a connection is not writable before it is shut for writing", "endpoint.go",
		"if e.sndQueueInfo.SndClosed || e.sndQueueInfo.SndBufUsed < sndBufSize {", "if e.sndQueueInfo.SndClosed || e.sndQueueInfo.SndBufUsed > sndBufSize {",
		"",
		nil,
		nil,
	},
	{
		"the user timeout ends a connection attempt", "connect.go",
		"	if err := h.retransmitTimer.reset(); err != nil {\n\t\treturn err\n\t}\n\n\t// Resend",
		"	if err := h.retransmitTimer.reset(); err != nil || e.userTimeout != 0 {\n\t\treturn &tcpip.ErrTimeout{}\n\t}\n\n\t// Resend",
		"",
		nil,
		nil,
	},

	{
		"Close of a connection attempt does not end it", "endpoint.go",
		"e.handshakeFailed(&tcpip.ErrAborted{})\n\t\t// Notify that the endpoint is closed.", "// Notify that the endpoint is closed.",
		"",
		nil,
		nil,
	},
	{
		"Close aborts in SYN-RECEIVED", "endpoint.go",
		"if linger.Enabled && linger.Timeout == 0 {", "if linger.Enabled && linger.Timeout == 0 || e.EndpointState() == StateSynRecv {",
		"",
		nil,
		nil,
	},
	{
		"a SYN in SYN-SENT is ignored", "connect.go",
		"	// A SYN segment was received, but no ACK in it. We acknowledge the SYN\n", "	if s != nil {\n\t\treturn nil\n\t}\n\t// A SYN segment was received, but no ACK in it. We acknowledge the SYN\n",
		"",
		nil,
		nil,
	},
	{
		"a host connects to the port that it comes from", "endpoint.go",
		"if sameAddr && p == e.TransportEndpointInfo.ID.RemotePort {", "if sameAddr && p == 0 {",
		"",
		nil,
		nil,
	},
	{
		"every connection that has the port gives way to a new one", "endpoint.go",
		"if tcpEP.EndpointState() != StateTimeWait || e.stack", "if tcpEP.EndpointState() == StateListen || e.stack",
		"",
		nil,
		nil,
	},
	// The next three are what the findings propose.
	{
		"unread data resets at Close and not at shutdown, and never in TIME-WAIT", "endpoint.go",
		"if e.shutdownFlags&tcpip.ShutdownWrite != 0 && rcvBufUsed > 0 {",
		"if flags == tcpip.ShutdownWrite|tcpip.ShutdownRead && rcvBufUsed > 0 && e.EndpointState() != StateTimeWait {",
		"",
		nil,
		nil,
	},
	{
		"keep-alives end when a connection in FIN-WAIT-2 is closed", "connect.go",
		"if !e.SocketOptions().GetKeepAlive() || e.keepalive.timer.isUninitialized() || !e.keepalive.timer.checkExpiration() {",
		"if e.closed && e.EndpointState() == StateFinWait2 || !e.SocketOptions().GetKeepAlive() || e.keepalive.timer.isUninitialized() || !e.keepalive.timer.checkExpiration() {",
		"",
		nil,
		nil,
	},
	{
		"a RST from SYN-RECEIVED has the numbers of the handshake", "connect.go",
		"if e.rcv != nil {\n\t\t\tackNum = e.rcv.RcvNxt\n\t\t}",
		"if e.rcv != nil {\n\t\t\tackNum = e.rcv.RcvNxt\n\t\t} else if e.h != nil {\n\t\t\tresetSeqNum, ackNum = e.h.iss+1, e.h.ackNum\n\t\t}",
		"",
		nil,
		nil,
	},
}
