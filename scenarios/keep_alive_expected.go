package scenarios

// keepAliveExpected is what the profiles expect of C-43.
func keepAliveExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.keepaliveTimerExpired, connect.go; Endpoint.resetConnectionLocked sends no RST after a time-out", cases: []Want{
			{Case: "Linux's defaults, the peer vanished: given up after", Observed: "2h11m15s"},
			{Case: "Linux's defaults, the peer vanished: the application reads", Observed: "ETIMEDOUT"},
			{Case: "Linux's defaults, the peer vanished: RST sent", Observed: "nothing"},
			{Case: "Go's defaults, the peer vanished: given up after", Observed: "2m30s"},
			{Case: "Go's defaults, the peer vanished: the application reads", Observed: "ETIMEDOUT"},
			{Case: "Go's defaults, the peer vanished: RST sent", Observed: "nothing"},
			{Case: "1 s, 1 s, 2, the peer vanished: given up after", Observed: "3s"},
			{Case: "1 s, 1 s, 2, the peer vanished: the application reads", Observed: "ETIMEDOUT"},
			{Case: "1 s, 1 s, 2, the peer vanished: RST sent", Observed: "nothing"},
			{Case: "the peer is alive: state after an hour", Observed: "ESTABLISHED"},
			{Case: "one probe is lost: state after a minute", Observed: "ESTABLISHED"},
			{Case: "the peer has rebooted: found out after", Observed: "10s"},
			{Case: "the peer has rebooted: the application reads", Observed: "ECONNRESET"},
			{Case: "no keep-alives, the peer vanished: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "sequence number of a probe", Observed: "SND.NXT-1"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.8.4", silent: "the RFC leaves the interval after the first probe open", cases: []Want{
			{Case: "the peer is alive: state after an hour", Observed: "ESTABLISHED"},
			{Case: "one probe is lost: state after a minute", Observed: "ESTABLISHED"},
			{Case: "no keep-alives, the peer vanished: state after 30 days", Observed: "ESTABLISHED"},
			{Case: "sequence number of a probe", Observed: "SND.NXT-1"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M18)", silent: "not measured", cases: []Want{
			{Case: "1 s, 1 s, 2, the peer vanished: given up after", Observed: "3s"},
			{Case: "1 s, 1 s, 2, the peer vanished: the application reads", Observed: "ETIMEDOUT"},
			{Case: "sequence number of a probe", Observed: "SND.NXT-1"},
			{Case: "1 s, 1 s, 2, the peer vanished: RST sent", Observed: "RST", Known: "nothing", Reason: "netstack ends a connection that has timed out without a RST"},
		}},
	}
}
