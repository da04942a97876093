package scenarios

// NetstackVersion is the version of gVisor of which the profile netstack was
// measured. With another version a scenario that fails says what has changed.
const NetstackVersion = "v0.0.0-20260905035102-160fafc42237"

// Netstack returns what gVisor's netstack is known to do, in the version
// NetstackVersion, with the settings that a fixture.Host has by default. The
// sources name its functions (pkg/tcpip/transport/tcp).
func Netstack() Profile {
	return Profile{
		Name: "netstack",
		Of:   "gVisor " + NetstackVersion,
		Expects: []Expectation{
			{Scenario: "C-01", Source: "receiver.consumeSegment, rcv.go", Cases: []Want{
				{Case: "client closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
				{Case: "client closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
				{Case: "client closes first: segments", Observed: "client FIN,ACK, server ACK, server FIN,ACK, client ACK"},
				{Case: "server closes first: states of the active closer", Observed: "FIN-WAIT-1 → FIN-WAIT-2 → TIME-WAIT → CLOSED"},
				{Case: "server closes first: states of the passive closer", Observed: "CLOSE-WAIT → LAST-ACK → CLOSED"},
				{Case: "server closes first: segments", Observed: "server FIN,ACK, client ACK, client FIN,ACK, server ACK"},
				{Case: "what the passive closer reads", Observed: "EOF"},
			}},
			{Scenario: "C-02", Source: "startTimeWait, dispatcher.go; TCPTimeWaitTimeoutOption is read when TIME-WAIT begins", Cases: []Want{
				{Case: "client closes first: in TIME-WAIT is", Observed: "client"},
				{Case: "server closes first: in TIME-WAIT is", Observed: "server"},
				{Case: "state after 59.999999999s", Observed: "TIME-WAIT"},
				{Case: "state after 1m0s", Observed: "CLOSED"},
				{Case: "TIME-WAIT lasted, tcp4", Observed: "1m0s"},
				{Case: "TIME-WAIT lasted, tcp6", Observed: "1m0s"},
				{Case: "TIME-WAIT lasted, with the handle still open", Observed: "1m0s"},
				{Case: "TIME-WAIT lasted, from the last ACK, when the other side closes an hour later", Observed: "1m0s"},
				{Case: "TIME-WAIT lasted, set to 0s", Observed: "0s"},
				{Case: "TIME-WAIT lasted, set to 1ns", Observed: "1ns"},
				{Case: "TIME-WAIT lasted, set to 30s", Observed: "30s"},
				{Case: "TIME-WAIT lasted, set to 2m0s", Observed: "2m0s"},
				{Case: "TIME-WAIT lasted, set to 4m0s", Observed: "4m0s"},
			}},
			{Scenario: "C-03", Source: "receiver.handleTimeWaitSegment, rcv.go: only a FIN without data restarts the timer; LAST-ACK ends with retransmissions after 1 s, 2 s, 4 s", Cases: []Want{
				{Case: "last ACK lost once: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
				{Case: "last ACK lost once: passive closer in LAST-ACK for", Observed: "1s"},
				{Case: "last ACK lost once: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
				{Case: "last ACK lost twice: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
				{Case: "last ACK lost twice: passive closer in LAST-ACK for", Observed: "3s"},
				{Case: "last ACK lost twice: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
				{Case: "last ACK lost 3 times: segments", Observed: "server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK, server FIN,ACK, client ACK"},
				{Case: "last ACK lost 3 times: passive closer in LAST-ACK for", Observed: "7s"},
				{Case: "last ACK lost 3 times: TIME-WAIT ended, after the last FIN", Observed: "1m0s"},
				{Case: "FIN twice, 0s apart: TIME-WAIT lasted", Observed: "1m0s"},
				{Case: "FIN twice, 1ns apart: TIME-WAIT lasted", Observed: "1m0.000000001s"},
				{Case: "FIN twice, 30s apart: TIME-WAIT lasted", Observed: "1m30s"},
				{Case: "FIN twice, 59.999999999s apart: TIME-WAIT lasted", Observed: "1m59.999999999s"},
				{Case: "FIN again after TIME-WAIT: answer", Observed: "RST"},
			}},
			{Scenario: "C-06", Source: "receiver.consumeSegment, rcv.go; where a FIN is lost, handleRcvdSegmentClosing takes the bare ACK behind it for data that arrives after close, and resets", Cases: []Want{
				{Case: "states of the client", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
				{Case: "TIME-WAIT of the client lasted", Observed: "1m0s"},
				{Case: "states of the server", Observed: "FIN-WAIT-1 → CLOSING → TIME-WAIT → CLOSED"},
				{Case: "TIME-WAIT of the server lasted", Observed: "1m0s"},
				{Case: "in TIME-WAIT are", Observed: "server and client"},
				{Case: "segments", Observed: "client FIN,ACK, server FIN,ACK, server ACK, client ACK"},
				{Case: "one FIN is lost once: segments", Observed: "client FIN,ACK, server FIN,ACK, client ACK, server RST,ACK"},
				{Case: "one FIN is lost once: states of its sender", Observed: "FIN-WAIT-1 → CLOSING → CLOSED"},
			}},
			{Scenario: "C-09", Source: "Endpoint.closeLocked, endpoint.go; in FIN-WAIT-1 the RST is beyond the FIN that was lost, and is challenged (RFC 5961, section 3.2)", Cases: []Want{
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
			}},
			{Scenario: "C-13", Source: "Endpoint.connect and ports.PortManager: a bound port is never reused; ErrPortInUse becomes EADDRNOTAVAIL", Cases: []Want{
				{Case: "again after 0s", Observed: "bind: EADDRINUSE"},
				{Case: "again after 0s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
				{Case: "again after 1s", Observed: "bind: EADDRINUSE"},
				{Case: "again after 1s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
				{Case: "again after 59.999999999s", Observed: "bind: EADDRINUSE"},
				{Case: "again after 59.999999999s, with SO_REUSEADDR", Observed: "connect: EADDRNOTAVAIL"},
				{Case: "again after 1m0s", Observed: "connected"},
				{Case: "again after 1m0s, with SO_REUSEADDR", Observed: "connected"},
				{Case: "the same port to another port of the server", Observed: "bind: EADDRINUSE"},
				{Case: "the same port to another port of the server, with SO_REUSEADDR", Observed: "connected"},
				{Case: "a port of the system's choice", Observed: "connected"},
			}},
		},
	}
}
