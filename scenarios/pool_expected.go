package scenarios

// staleConnectionExpected is what the profiles expect of C-70.
func staleConnectionExpected() []saying {
	return []saying{
		{profile: netstack, source: "hardErrorLocked, endpoint.go: the error for the first call, then EOF and EPIPE; handleReset, connect.go: a RST in CLOSE-WAIT is no ECONNRESET", cases: []Want{
			{Case: "the server closes: sockets of client and server", Observed: "CLOSE-WAIT, held and FIN-WAIT-2"},
			{Case: "the server closes: a write, a read and a write say", Observed: "no error, EOF, EPIPE"},
			{Case: "the server closes: a read of 1ms before use says", Observed: "EOF"},
			{Case: "the server closes, 10 minutes later: sockets of client and server", Observed: "CLOSE-WAIT, held and nothing"},
			{Case: "the server closes, 10 minutes later: a write, a read and a write say", Observed: "no error, EOF, EPIPE"},
			{Case: "the server closes, 10 minutes later: a read of 1ms before use says", Observed: "EOF"},
			{Case: "the server resets: sockets of client and server", Observed: "CLOSED, held and nothing"},
			{Case: "the server resets: a write, a read and a write say", Observed: "ECONNRESET, EOF, EPIPE"},
			{Case: "the server resets: a read of 1ms before use says", Observed: "ECONNRESET"},
			{Case: "the server reboots: a write, a read and a write say", Observed: "no error, ECONNRESET, EPIPE"},
			{Case: "the server closes, nobody takes it out of the pool: sockets of the client a day later", Observed: "CLOSE-WAIT, held"},
			{Case: "the server closes after the check and before the write: write, then read say", Observed: "no error, EOF"},
			{Case: "3 bursts of 10, 2 idle connections kept: opened and in TIME-WAIT", Observed: "26 and 24"},
		}},
		{profile: rfc9293, source: "RFC 9293, section 3.6, case 2, section 3.6, MUST-12, and section 3.5.1, figure 10", silent: "what a write says, and for how long FIN-WAIT-2 and CLOSE-WAIT last, is left open", cases: []Want{
			{Case: "the server closes: sockets of client and server", Observed: "CLOSE-WAIT, held and FIN-WAIT-2"},
			{Case: "the server closes: a read of 1ms before use says", Observed: "EOF"},
			{Case: "the server resets: a read of 1ms before use says", Observed: "ECONNRESET"},
			{Case: "the server closes, nobody takes it out of the pool: sockets of the client a day later", Observed: "CLOSE-WAIT, held"},
		}},
		{profile: linux, source: "measured on Linux 6.18.44 (M38: the other side has closed; M34: a RST in ESTABLISHED; M39: without keep-alives CLOSE-WAIT has no timer)", silent: "not measured", cases: []Want{
			{Case: "the server closes: a write, a read and a write say", Observed: "no error, EOF, EPIPE"},
			{Case: "the server resets: a read of 1ms before use says", Observed: "ECONNRESET"},
			{Case: "the server closes, nobody takes it out of the pool: sockets of the client a day later", Observed: "CLOSE-WAIT, held"},
		}},
	}
}
