package scenarios

// proxyExpected is what the profiles expect of C-71.
func proxyExpected() []saying {
	return []saying{
		{profile: netstack, source: "Endpoint.Shutdown, Endpoint.Close and closeLocked, endpoint.go: what the proxy calls; netstack passes nothing on by itself", cases: []Want{
			{Case: "closes both, RST of the client: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2"},
			{Case: "closes both, Close of the client: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2"},
			{Case: "closes both, RST of the server: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2"},
			{Case: "closes both, Close of the server: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2"},
			{Case: "closes both, half-close of the client: the server reads, the client its answer", Observed: "request, then EOF; EOF"},
			{Case: "closes both, both close, the client first: in TIME-WAIT are on client, proxy and server", Observed: "1, 1, 0"},
			{Case: "CloseWrite, RST of the client: the other side reads, sockets of the proxy", Observed: "EOF, CLOSED, held; FIN-WAIT-2, held"},
			{Case: "CloseWrite, Close of the client: the other side reads, sockets of the proxy", Observed: "EOF, CLOSE-WAIT, held; FIN-WAIT-2, held"},
			{Case: "CloseWrite, RST of the server: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2, held; CLOSED, held"},
			{Case: "CloseWrite, Close of the server: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2, held; CLOSE-WAIT, held"},
			{Case: "CloseWrite, half-close of the client: the server reads, the client its answer", Observed: "request, then EOF; answer, then EOF"},
			{Case: "CloseWrite, both close, the client first: in TIME-WAIT are on client, proxy and server", Observed: "1, 1, 0"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, RST of the client: the other side reads, sockets of the proxy", Observed: "ECONNRESET, nothing"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, Close of the client: the other side reads, sockets of the proxy", Observed: "EOF, CLOSE-WAIT, held; FIN-WAIT-2, held"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, RST of the server: the other side reads, sockets of the proxy", Observed: "ECONNRESET, nothing"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, Close of the server: the other side reads, sockets of the proxy", Observed: "EOF, FIN-WAIT-2, held; CLOSE-WAIT, held"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, half-close of the client: the server reads, the client its answer", Observed: "request, then EOF; answer, then EOF"},
			{Case: "CloseWrite, and SO_LINGER 0 for a RST, both close, the client first: in TIME-WAIT are on client, proxy and server", Observed: "1, 1, 0"},
			{Case: "waits for the other direction, RST of the client: the other side reads, sockets of the proxy", Observed: "nothing, CLOSED, held; ESTABLISHED, held"},
			{Case: "waits for the other direction, Close of the client: the other side reads, sockets of the proxy", Observed: "nothing, CLOSE-WAIT, held; ESTABLISHED, held"},
			{Case: "waits for the other direction, RST of the server: the other side reads, sockets of the proxy", Observed: "nothing, ESTABLISHED, held; CLOSED, held"},
			{Case: "waits for the other direction, Close of the server: the other side reads, sockets of the proxy", Observed: "nothing, ESTABLISHED, held; CLOSE-WAIT, held"},
			{Case: "waits for the other direction, half-close of the client: the server reads, the client its answer", Observed: "request; answer, then EOF"},
			{Case: "waits for the other direction, both close, the client first: in TIME-WAIT are on client, proxy and server", Observed: "1, 0, 1"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6", silent: "what a proxy calls is up to the proxy"},
		{profile: linux, source: "Linux 6.18.44", silent: "not measured: what a proxy calls is up to the proxy"},
	}
}
